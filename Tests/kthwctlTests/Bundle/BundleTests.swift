import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct `Archives of hosts` {
  @Test(.judged(by: "tar", "busybox", "dash"), .asRoot, arguments: [["tar"], ["busybox", "tar"]])
  func `unpacking gives the overlay, and leaves directories as they are`(tar: [String]) throws {
    let bench = try BundleBench(.haHAProxy)
    let told = try bench.bundle("--all").run().expecting(0)
    #expect(told.errorText.hasPrefix("kthwctl: bundles: 7 hosts, "))
    #expect(told.output == [])
    for host in bench.tree.spec.hosts.map(\.name.text) {
      let root = "roots/\(host)"
      try bench.scratch.makeDirectory(root + "/etc", mode: 0o711)
      try bench.scratch.makeDirectory(root + "/var/lib/kubelet", mode: 0o700)
      _ = try bench.unpack(host, with: tar)
      #expect(bench.scratch.mode(root + "/etc") == 0o711)
      #expect(bench.scratch.mode(root + "/var/lib/kubelet") == 0o700)
      for entry in bench.scratch.entries() where entry.name.hasPrefix("out/hosts/\(host)/") {
        let name = root + entry.name.dropFirst("out/hosts/\(host)".count)
        switch entry.kind {
        case .file:
          #expect(bench.scratch.mode(name) == entry.mode, "\(name)")
          #expect(try bench.scratch.bytes(name) == bench.scratch.bytes(entry.name), "\(name)")
        case .link:
          #expect(try bench.scratch.linkTarget(name) == bench.scratch.linkTarget(entry.name))
        default: break
        }
      }
      let checked = try bench.check(root).expecting(0)
      #expect(checked.outputText.hasSuffix("files and links are as they were delivered\n"))
      try bench.check(root, with: ["busybox", "sh"]).expecting(0)
    }
  }

  @Test func `the same tree gives the same bytes, wherever and by whom it is packed`() throws {
    let bench = try BundleBench()
    var first = bench.bundle("--all")
    first.umask = 0
    try first.run().expecting(0)
    let old = try Standing(bench.scratch)
    // Another directory, umask, place of the tree, and times of its files.
    try bench.scratch.makeDirectory("elsewhere")
    try RunCommand("cp", ["-r", "--preserve=mode,links", bench.tree.path, "elsewhere/tree"])
      .inside(bench.scratch).run().expecting(0)
    var second = RunCommand.kthwctl("bundle", "--all", "--tree", "tree", "--output", "again")
    second.directory = bench.scratch.path("elsewhere")
    second.umask = 0o277
    try second.run().expecting(0)
    for host in bench.tree.spec.hosts.map(\.name.text) {
      let bytes = try bench.scratch.bytes("elsewhere/again/\(host).tar.gz")
      #expect(bytes == old.things["bundles/\(host).tar.gz"]?.bytes)
      #expect(bench.scratch.mode("elsewhere/again/\(host).tar.gz") == 0o600)
      #expect(old.things["bundles/\(host).tar.gz"]?.mode == 0o600)
      #expect(try bench.bundle(host, "--output", "-").run().expecting(0).output == bytes)
    }
    #expect(old.things["bundles"]?.mode == 0o700)
    // One more run has nothing to do, and does nothing.
    let again = try bench.bundle("--all").run().expecting(0)
    #expect(again.errorText.hasSuffix("all as before\n"))
    let time = bench.bundle(bench.worker, "--output", "-").setting("SOURCE_DATE_EPOCH", "86400")
    let listed = try RunCommand("tar", ["-tvzf", "-"]).reading(bytes: time.run().output).run()
    #expect(listed.outputLines.allSatisfy { $0.contains("1970-01-02 00:00") })
    for wrong in ["-1", "x", "99999999999"] {
      try bench.bundle("--all").setting("SOURCE_DATE_EPOCH", wrong).run().expecting(65)
    }
  }

  @Test(arguments: [PackHosts.Format.tar, .cloudInit])
  func `the clock does not show in what is packed`(format: PackHosts.Format) throws {
    let bench = try BundleBench(.minimal)
    let moments: [Int64] = [0, 1_000_000_000, 4_102_444_800]
    let packed = try moments.map { moment in
      var context = Context.system
      context.baseDirectory = bench.scratch.path
      context.now = { Timestamp(secondsSince1970: moment) }
      let input = PackHosts.Input(hosts: [bench.worker], format: format)
      return try PackHosts.bytes(input, in: context).withUnsafeBytes { Array($0) }
    }
    #expect(packed[0].count > 1000)
    #expect(packed[0] == packed[1] && packed[0] == packed[2])
  }

  @Test func `bundles of hosts that are no more go, and what is a user's stays`() throws {
    let bench = try BundleBench()
    try bench.bundle("--all").run().expecting(0)
    try bench.scratch.write("bundles/Backup_1.tar.gz", "mine")
    try bench.scratch.write("bundles/notes.txt", "mine")
    let worker = bench.worker
    bench.scratch.remove("out/hosts/\(worker)")
    let others = bench.tree.spec.hosts.map(\.name.text).filter { $0 != worker }
    // Of one host nothing else is touched.
    try bench.bundle(others[0]).run().expecting(0)
    #expect(bench.scratch.has("bundles/\(worker).tar.gz"))
    let told = try bench.bundle("--all").run().expecting(0)
    #expect(told.errorText.contains("removed bundles/\(worker).tar.gz"))
    let names = Set(bench.scratch.names().filter { $0.hasPrefix("bundles/") })
    let wanted = others.map { "bundles/\($0).tar.gz" }
    #expect(
      names == Set(wanted + ["bundles/.kthwctl", "bundles/Backup_1.tar.gz", "bundles/notes.txt"])
    )
  }

  @Test(arguments: ["../../etc", "/etc", ".", "", "a\nb", "%2e%2e", "nodE", "-h x"])
  func `a host that is none is refused, and nothing is written`(name: String) throws {
    let bench = try BundleBench(.minimal)
    let before = try Standing(bench.scratch)
    let result = try bench.bundle("--output", "b", "--", name).run()
    #expect(result.status == 64, "\(result)")
    #expect(result.errorText.utf8.count { $0 < 0x20 } <= result.errorText.count { $0 == "\n" })
    #expect(try Standing(bench.scratch) == before)
  }

  @Test func `what cannot be packed is told, and the old bundles stay`() throws {
    let bench = try BundleBench(.minimal)
    try bench.bundle("--all").run().expecting(0)
    let worker = bench.worker
    func refused(_ status: Int32, _ words: String...) throws {
      let before = try Standing(bench.scratch)
      let command = RunCommand(RunCommand.kthwctlPath, ["bundle"] + words).inside(bench.scratch)
      let result = try command.run()
      #expect(result.status == status, "\(result)")
      #expect(result.errorText.hasPrefix("kthwctl: error: "), "\(result)")
      #expect(try Standing(bench.scratch) == before)
    }
    try bench.scratch.write(bench.placed(worker, "etc/a\nb"), "")
    try refused(65, "--all")
    bench.scratch.remove(bench.placed(worker, "etc/a\nb"))
    try bench.scratch.write(bench.placed(worker, "etc/kthwctl/manifest"), "mine")
    try refused(1, worker)
    bench.scratch.remove(bench.placed(worker, "etc/kthwctl"))
    try RunCommand("mkfifo", [bench.scratch.path(bench.placed(worker, "etc/pipe"))]).run()
      .expecting(0)
    try refused(74, "--all")
    bench.scratch.remove(bench.placed(worker, "etc/pipe"))
    try bench.scratch.makeDirectory("out/hosts/No_Name")
    try refused(65, "--all")
    bench.scratch.remove("out/hosts/No_Name")
    // Never into the tree itself, into no directory of others', nor out of nothing.
    try refused(74, "--all", "--output", "out")
    try bench.scratch.write("mine/file", "")
    try refused(74, "--all", "--output", "mine")
    try refused(74, "--all", "--tree", "mine")
    try refused(74, "--all", "--tree", "nowhere")
    try refused(64, "--all", worker)
    try refused(64)
    try refused(64, "--all", "--output", "-")
    try bench.bundle("--all").run().expecting(0)
  }
}

extension RunCommand {
  fileprivate func reading(bytes: [UInt8]) -> RunCommand {
    var fed = self
    fed.input = .bytes(bytes)
    return fed
  }
}
