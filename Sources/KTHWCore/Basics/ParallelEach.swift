/// Does pieces of work on several threads, each with a state of its own.
///
/// Every worker takes the next piece that nobody has. The calling thread is one
/// of the workers, so one worker means no thread at all. The first error stops the others
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
  try ParallelWorkers(min(workers, count), makingState: makingState).each(count: count, body)
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
