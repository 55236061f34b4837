import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A system call of a writer's run that changes something on the disk.
struct FaultPoint: Hashable, Sendable, CustomStringConvertible {
  /// The call in the words of strace.
  let call: String
  /// Which one of that name it is in the run, from 1.
  let index: Int
  /// The line of the trace.
  let line: String

  var description: String { "\(call) \(index): \(line)" }

  /// Whether every point is hit, as `make check-long` does, or some of them.
  static let areAllHit = getenv("KTHW_EVERY_FAULT") != nil

  private static let calls = [
    "mkdir", "mkdirat", "open", "openat", "write", "pwrite64", "fallocate", "ftruncate", "fchmod",
    "fchmodat", "fchown", "fchownat", "chmod", "fsync", "fdatasync", "syncfs", "close", "link",
    "linkat", "symlink", "symlinkat", "rename", "renameat", "renameat2", "unlink", "unlinkat",
    "rmdir", "flock", "utimensat",
  ]

  /// What may go wrong at a call.
  var errors: [String] {
    switch call {
    case "unlink", "unlinkat", "rmdir", "flock", "syncfs", "utimensat": ["EIO"]
    case "fchmod", "fchmodat", "chmod", "fchown", "fchownat": ["EIO", "EPERM"]
    case "open", "openat": ["ENOSPC", "EDQUOT", "EIO", "EMFILE"]
    default: ["ENOSPC", "EDQUOT", "EIO"]
    }
  }

  /// The first and the last of each call, for trees, and one of each for
  /// everything else; or all of them.
  static func sample(_ all: [FaultPoint], of writer: Writer) -> [FaultPoint] {
    guard !areAllHit else { return all }
    let isTree = writer.outputs.contains { $0.hasSuffix("/") }
    let byCall = Dictionary(grouping: all, by: \.call)
    var sample: [FaultPoint] = []
    for call in byCall.keys.sorted() {
      let points = byCall[call] ?? []
      if isTree, points.count > 1 { sample += points.prefix(1) }
      sample += points.suffix(1)
    }
    return sample
  }

  /// Runs a writer under strace; one processor, so that every run is the same.
  ///
  /// - Returns: its end, and the lines of the trace.
  static func run(
    _ writer: Writer,
    in directory: ScratchDirectory,
    _ options: [String]
  ) throws -> (CommandResult, [String]) {
    let log = try ScratchDirectory()
    var command = try writer.command(in: directory)
    command.arguments =
      ["-c", "0", "strace", "-f", "-o", log.path("log")] + options
      + [command.program] + command.arguments
    command.program = "taskset"
    let result = try command.run()
    return (result, try log.text("log").split(separator: "\n").map(String.init))
  }

  /// Every call of a writer's run that changes something, in their order.
  static func all(of writer: Writer) throws -> [FaultPoint] {
    let directory = try writer.prepared()
    let options = ["-e", "trace=" + calls.map { "?" + $0 }.joined(separator: ",")]
    let (result, lines) = try run(writer, in: directory, options)
    result.expecting(writer.status)
    var counts: [String: Int] = [:]
    var written: Set<Substring> = []
    var points: [FaultPoint] = []
    for line in lines {
      // The number of the process, in as many columns as it takes, then the call.
      let text = line.drop { $0.isNumber }.drop { $0 == " " }
      guard let call = text.split(separator: "(").first.map(String.init), calls.contains(call)
      else { continue }
      counts[call, default: 0] += 1
      let rest = text.dropFirst(call.utf8.count + 1)
      let descriptor = rest.prefix { $0.isNumber }
      switch call {
      case "open", "openat":
        guard rest.contains("O_CREAT") else { continue }
        if let number = rest.split(separator: " ").last { written.insert(number) }
      case "write":
        // What is said is no file.
        guard descriptor != "1", descriptor != "2" else { continue }
      case "close":
        guard written.remove(descriptor) != nil else { continue }
      default: break
      }
      points.append(
        FaultPoint(call: call, index: counts[call] ?? 0, line: String(text.prefix(100)))
      )
    }
    return points
  }

  /// The options by which strace kills there.
  var killing: [String] { injecting("signal=KILL") }

  /// The options by which the call fails there.
  func failing(with error: String) -> [String] { injecting("error=" + error) }

  /// The options by which a signal comes there.
  func signalling(_ signal: String) -> [String] { injecting("signal=" + signal) }

  private func injecting(_ fault: String) -> [String] {
    ["-e", "trace=\(call)", "-e", "inject=\(call):\(fault):when=\(index)"]
  }
}

/// Lines that `make check-long` collects.
enum Figure {
  /// Says a figure where every fault was hit; a sample's are nobody's.
  static func say(_ line: String) {
    if FaultPoint.areAllHit { print("figure: " + line) }
  }
}
