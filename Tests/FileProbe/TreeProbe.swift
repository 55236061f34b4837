import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Replaces small trees, for tests to interrupt.
enum TreeProbe {
  static func run(_ arguments: [String]) throws {
    switch (arguments[0], arguments.count) {
    case ("tree", 3):
      // PATH TAG
      try replace(arguments[1], arguments[2])
    case ("tree", 4):
      // the same, a number of times
      for round in 0..<(Int(arguments[3]) ?? 0) {
        try replace(arguments[1], "\(arguments[2])-\(round)")
      }
    case ("tree-large", 3):
      // PATH BYTES
      let transaction = try TreeTransaction.begin(at: arguments[1])
      let bytes = [UInt8](repeating: 0x41, count: Int(arguments[2]) ?? 0)
      try transaction.write("first", .text("small"), permissions: .everyoneReads)
      try transaction.write("large", .bytes(bytes), permissions: .everyoneReads)
      try transaction.commit()
    case ("tree-hold", 2):
      let transaction = try TreeTransaction.begin(at: arguments[1])
      try transaction.write("half", .text("done"), permissions: .everyoneReads)
      FileProbe.say("held")
      while true { pause() }
      _ = transaction
    case ("tree-wide", 3):
      // PATH DIRECTORIES: files in turn in many directories. What the tests'
      // surroundings left open does not count.
      for descriptor in 3..<Int32(1024) { close(descriptor) }
      let transaction = try TreeTransaction.begin(at: arguments[1])
      let count = Int(arguments[2]) ?? 0
      for name in ["a", "b"] {
        for host in 0..<count {
          let path = "hosts/h\(host)/etc/deep/\(name)"
          if try transaction.oldContents(of: path) == nil {
            try transaction.write(path, .text("\(host)"), permissions: .everyoneReads)
          } else {
            try transaction.keep(path)
          }
        }
      }
      try transaction.commit()
    default:
      FileProbe.say("usage: tree PATH TAG [TIMES] | tree-large PATH BYTES | tree-hold PATH")
      exit(64)
    }
  }

  /// A tree whose files all say the same.
  private static func replace(_ path: String, _ tag: String) throws {
    let transaction = try TreeTransaction.begin(at: path, waitingUpTo: .seconds(60))
    let key = Array("key \(tag)\n".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    try transaction.write("pki/ca-key.pem", .secret(key), permissions: .ownerOnly)
    try transaction.write("pki/ca.pem", .text("ca \(tag)\n"), permissions: .everyoneReads)
    try transaction.write("hosts/a/etc/x.conf", .text("conf \(tag)\n"), permissions: .ownerOnly)
    try transaction.link("hosts/a/etc/enabled", to: "../\(tag)")
    if try transaction.oldContents(of: "pki/kept.pem") != nil {
      try transaction.keep("pki/kept.pem")
    } else {
      try transaction.write("pki/kept.pem", .text("for ever\n"), permissions: .everyoneReads)
    }
    try transaction.commit()
  }
}
