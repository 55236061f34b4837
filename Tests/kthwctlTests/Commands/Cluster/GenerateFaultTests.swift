import KTHWTestSupport
import Testing

/// Signals in the middle of a run; faults at its system calls are
/// ``WriterFaultTests``' matter.
@Suite(.judged(by: "strace", "taskset")) struct GenerateFaultTests {
  @Test(arguments: ["INT", "TERM", "HUP"])
  func `interrupted on its way, a run takes its files away and says so`(signal: String) throws {
    let writer = try #require(Writer.trees.first { $0.name == "generate, changing" })
    let points = try FaultPoint.all(of: writer).filter { $0.call == "write" }
    for point in [points[0], points[points.count / 2]] {
      let directory = try writer.prepared()
      let before = directory.entries()
      let (result, _) = try FaultPoint.run(writer, in: directory, point.signalling(signal))
      #expect(result.status == 130, "\(result)")
      #expect(
        result.errorText.hasSuffix("kthwctl: error: out: interrupted; nothing was changed\n")
      )
      #expect(directory.entries() == before)
    }
  }
}
