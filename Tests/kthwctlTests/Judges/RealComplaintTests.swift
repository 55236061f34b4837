import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Real programs are made to complain, and what they print is known.
@Suite(.judged(by: "openssl", "etcd", "etcdctl", "cfssl", "cfssljson"))
struct RealComplaintTests {
  @Test func `what etcd, kubectl, openssl and cfssl print is taken for what it is`() throws {
    let scratch = try ScratchDirectory()
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let ports = [String(try LoopbackPort.free()), String(try LoopbackPort.free())]
    let command = RunCommand(
      "bash",
      ["/\(folder)/Scripts/real-complaints.sh", scratch.path] + ports
    )
    let complaints = try command.run().expecting(0).outputLines
    #expect(complaints.count >= 17)
    for complaint in complaints {
      let parts = complaint.split(separator: "\t", maxSplits: 1).map(String.init)
      try #require(parts.count == 2, "nothing was said of \(complaint)")
      let found = LogExplanation.of(parts[1])
      let names = found.compactMap(\.symptom?.id)
      #expect(names.contains(parts[0]), "\(parts[1]): \(names)")
    }
  }
}
