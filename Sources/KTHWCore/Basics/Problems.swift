/// Collects problems, so that a user sees all of them at once.
///
/// ```swift
/// var problems = Problems(file: "cluster.yaml")
/// let cidr = problems.collect { try CIDRBlock(text) }
/// try problems.throwIfAny()
/// ```
public struct Problems: Sendable {
  /// What was collected, in the order it was found.
  public private(set) var all: [Problem] = []
  private let file: String?

  /// Creates an empty collection; `file` fills in places that name no file.
  public init(file: String? = nil) {
    self.file = file
  }

  /// Whether nothing was collected.
  public var isEmpty: Bool { all.isEmpty }

  /// Adds one problem.
  public mutating func add(_ problem: Problem) {
    all.append(problem.inFile(file))
  }

  /// Adds a problem made of its parts.
  public mutating func add(
    _ code: KTHWError.Code,
    _ message: String,
    at place: Place? = nil,
    hint: String? = nil
  ) {
    add(Problem(code, message, at: place, hint: hint))
  }

  /// Runs `body`; what it throws is collected, and nil comes back.
  ///
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func collect<Value>(_ body: () throws -> Value) rethrows -> Value? {
    do {
      return try body()
    } catch let error as KTHWError {
      for problem in error.problems { add(problem) }
      return nil
    }
  }

  /// Ends the collection.
  ///
  /// - Throws: ``KTHWError`` with everything collected, where there is any.
  public func throwIfAny() throws {
    if let error = KTHWError(all) { throw error }
  }
}
