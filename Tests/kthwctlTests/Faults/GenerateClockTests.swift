import KTHWCore
import KTHWTestSupport
import Testing

/// Clocks that are at odd times.
@Suite(.judged(by: "openssl")) struct GenerateClockTests {
  @Test(arguments: [
    "1970-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2028-02-29T12:00:00Z",
    "2038-01-19T03:14:08Z", "2039-12-31T23:59:59Z", "2049-12-31T23:59:59Z",
    "2050-01-01T00:00:00Z", "2100-02-28T23:59:59Z",
  ])
  func `dates have the form that their year asks for`(moment: String) throws {
    let bench = try ClusterBench(.singleNode)
    let words = ["generate", "cluster.yaml", "--at", moment]
    try bench.command(words).run().expecting(0)
    for name in ["ca", "admin", "kube-apiserver"] {
      let path = "out/pki/\(name).pem"
      let parsed = try RunCommand("openssl", ["asn1parse", "-in", path]).inside(bench.scratch).run()
      let times = parsed.expecting(0).outputLines.compactMap { line -> (String, String)? in
        let words = line.split(separator: ":").map { $0.filter { $0 != " " } }
        guard line.contains("TIME"), words.count >= 4 else { return nil }
        return (words[words.count - 2], words[words.count - 1])
      }
      #expect(times.count == 2, "\(parsed)")
      let facts = try #require(try bench.certificate(name))
      for ((kind, text), time) in zip(times, [facts.validity.notBefore, facts.validity.notAfter]) {
        // RFC 5280, 4.1.2.5: until 2049 in two digits, from 2050 on in four.
        let year = try #require(Int(time.description.prefix(4)))
        #expect(kind == (year < 2050 ? "UTCTIME" : "GENERALIZEDTIME"), "\(name) \(text)")
        let digits = time.description.filter(\.isNumber)
        #expect(text == (year < 2050 ? digits.dropFirst(2) : digits[...]) + "Z", "\(name)")
        #expect(year >= 1969 && text.hasSuffix("Z"))
      }
      #expect(facts.validity.notBefore.description <= moment)
      #expect(facts.validity.notAfter.description > moment)
    }
    // At the same moment everything is as it should be.
    let again = try bench.command(words).run().expecting(0)
    #expect(again.errorText.contains("nothing to do"), "\(again)")
  }

  @Test func `a clock that jumps back reissues nothing but what it must, and keeps every key`()
    throws
  {
    let bench = try ClusterBench(.singleNode)
    let words = ["generate", "cluster.yaml", "--at"]
    try bench.command(words + ["2026-11-21T08:30:30Z"]).run().expecting(0)
    let before = try #require(try bench.contents())
    let result = try bench.command(words + ["2026-11-20T08:30:30Z"]).run()
    let after = try #require(try bench.contents())
    for (path, content) in before where path.hasSuffix("-key.pem") {
      #expect(after[path] == content, "\(path)\n\(result)")
    }
    // Back at the right time, a run ends well, whatever the wrong one did.
    try bench.command(words + ["2026-11-21T08:31:00Z"]).run().expecting(0)
    let last = try bench.command(words + ["2026-11-21T08:31:00Z"]).run().expecting(0)
    #expect(last.errorText.contains("nothing to do"), "\(last)")
    let verified = try RunCommand(
      "openssl",
      [
        "verify", "-attime", "1795249860", "-CAfile", "out/pki/ca.pem", "out/pki/admin.pem",
      ]
    ).inside(bench.scratch).run()
    #expect(verified.succeeded, "\(verified)")
  }
}
