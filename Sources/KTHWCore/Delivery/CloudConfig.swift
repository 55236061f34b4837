/// A machine's delivery as user-data for cloud-init: files that are written,
/// then commands for what cannot be written, and for what has to be started
/// (https://cloudinit.readthedocs.io/en/latest/reference/modules.html).
enum CloudConfig {
  /// From how many bytes on a file is compressed, where that makes it smaller.
  private static let compressedFrom = 512

  /// The text.
  ///
  /// - Throws: ``KTHWError`` where memory runs out.
  static func text(of delivery: HostDelivery) throws -> SecretBytes {
    let output = SecretBuffer(capacity: 1 << 15)
    output.append("#cloud-config\n")
    output.append("# Made by kthwctl. It holds private keys: give it to nobody but the machine.\n")
    output.append("write_files:\n")
    var commands: [[String]] = []
    for entry in try delivery.entries {
      switch entry.content {
      case .file(let bytes, let mode): try append(entry.path, bytes, mode, to: output)
      case .link(let target):
        let directory = entry.path.split(separator: "/").dropLast().joined(separator: "/")
        commands.append(["mkdir", "-p", "/" + directory])
        commands.append(["ln", "-sfn", "--", target, entry.path])
      case .directory(let mode):
        commands.append(["mkdir", "-p", "-m", String(mode, radix: 8), entry.path])
      }
    }
    output.append("runcmd:\n")
    var known: Set<[String]> = []
    for command in commands + starts(try DeliveredUnits(delivery).all())
    where known.insert(command).inserted {
      output.append("- [")
      for (index, word) in command.enumerated() {
        if index > 0 { output.append(", ") }
        JSONEscaping.appendQuoted(word, to: output)
      }
      output.append("]\n")
    }
    return output.secretBytes()
  }

  private static func append(
    _ path: String,
    _ bytes: SecretBytes,
    _ mode: UInt16,
    to output: SecretBuffer
  ) throws {
    var shown = bytes
    var isCompressed = false
    if bytes.count >= compressedFrom {
      let smaller = try Gzip.compressed(bytes)
      if smaller.count < bytes.count { (shown, isCompressed) = (smaller, true) }
    }
    output.append("- path: ")
    JSONEscaping.appendQuoted(path, to: output)
    output.append("\n  owner: \"root:root\"\n  permissions: ")
    let digits = String(mode, radix: 8)
    JSONEscaping.appendQuoted(
      String(repeating: "0", count: max(0, 4 - digits.count)) + digits,
      to: output
    )
    output.append(isCompressed ? "\n  encoding: gz+b64" : "\n  encoding: b64")
    output.append("\n  content: \"")
    let text = try SecretBytes(capacity: Base64.encodedCount(shown.count)) { memory, count in
      count = shown.withUnsafeBytes { Base64.encode($0, into: memory) }
    }
    text.withUnsafeBytes { output.append(contentsOf: $0) }
    output.append("\"\n")
  }

  /// What starts the units, and then tells whether everything is there.
  ///
  /// Members of etcd wait for each other, so nothing waits for its start here:
  /// cloud-init would never end on the first of them.
  private static func starts(_ units: [DeliveredUnit]) -> [[String]] {
    let foreign = units.filter(\.isForeign).map(\.name)
    let early = foreign.filter { $0.hasPrefix("systemd-") }
    let programs = foreign.filter { !$0.hasPrefix("systemd-") }
    let own = units.filter { !$0.isForeign }.map(\.name)
    var commands = [["systemctl", "daemon-reload"]]
    if !early.isEmpty { commands.append(["systemctl", "restart"] + early) }
    if !programs.isEmpty { commands.append(["systemctl", "enable"] + programs) }
    if !own.isEmpty { commands.append(["systemctl", "enable"] + own) }
    let all = own + programs
    if !all.isEmpty { commands.append(["systemctl", "--no-block", "restart"] + all) }
    commands.append(["/bin/sh", DeliveryCheck.path])
    return commands
  }
}
