/// Does pieces of work on several threads, each with a state of its own.
///
/// Every worker takes the next piece that nobody has, because the time an RSA
/// key takes is a matter of luck. The calling thread is one of the workers,
/// so one worker means no thread at all. The first error stops the others
/// after the piece they are at, and is thrown when all have stopped.
///
/// - Parameters:
///   - count: how many pieces there are; they are numbered from 0.
///   - workers: how many threads work, at most; never more than there are pieces.
///   - makingState: makes what one worker keeps between pieces, such as an ``Engine``.
///   - body: does the piece with a number.
/// - Throws: the first error of `makingState` or `body`.
public func parallelEach<State>(
  count: Int,
  workers: Int = Processors.available,
  makingState: @escaping @Sendable () throws -> State,
  body: @escaping @Sendable (_ state: State, _ index: Int) throws -> Void
) throws {
  guard count > 0 else { return }
  let progress = Guarded(Progress())
  let work: @Sendable () -> Void = {
    do {
      let state = try makingState()
      while let index = progress.withLock({ $0.takeNext(of: count) }) { try body(state, index) }
    } catch {
      progress.withLock { $0.stop(for: error) }
    }
  }
  // A thread that the system refuses is one worker fewer, nothing worse.
  let others = (1..<max(1, min(workers, count))).compactMap { _ in SystemThread(work) }
  work()
  for thread in others { thread.join() }
  if let error = progress.withLock({ $0.error }) { throw error }
}

/// Does pieces of work on several threads that keep nothing between pieces.
///
/// - Parameters:
///   - count: how many pieces there are; they are numbered from 0.
///   - workers: how many threads work, at most.
///   - body: does the piece with a number.
/// - Throws: the first error of `body`.
public func parallelEach(
  count: Int,
  workers: Int = Processors.available,
  body: @escaping @Sendable (_ index: Int) throws -> Void
) throws {
  try parallelEach(count: count, workers: workers, makingState: {}, body: { try body($1) })
}

private struct Progress {
  private var next = 0
  private(set) var error: (any Error)?

  mutating func takeNext(of count: Int) -> Int? {
    guard error == nil, next < count else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func stop(for error: any Error) {
    if self.error == nil { self.error = error }
  }
}
