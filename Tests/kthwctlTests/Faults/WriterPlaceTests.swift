import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Directories and files that a writer may not change, or should not trust.
@Suite struct WriterPlaceTests {
  /// Runs a writer through a shell script that gets the program as `"$@"`.
  func run(_ writer: Writer, in directory: ScratchDirectory, _ script: String) throws
    -> CommandResult
  {
    var command = try writer.command(in: directory)
    command.arguments = ["-c", script, "sh", command.program] + command.arguments
    command.program = "sh"
    return try command.run()
  }

  /// A refusal: told in one line, and nothing is touched.
  func expectRefusal(
    _ result: CommandResult,
    of writer: Writer,
    in directory: ScratchDirectory,
    before: Standing
  ) throws {
    let comment: Comment = "\(writer.name)\n\(result)"
    #expect(result.status.map { $0 != 0 && $0 != writer.status } == true, comment)
    let lines = result.errorText.split(separator: "\n")
    #expect(lines.count { !$0.contains("hint:") && !$0.contains("warning:") } == 1, comment)
    #expect(try Standing(directory) == before, comment)
  }

  @Test(
    .judged(by: "sh", "unshare", "mount"),
    .enabled(if: geteuid() == 0, "needs root"),
    arguments: Writer.all
  )
  func `a disk that is read-only is told in one line`(writer: Writer) throws {
    let directory = try writer.prepared()
    let before = try Standing(directory)
    let script = """
      mount --bind . . && mount -o remount,ro,bind . && cd "$PWD" || exit 77
      exec "$@"
      """
    var command = try writer.command(in: directory)
    command.arguments = ["-m", "sh", "-c", script, "sh", command.program] + command.arguments
    command.program = "unshare"
    let result = try command.run()
    // Some containers do not let root mount.
    guard result.status != 77 else { return }
    try expectRefusal(result, of: writer, in: directory, before: before)
  }

  @Test(
    .judged(by: "sh", "setpriv"),
    .enabled(if: geteuid() == 0, "needs root"),
    arguments: Writer.all
  )
  func `another user's directory is told in one line`(writer: Writer) throws {
    let directory = try writer.prepared()
    chmod(directory.path, 0o755)
    for entry in directory.entries() where entry.kind != .directory {
      lchown(directory.path(entry.name), 65_534, 65_534)
    }
    let before = try Standing(directory)
    let result = try run(
      writer,
      in: directory,
      "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\""
    )
    try expectRefusal(result, of: writer, in: directory, before: before)
  }

  @Test(.judged(by: "chattr"), .enabled(if: geteuid() == 0, "needs root"), arguments: Writer.all)
  func `a file that cannot be changed is told, and nothing is changed`(writer: Writer) throws {
    for output in writer.outputs where !output.hasSuffix("/") {
      let directory = try writer.prepared()
      guard directory.has(output), try directory.kind(of: output) == .file else { continue }
      let path = directory.path(output)
      // Not every file system knows it.
      guard try RunCommand("chattr", ["+i", path]).run().succeeded else { return }
      defer { _ = try? RunCommand("chattr", ["-i", path]).run() }
      let before = try Standing(directory)
      let result = try writer.command(in: directory).run()
      try expectRefusal(result, of: writer, in: directory, before: before)
    }
  }

  /// What somebody may plant in the place of a file.
  enum Plant: String, CaseIterable, Sendable {
    case link, danglingLink, hardLink, pipe, directory
  }

  @Test(.timeLimit(.minutes(2)), arguments: Writer.all, Plant.allCases)
  func `what is planted in an output's place is refused and not touched`(
    writer: Writer,
    plant: Plant
  ) throws {
    // kubectl writes kubeconfigs through links, and so do its successors.
    let writesThrough =
      writer.words[0] == "config" && writer.words[1] != "merge"
      && writer.words[1] != "split" && (plant == .link || plant == .hardLink)
    // Where the new name is taken nothing is copied to it, and reading a pipe
    // waits for its writer, as with every program.
    if plant == .pipe, writer.name == "config, an old name" { return }
    for output in writer.outputs where !output.hasSuffix("/") {
      let directory = try writer.prepared()
      let own = directory.has(output) ? try? directory.bytes(output) : nil
      directory.remove(output)
      let victim = try directory.write("victim", bytes: own ?? Array("mine\n".utf8), mode: 0o644)
      let path = directory.path(output)
      switch plant {
      case .link: try directory.link(output, to: victim)
      case .danglingLink: try directory.link(output, to: directory.path("not-there"))
      case .hardLink: #expect(hardLink(victim, path) == 0)
      case .pipe: #expect(mkfifo(path, 0o600) == 0)
      case .directory: try directory.makeDirectory(output)
      }
      let before = try Standing(directory)
      var command = try writer.command(in: directory)
      command.timeout = 5
      let result = try command.run()
      let comment: Comment = "\(writer.name): \(plant) at \(output)\n\(result)"
      #expect(result.seconds < 1 || result.seconds < 4 && plant != .pipe, comment)
      let after = try Standing(directory)
      if writesThrough, result.succeeded {
        #expect(after.things["victim"]?.mode == 0o644, comment)
        continue
      }
      if plant == .danglingLink, writesThrough || writer.words[0] == "config" {
        // A kubeconfig is made where its link leads to.
        #expect(after.leftovers == [], comment)
        continue
      }
      #expect(result.status.map { $0 != 0 } == true, comment)
      #expect(after == before, comment)
    }
  }

