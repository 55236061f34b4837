import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes sets of files and holds locks, alone in its process and its only
/// thread, so that tests can count its system calls.
@main
enum FileProbe {
  static func main() {
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch let error as KTHWError {
      say("\(error.code.rawValue): \(error)")
      exit(error.code == .locked ? 5 : 1)
    } catch {
      say("\(error)")
      exit(2)
    }
  }

  private static func run(_ arguments: [String]) throws {
    switch (arguments.first, arguments.count) {
    case ("pair", 4):
      // DIRECTORY TAG replace|create
      try FileWriter.write(pair(arguments[1], arguments[2], arguments[3]))
    case ("pair", 5):
      // the same, a number of times
      for round in 0..<(Int(arguments[4]) ?? 0) {
        try FileWriter.write(pair(arguments[1], "\(arguments[2])-\(round)", arguments[3]))
      }
    case ("large", 3):
      // DIRECTORY BYTES
      let bytes = [UInt8](repeating: 0x41, count: Int(arguments[2]) ?? 0)
      try FileWriter.write([
        OutputFile(arguments[1] + "/first", .text("small"), mode: .everyoneReads),
        OutputFile(arguments[1] + "/large", .bytes(bytes), mode: .everyoneReads),
      ])
    case ("hold", 2):
      let lock = try DirectoryLock(arguments[1])
      say("held")
      while true { pause() }
      _ = lock
    case ("count", 2):
      // Adds one to the number in a file, reading it under the lock.
      let lock = try DirectoryLock(arguments[1], waitingUpTo: .seconds(60))
      let path = arguments[1] + "/count"
      let bytes = try InputFile.read(path)
      let number = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
      let file = OutputFile(path, .text(String(number + 1)), mode: .ownerOnly)
      try FileWriter.write([file], holding: lock)
    case ("read", 2), ("read", 3):
      let bytes = try InputFile.read(
        arguments[1],
        limit: arguments.count > 2 ? Int(arguments[2]) ?? 0 : InputFile.defaultLimit,
        allowStandardInput: true,
        allowPrefixes: true
      )
      say("\(bytes.count) bytes")
    case ("peak", 2):
      // What refuses the file, and the most memory held until then, in KiB.
      do {
        say("\(try InputFile.read(arguments[1]).count) bytes")
      } catch let error as KTHWError {
        say("\(error.code.rawValue): \(error)\n\(try peakMemory())")
      }
    case (let command?, let count) where command.hasPrefix("tree") && count >= 2:
      try TreeProbe.run(arguments)
    default:
      say("usage: pair DIR TAG replace|create [TIMES] | large DIR BYTES | hold DIR | count DIR")
      exit(64)
    }
  }

  /// Linux's own count for this program alone; what `wait` gives counts the
  /// program before `exec` as well, which is the whole test bundle.
  private static func peakMemory() throws -> Int {
    let status = String(decoding: try InputFile.read("/proc/self/status"), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter { $0 >= "0" && $0 <= "9" }) ?? 0
  }

  private static func pair(_ directory: String, _ tag: String, _ policy: String) -> [OutputFile] {
    let policy: OutputFile.Replacement = policy == "create" ? .refuseExisting : .replace
    let key = Array("key \(tag)\n".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    return [
      OutputFile(
        directory + "/ca.pem",
        .text("certificate \(tag)\n"),
        mode: .masked(0o664),
        replacement: policy
      ),
      OutputFile(directory + "/ca-key.pem", .secret(key), mode: .ownerOnly, replacement: policy),
      OutputFile(
        directory + "/ca.csr",
        .text("request \(tag)\n"),
        mode: .everyoneReads,
        replacement: policy
      ),
    ]
  }

  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
