import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Tar archives` {
  static func secret(_ text: String) -> SecretBytes { HostDelivery.plain(text) }

  static func members(_ names: [String]) -> [TarArchive.Member] {
    names.map {
      TarArchive.Member(path: $0, content: .file(secret($0), mode: 0o640))
    }
  }

  /// Names around every limit of the format: 100 octets, and 155 before a slash.
  static let names: [String] = {
    var names = [1, 2, 99, 100, 101, 155, 156, 157, 200].map { String(repeating: "n", count: $0) }
    for count in [99, 100, 101, 154, 155, 156, 157, 250] {
      let directory = String(repeating: "d", count: count)
      names += [directory + "/f", directory + "/" + String(repeating: "f", count: 100)]
      names.append(directory + "/" + String(repeating: "f", count: 101))
      names.append("a/" + directory + "/" + String(repeating: "f", count: 60))
    }
    names.append(String(repeating: "ü", count: 60))
    names.append(String(repeating: "deep/", count: 90) + "end")
    return names
  }()

  @Test(
    .judged(by: "tar", "busybox", "python3"),
    arguments: [
      ["tar", "-xf", "a.tar", "-C", "to"], ["busybox", "tar", "-xf", "a.tar", "-C", "to"],
      ["python3", "-c", "import tarfile; tarfile.open('a.tar').extractall('to')"],
    ]
  )
  func `names of every length come back, with contents and modes`(unpack: [String]) throws {
    let scratch = try ScratchDirectory()
    let target = String(repeating: "t/", count: 70) + "end"
    var members = Self.members(Self.names)
    members.append(TarArchive.Member(path: "long-link", content: .link(to: target)))
    let hundred = String(repeating: "t", count: 100)
    members.append(TarArchive.Member(path: "link", content: .link(to: hundred)))
    members.append(TarArchive.Member(path: "empty", content: .file(Self.secret(""), mode: 0o600)))
    members.append(TarArchive.Member(path: "folder", content: .directory(mode: 0o750)))
    let last = String(repeating: "z", count: 512)
    members.append(TarArchive.Member(path: "block", content: .file(Self.secret(last), mode: 0o755)))
    let archive = try TarArchive.bytes(of: members, modified: 1_000_000_000)
    #expect(archive.count % 10_240 == 0)
    try scratch.write("a.tar", bytes: archive.withUnsafeBytes { Array($0) })
    try scratch.makeDirectory("to")
    let result = try RunCommand(unpack[0], Array(unpack.dropFirst())).inside(scratch).run()
    #expect(result.succeeded, "\(result)")
    for name in Self.names {
      #expect(try scratch.text("to/" + name) == name)
      #expect(scratch.mode("to/" + name) == 0o640)
    }
    #expect(try scratch.linkTarget("to/long-link") == target)
    #expect(try scratch.linkTarget("to/link") == hundred)
    #expect(try scratch.text("to/empty") == "" && scratch.mode("to/folder") == 0o750)
    #expect(try scratch.text("to/block") == last)
  }

  @Test func `an archive of nothing ends as one does`() throws {
    let archive = try TarArchive.bytes(of: [], modified: 0)
    #expect(archive.withUnsafeBytes { $0.count == 10_240 && $0.allSatisfy { $0 == 0 } })
  }

  @Test(.judged(by: "gzip"), arguments: [0, 1, 511, 70_000, 3_000_000])
  func `what is compressed comes back, and says nothing of when and where`(count: Int) throws {
    var generator = SeededGenerator(seed: 7)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...40, using: &generator) }
    let packed = try Gzip.compressed(bytes.withUnsafeBytes { SecretBytes(copying: $0) })
    let all = packed.withUnsafeBytes { Array($0) }
    #expect(all.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255])
    var command = RunCommand("gzip", ["-dc"])
    command.input = .bytes(all)
    #expect(try command.run().expecting(0).output == bytes)
  }
}