  @Test func `a link in place of a folder is refused, and what it leads to stays empty`() throws {
    let words = [
      ["init", "--out", "sub/new.yaml"], ["encryption-config", "--out", "sub/enc.yaml"],
      ["expiry", "admin.pem", "--metrics-file", "sub/k.prom"],
      ["expiry", "admin.pem", "--systemd", "sub"], ["keypair", "sub/sa"],
      ["kubeconfig", "admin", "--server", "127.0.0.1", "--out", "sub/admin.conf"],
      ["config", "merge", "admin.kubeconfig", "--out", "sub/all"],
      ["config", "split", "--kubeconfig", "admin.kubeconfig", "--directory", "sub"],
      ["cfssljson", "-f", "response.json", "-bare", "sub/admin"],
    ]
    let stock = try WriterStock.shared()
    for words in words {
      let directory = try ScratchDirectory()
      try stock.give(
        "ca.pem",
        "ca-key.pem",
        "admin.pem",
        "admin-key.pem",
        "admin.kubeconfig",
        "response.json",
        to: directory
      )
      try directory.makeDirectory("real")
      try directory.link("sub", to: "real")
      let before = try Standing(directory)
      let result = try RunCommand(RunCommand.kthwctlPath, words).inside(directory).run()
      #expect(!result.succeeded, "\(result)")
      #expect(try Standing(directory) == before, "\(result)")
    }
  }

  @Test(arguments: ["out", ".out.kthw-new"], ["link", "pipe", "file", "folder"])
  func `what is planted in a tree's place is refused and not touched`(
    place: String,
    plant: String
  ) throws {
    let writer = try #require(Writer.trees.first)
    let directory = try writer.prepared()
    try directory.write("victim/mine", "mine\n")
    switch plant {
    case "link": try directory.link(place, to: "victim")
    case "pipe": #expect(mkfifo(directory.path(place), 0o600) == 0)
    case "file": try directory.write(place, "mine\n")
    default: try directory.write(place + "/mine", "mine\n")
    }
    let before = try Standing(directory)
    let result = try writer.command(in: directory).run()
    #expect(result.seconds < 2)
    #expect(!result.succeeded, "\(result)")
    #expect(try Standing(directory) == before, "\(result)")
  }

  @Test(arguments: Writer.all)
  func `a file that everybody may write is replaced by another`(writer: Writer) throws {
    for output in writer.outputs where !output.hasSuffix("/") {
      let directory = try writer.prepared()
      guard try !directory.has(output) || directory.kind(of: output) == .file else { continue }
      if !directory.has(output) { try directory.write(output, "old\n") }
      chmod(directory.path(output), 0o666)
      let before = try Standing(directory)
      let reader = open(directory.path(output), O_RDONLY)
      defer { close(reader) }
      var old = stat()
      fstat(reader, &old)
      let result = try writer.command(in: directory).run()
      guard result.status == writer.status else {
        #expect(try Standing(directory) == before, "\(writer.name)\n\(result)")
        continue
      }
      var new = stat()
      stat(directory.path(output), &new)
      // Whoever has the old file open never sees the new contents.
      #expect(new.st_ino != old.st_ino, "\(writer.name) \(output)")
      var now = stat()
      fstat(reader, &now)
      #expect(now.st_size == old.st_size, "\(writer.name) \(output)")
      // kubectl keeps the mode of a kubeconfig that is there.
      if writer.secrets.contains(output), writer.words[0] != "config" {
        #expect(directory.mode(output) == 0o600, "\(writer.name) \(output)")
      }
    }
  }
}

extension ScratchDirectory {
  /// What something is.
  func kind(of name: String) throws -> Entry.Kind? {
    entries().first { $0.name == name }?.kind
  }
}

/// In a suite of Swift Testing the bare name would be a directory's function.
private func hardLink(_ old: String, _ new: String) -> Int32 { link(old, new) }
