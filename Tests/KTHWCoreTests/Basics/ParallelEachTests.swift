import Testing

@testable import KTHWCore

@Suite struct ParallelEachTests {
  @Test(arguments: [(0, 4), (1, 4), (7, 1), (1000, 8), (5, 100), (3, 0), (3, -1)])
  func `every piece is done exactly once`(count: Int, workers: Int) throws {
    let done = Guarded<[Int]>([])
    try parallelEach(count: count, workers: workers) { index in
      done.withLock { $0.append(index) }
    }
    #expect(done.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test func `each worker has a state of its own`() throws {
    final class State: Sendable {}
    let states = Guarded<[State]>([])
    let pieces = Guarded(0)
    try parallelEach(
      count: 100,
      workers: 4,
      makingState: {
        let state = State()
        states.withLock { $0.append(state) }
        return state
      },
      body: { _, _ in pieces.withLock { $0 += 1 } }
    )
    #expect((1...4).contains(states.withLock(\.count)))
    #expect(pieces.withLock { $0 } == 100)
  }

  @Test(arguments: [1, 4])
  func `the first error stops the others and is thrown once`(workers: Int) {
    struct Fault: Error, Equatable { let index: Int }
    let done = Guarded(0)
    #expect(throws: Fault(index: 10)) {
      try parallelEach(count: 1_000_000, workers: workers) { index in
        if index == 10 { throw Fault(index: index) }
        done.withLock { $0 += 1 }
      }
    }
    #expect(done.withLock { $0 } < 1_000_000 - 1)
  }

  @Test func `a state that cannot be made is an error`() {
    struct Fault: Error {}
    #expect(throws: Fault.self) {
      try parallelEach(
        count: 3,
        workers: 2,
        makingState: { throw Fault() },
        body: { (_: Int, _) in }
      )
    }
  }

  @Test func `there is a processor`() {
    #expect(Processors.available >= 1)
  }
}
