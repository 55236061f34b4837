import Testing

@testable import KTHWCore

@Suite struct ParallelWorkersTests {
  /// Counts what one worker was given.
  private final class State {
    var pieces = 0
  }

  private static func workers(
    _ count: Int,
    _ made: Guarded<Int>
  ) -> ParallelWorkers<State> {
    ParallelWorkers(count) {
      made.withLock { $0 += 1 }
      return State()
    }
  }

  @Test(arguments: [1, 2, 8])
  func `every piece of every round is done exactly once`(count: Int) throws {
    let workers = Self.workers(count, Guarded(0))
    for round in 1...50 {
      let done = Guarded<[Int]>([])
      try workers.each(count: round) { _, index in done.withLock { $0.append(index) } }
      #expect(done.withLock { $0.sorted() } == Array(0..<round))
    }
  }

  @Test func `a worker keeps its state from round to round`() throws {
    let made = Guarded(0)
    let workers = Self.workers(4, made)
    let seen = Guarded<[ObjectIdentifier: Int]>([:])
    for _ in 0..<20 {
      try workers.each(count: 100) { state, _ in
        // Nobody else touches it, or this would lose counts.
        state.pieces += 1
        seen.withLock { $0[ObjectIdentifier(state)] = state.pieces }
      }
    }
    #expect(seen.withLock { $0.values.reduce(0, +) } == 2000)
    #expect((1...4).contains(made.withLock { $0 }))
  }

  @Test func `the caller's state is the one that its pieces get`() throws {
    let workers = Self.workers(1, Guarded(0))
    let own = try workers.own()
    #expect(!workers.areSeveral)
    try workers.each(count: 3) { state, _ in state.pieces += 1 }
    #expect(own.pieces == 3)
    #expect(try workers.own() === own)
  }

  @Test func `an error ends its round alone`() throws {
    struct Fault: Error {}
    let workers = Self.workers(4, Guarded(0))
    let done = Guarded(0)
    #expect(throws: Fault.self) {
      try workers.each(count: 1_000_000) { _, index in
        if index == 5 { throw Fault() }
        done.withLock { $0 += 1 }
      }
    }
    #expect(done.withLock { $0 } < 999_999)
    let again = Guarded(0)
    try workers.each(count: 100) { _, _ in again.withLock { $0 += 1 } }
    #expect(again.withLock { $0 } == 100)
  }

  @Test func `the others get ready, whether there is work or not`() throws {
    let ready = Guarded(0)
    do {
      let workers = ParallelWorkers(3, makingState: { 0 }, ahead: { ready.withLock { $0 += 1 } })
      #expect(workers.areSeveral)
      try workers.each(count: 2) { _, _ in }
    }
    // All are back by now.
    #expect(ready.withLock { $0 } == 2)
  }
}
