import KTHWTestSupport
import Testing

/// Who may read what is written, from the moment when it is there.
@Suite struct WriterModeTests {
  @Test(arguments: Writer.all)
  func `permissions do not depend on the umask, secrets are their owner's`(writer: Writer) throws {
    var usual: [String: UInt16]?
    for mask in [0o022, 0o000, 0o077, 0o777] as [UInt16] {
      let directory = try writer.prepared()
      var command = try writer.command(in: directory)
      command.umask = mask
      let result = try command.run().expecting(writer.status)
      for path in writer.secrets {
        #expect(directory.mode(path) == 0o600, "\(writer.name) \(path) \(mask)\n\(result)")
      }
      // cfssljson's certificates follow the umask, as those of the original do.
      guard writer.words[0] != "cfssljson" else { continue }
      let modes = try Standing(directory).things.mapValues(\.mode)
      if let usual {
        #expect(modes == usual, "\(writer.name) with umask \(mask)")
      } else {
        usual = modes
      }
    }
  }

  @Test(.judged(by: "strace"), arguments: Writer.all)
  func `a secret is its owner's alone from its first byte on`(writer: Writer) throws {
    let directory = try writer.prepared()
    let log = try ScratchDirectory()
    var command = try writer.command(in: directory)
    command.umask = 0
    command.arguments =
      ["-f", "-o", log.path("log"), "-s", "20000", "-e", "trace=openat,write,fchmod,close"]
      + [command.program] + command.arguments
    command.program = "strace"
    try command.run().expecting(writer.status)
    var modes: [Substring: Substring] = [:]
    var secrets: Set<Substring> = []
    var seen = 0
    for line in try log.text("log").split(separator: "\n") {
      let text = line.drop { $0.isNumber }.drop { $0 == " " }
      let inside = text.drop { $0 != "(" }.dropFirst()
      let descriptor = inside.prefix { $0.isNumber }
      if text.hasPrefix("openat("), inside.contains("O_CREAT"),
        let mode = inside.split(separator: ", ").last?.prefix(while: \.isNumber),
        let number = inside.split(separator: " ").last
      {
        modes[number] = mode
        secrets.remove(number)
      } else if text.hasPrefix("write("), Self.marks.contains(where: inside.contains),
        let mode = modes[descriptor]
      {
        seen += 1
        secrets.insert(descriptor)
        #expect(mode == "0600", "\(line.prefix(100))")
      } else if text.hasPrefix("fchmod("), secrets.contains(descriptor) {
        #expect(inside.hasPrefix("\(descriptor), 0600)"), "\(line.prefix(100))")
      } else if text.hasPrefix("close(") {
        modes[descriptor] = nil
        secrets.remove(descriptor)
      }
    }
    #expect(writer.secrets.isEmpty || seen > 0)
  }

  /// What files have in them that nobody else may read.
  private static let marks = ["PRIVATE KEY", "client-key-data: ", "secret: ", "token: "]
}
