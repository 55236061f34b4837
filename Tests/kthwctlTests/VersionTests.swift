import KTHWTestSupport
import Testing

@Suite struct Version {
  @Test func `version names us, OpenSSL and the cfssl that we stand in for`() throws {
    let lines = try RunCommand.kthwctl("version").run().expecting(0).outputLines
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("kthwctl ") == true)
    #expect(lines.dropFirst().first?.hasPrefix("OpenSSL 3.") == true)
    #expect(lines.last == "stands in for cfssl 1.6.5")
  }

  @Test func `version is a document for programs`() throws {
    let text = try RunCommand.kthwctl("version", "-o", "json").run().expecting(0).outputText
    #expect(text.contains(#""kind": "Version""#))
    #expect(text.contains(#""standsInForCFSSL": "1.6.5""#))
  }
}
