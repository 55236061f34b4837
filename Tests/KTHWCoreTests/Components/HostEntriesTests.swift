import KTHWTestSupport
import Testing

@testable import KTHWCore

struct HostEntriesTests {
  private func names(_ text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  @Test func `a worker knows itself and those in the middle`() throws {
    let spec = try Shape.ranges.spec()
    let worker = try #require(spec.hosts.named("node-0300"))
    #expect(
      names(try RenderedFile.hostEntries.text(for: worker, in: spec)) == [
        "192.168.26.10 balancer", "192.168.26.11 controller-1", "192.168.26.12 controller-2",
        "192.168.26.13 controller-3", "10.1.1.44 node-0300",
      ]
    )
  }

  @Test func `a control plane knows everybody`() throws {
    let spec = try Shape.ranges.spec()
    let host = try #require(spec.hosts.named("controller-2"))
    let names = names(try RenderedFile.hostEntries.text(for: host, in: spec))
    #expect(names.count == spec.hosts.count)
    #expect(names.last == "10.1.19.136 node-5000")
  }

  @Test func `more names follow the first, without wildcards and repetitions`() throws {
    var host = try Shape.host("a", "fd00::1", [.controlPlane])
    host.hostnames = ["a.example.org", "*.example.org", "a"]
    let spec = ClusterSpec(completing: ClusterHosts([host]))
    #expect(names(try #require(try spec.first(.hostEntries))) == ["fd00::1 a a.example.org"])
  }

  private static let block = """
    # BEGIN kthwctl: hosts of the cluster
    10.0.0.1 a
    10.0.0.2 b
    # END kthwctl

    """
  private static let old = "# BEGIN kthwctl: hosts of the cluster\n10.9.9.9 a\n# END kthwctl\n"

  private static let files: [(String, String)] = {
    let cut = "# BEGIN kthwctl: hosts of the cluster\n3.3.3.3 mine\n"
    let odd = "127.0.0.1\tlocal\\nhost % $HOME `x` \"\n"
    var files: [(String, String)] = []
    files.append(("127.0.0.1 localhost\n", "127.0.0.1 localhost\n" + block))
    files.append(("", block))
    files.append(("127.0.0.1 localhost", "127.0.0.1 localhost\n" + block))
    files.append(("1.1.1.1 x\n" + old + "2.2.2.2 y\n", "1.1.1.1 x\n" + block + "2.2.2.2 y\n"))
    files.append((old + "1.1.1.1 x\n" + old, block + "1.1.1.1 x\n"))
    // Whoever deleted the end of a block loses nothing.
    files.append((cut, "3.3.3.3 mine\n" + block))
    files.append((cut + old + "4.4.4.4 z\n", "3.3.3.3 mine\n" + block + "4.4.4.4 z\n"))
    files.append(("# END kthwctl\n5.5.5.5 w\n", "# END kthwctl\n5.5.5.5 w\n" + block))
    files.append((odd, odd + block))
    return files
  }()

  @Test(arguments: files)
  func `a block of the file is ours and the rest stays`(before: String, after: String) throws {
    let folder = try ScratchDirectory()
    try folder.write("d/apply.sh", HostEntriesScript.text)
    try folder.write("d/50-kubernetes.hosts", "# a note\n10.0.0.1 a\n10.0.0.2 b\n")
    try folder.write("etc/real", before, mode: 0o640)
    try folder.link("etc/hosts", to: "real")
    for _ in 1...2 {
      try RunCommand("/bin/sh", [folder.path("d/apply.sh"), folder.path("etc/hosts")]).run()
        .expecting(0)
      #expect(try folder.text("etc/real") == after)
      #expect(folder.mode("etc/real") == 0o640)
      #expect(folder.names().filter { $0.hasPrefix("etc/") } == ["etc/hosts", "etc/real"])
    }
  }

  @Test func `a file that is missing is made, and one that is right is not touched`() throws {
    let folder = try ScratchDirectory()
    try folder.write("d/apply.sh", HostEntriesScript.text)
    try folder.write("d/50-kubernetes.hosts", "10.0.0.1 a\n10.0.0.2 b\n")
    let script = RunCommand("/bin/sh", [folder.path("d/apply.sh"), folder.path("hosts")])
    try script.run().expecting(0)
    #expect(try folder.text("hosts") == HostEntriesTests.block)
    #expect(folder.mode("hosts") == 0o644)
    let first = try RunCommand("stat", ["-c", "%i", folder.path("hosts")]).run().outputText
    try script.run().expecting(0)
    #expect(try RunCommand("stat", ["-c", "%i", folder.path("hosts")]).run().outputText == first)
  }
}
