import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `The page of the tree` {
  @Test func `its tables say what is planned for the example with HAProxy`() throws {
    let spec = try ClusterSpec(reading: Array(Self.read("Examples/ha-haproxy.yaml").utf8))
    let page = try Self.read("Docs/tree.md")
    let filled = try TreeReference(spec: spec).filledIn(page)
    Golden.expect(filled, matches: "tree.md", below: "Docs")
  }

  @Test func `whoever is told of a file by a flag or a key is found`() {
    let unit =
      "ExecStart=/bin/x \\\n  --cert=/a/b.pem \\\n  \"--key=/a/b.pem-key\" \\\n  --ca=/a/b.pem\n"
    #expect(TreeReference.words(before: "/a/b.pem", in: unit) == ["`--cert`", "`--ca`"])
    #expect(TreeReference.words(before: "/a/b.pem-key", in: unit) == ["`--key`"])
    let yaml = "# not /a/b.pem\nclientCAFile: /a/b.pem\nother: /c/a/b.pem\n"
    #expect(TreeReference.words(before: "/a/b.pem", in: yaml) == ["`clientCAFile`"])
    #expect(TreeReference.words(before: "/nowhere", in: yaml) == [])
  }

  @Test(arguments: HostLayout.allCases, PKISettings.Hierarchy.allCases)
  func `every key and certificate on a machine is read by somebody`(
    layout: HostLayout,
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let spec = try ClusterFixture.balanced(hierarchy, layout: layout)
    for host in spec.hosts {
      let texts = try RenderedFile.allCases
        .filter { !$0.isClusterWide && $0.belongs(on: host, in: spec) }
        .map { try $0.text(for: host, in: spec) }
      for file in HostFile.files(on: host, in: spec) {
        // These two are for etcdctl, which somebody calls.
        if [.etcdHealthCertificate, .etcdHealthKey].contains(file) { continue }
        let path = spec.path(of: file)
        let isRead = texts.contains { !TreeReference.words(before: path, in: $0).isEmpty }
        #expect(isRead, "\(host.name): nobody reads \(path)")
      }
    }
  }

  private static func read(_ name: String, file: String = #filePath) throws -> String {
    let parts = file.split(separator: "/")
    let tests = try #require(parts.lastIndex(of: "Tests"))
    let path = "/" + (parts[..<tests] + [Substring(name)]).joined(separator: "/")
    return try RunCommand("cat", [path]).run().expecting(0).outputText
  }
}
