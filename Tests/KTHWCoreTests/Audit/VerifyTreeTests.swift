import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A tree is held against its description` {
  @Test func `a tree that was just made is as it should be`() throws {
    let tree = try MadeTree(.haHAProxy)
    #expect(try tree.findings() == [])
    #expect(tree.scratch.has("out/cluster.yaml"))
  }

  @Test func `a changed text is told with the line where it begins to differ`() throws {
    let tree = try MadeTree(.singleNode)
    let unit = "out/hosts/node-1/etc/systemd/system/kubelet.service"
    let lines = try tree.scratch.text(unit).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.hasPrefix("Description=") })
    var changed = lines
    changed[line] = "Description=Changed"
    try tree.scratch.write(unit, changed.joined(separator: "\n"))
    let finding = try #require(try tree.findings().first)
    #expect(finding.rule == .changedText)
    #expect(finding.place.file == unit)
    #expect(finding.place.mark?.line == line + 1)
  }

  @Test func `a missing file is told once, and a missing machine as one`() throws {
    let tree = try MadeTree(.haHAProxy)
    tree.scratch.remove("out/hosts/node-1/etc/systemd/system/kubelet.service")
    tree.scratch.remove("out/hosts/node-2")
    let missing = try tree.broken().filter { $0.hasPrefix(AuditRule.missingFile.id) }
    #expect(
      missing == [
        "KTHW-TREE-002 hosts/node-1/etc/systemd/system/kubelet.service",
        "KTHW-TREE-002 hosts/node-2",
      ]
    )
  }

  @Test func `a copy that is another is told, whatever it holds`() throws {
    let tree = try MadeTree(.haHAProxy)
    let other = try tree.scratch.text("out/pki/node-2-kubelet-serving.pem")
    try tree.scratch.write("out/hosts/node-1/var/lib/kubelet/kubelet.pem", other)
    let files = try tree.findings().filter { $0.severity == .error }.map(\.place.file)
    #expect(files.contains("out/hosts/node-1/var/lib/kubelet/kubelet.pem"))
  }

  @Test func `a changed description is told of every certificate that it asks anew`() throws {
    let tree = try MadeTree(.haHAProxy)
    let text = try tree.scratch.text("out/cluster.yaml")
    try tree.scratch.write(
      "out/cluster.yaml",
      text.replacing("192.168.26.10", with: "192.168.26.9")
    )
    let broken = try tree.findings().filter { $0.place.file == "out/pki/kube-apiserver.pem" }
    #expect(!broken.isEmpty)
  }

  @Test func `a machine that is gone is told once and for information`() throws {
    let tree = try MadeTree(.haHAProxy)
    let text = try tree.scratch.text("out/cluster.yaml")
    let host = """
          - name: node-2
            address: 192.168.26.22
            roles: [worker]

      """
    try #require(text.contains(host))
    try tree.scratch.write("out/cluster.yaml", text.replacing(host, with: ""))
    let left = try tree.broken().filter { $0.hasPrefix(AuditRule.leftOverFile.id) }
    #expect(left.contains("KTHW-TREE-005 hosts/node-2"))
  }

  @Test func `an authority without its key keeps the tree from being renewed`() throws {
    let tree = try MadeTree(.singleNode)
    tree.scratch.remove("out/pki/ca-key.pem")
    #expect(try tree.findings().contains { $0.rule == .unusableTree && $0.severity == .error })
  }

  @Test func `nothing is written by looking`() throws {
    let tree = try MadeTree(.singleNode)
    try tree.scratch.write("out/hosts/node-1/etc/systemd/system/kubelet.service", "[Unit]\n")
    let before = tree.scratch.names()
    _ = try tree.findings()
    #expect(tree.scratch.names() == before)
    #expect(
      try tree.scratch.text("out/hosts/node-1/etc/systemd/system/kubelet.service") == "[Unit]\n"
    )
  }
}
