/// How far a long piece of work is: `looked into 120 of 5,000 hosts`.
public struct WorkProgress: Hashable, Sendable {
  /// What was done with those that are counted, such as `looked into`.
  public var verb: String
  /// How many are done.
  public var done: Int
  /// How many there are.
  public var total: Int
  /// What is counted, in the plural.
  public var unit: String

  /// Creates an account of work.
  public init(_ verb: String, _ done: Int, of total: Int, _ unit: String) {
    self.verb = verb
    self.done = done
    self.total = total
    self.unit = unit
  }
}

/// Counts pieces of work that several threads do, and tells a context of each.
final class WorkSteps: Sendable {
  private let work: Guarded<WorkProgress>
  private let listener: @Sendable (WorkProgress) -> Void

  /// Begins to count.
  init(_ verb: String, of total: Int, _ unit: String, in context: Context) {
    work = Guarded(WorkProgress(verb, 0, of: total, unit))
    listener = context.progress
  }

  /// One more piece is done.
  func advance() {
    work.withLock { work in
      work.done += 1
      // Inside, so that the listener hears one thread at a time, and numbers in their order.
      listener(work)
    }
  }
}
