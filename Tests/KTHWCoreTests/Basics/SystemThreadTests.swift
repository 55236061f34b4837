import Testing

@testable import KTHWCore

@Suite struct SystemThreadTests {
  @Test func `a thread does its work once, and is waited for`() throws {
    let runs = Guarded(0)
    let thread = try #require(SystemThread { runs.withLock { $0 += 1 } })
    thread.join()
    #expect(runs.withLock { $0 } == 1)
  }
}
