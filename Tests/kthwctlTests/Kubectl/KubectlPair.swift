import KTHWCore
import KTHWTestSupport

/// Two worlds of one shape: a real kubectl acts in one, kthwctl in the other,
/// and both must come out the same.
final class KubectlPair {
  /// One of the worlds.
  struct World {
    let scratch: ScratchDirectory
    let program: String
    let name: String

    /// The directory in which a program works; `HOME` is beside it.
    var directory: String { scratch.path("work") }
  }

  let reference: World
  let ours: World
  /// The variables that both see.
  var environment: [String: String] = [:]

  init(kubectl: String) throws {
    reference = World(scratch: try ScratchDirectory(), program: kubectl, name: "kubectl")
    ours = World(
      scratch: try ScratchDirectory(),
      program: RunCommand.kthwctlPath,
      name: "kubectl"
    )
    for world in [reference, ours] {
      try world.scratch.makeDirectory("work")
      try world.scratch.makeDirectory("home")
    }
  }

  /// Writes a file into both worlds.
  func write(_ name: String, _ text: String, mode: UInt16 = 0o644) throws {
    for world in [reference, ours] { try world.scratch.write(name, text, mode: mode) }
  }

  /// Writes bytes into both worlds.
  func write(_ name: String, bytes: [UInt8]) throws {
    for world in [reference, ours] { try world.scratch.write(name, bytes: bytes) }
  }

  /// What one program did, with the name of its world taken out of it.
  struct Deed: Equatable {
    let status: Int32?
    var output: String
    /// Nil where kubectl itself crashed.
    var firstErrorLine: String?
  }

  /// Runs a command line in one world.
  func run(_ arguments: [String], in world: World) throws -> Deed {
    var command = RunCommand(world.program, arguments)
    command.name = world.name
    command.directory = world.directory
    command.umask = 0o022
    command.environment["HOME"] = world.scratch.path("home")
    for (name, value) in environment { command.environment[name] = value }
    let result = try command.run()
    // A panic is a plain failure in ours.
    let status = result.status == 2 ? 1 : result.status
    let errors = result.errorText.split(separator: "\n", omittingEmptySubsequences: false)
    let didPanic = result.status == 2 && result.errorText.hasPrefix("panic:")
    return Deed(
      status: status,
      output: plain(result.outputText, world),
      firstErrorLine: didPanic ? nil : told(plain(String(errors.first ?? ""), world))
    )
  }

  /// A line as we tell it: control characters made harmless, and without
  /// kubectl's dumps of its memory.
  private func told(_ line: String) -> String {
    var line = Terminal.printable(line)
    for dump in ["map[", "in list", "after ["] {
      if let range = line.firstRange(of: dump) { line = String(line[..<range.upperBound]) }
    }
    return line
  }

  private func plain(_ text: String, _ world: World) -> String {
    replacing(world.scratch.path, with: "/ROOT", in: text)
  }

  /// Everything that is in a world: mode, name and contents.
  func files(in world: World) -> [String] {
    world.scratch.entries().map { entry in
      guard entry.kind == .file, let text = try? world.scratch.text(entry.name) else {
        return entry.description
      }
      return entry.description + "\n" + plain(text, world)
    }
  }

  /// Runs a command line in both worlds.
  ///
  /// - Returns: what is different; nil where nothing is.
  func difference(after arguments: [String]) throws -> String? {
    var there = try run(arguments, in: reference)
    var here = try run(arguments, in: ours)
    if [there, here].allSatisfy({ $0.output.contains("\nUsage:\n  kubectl ") }) {
      // Help texts are our own.
      here.output = there.output
    }
    if arguments.contains("get-clusters") {
      // kubectl lists them in random order.
      there.output = sorted(there.output)
      here.output = sorted(here.output)
    }
    if there.firstErrorLine == nil || there.status == 0 && there.firstErrorLine == "" {
      // We warn where kubectl says nothing.
      here.firstErrorLine = there.firstErrorLine
    }
    if there != here { return "kubectl: \(there)\nkthwctl: \(here)" }
    let (left, right) = (files(in: reference), files(in: ours))
    guard left != right else { return nil }
    let differing = zip(left, right).first { $0 != $1 }
    return """
      kubectl's file \(differing?.0 ?? left.description)
      kthwctl's file \(differing?.1 ?? right.description)
      """
  }
}

private func sorted(_ text: String) -> String {
  text.split(separator: "\n").sorted().joined(separator: "\n")
}

/// A text with every occurrence of a word replaced.
private func replacing(_ word: String, with other: String, in text: String) -> String {
  let (bytes, wanted) = (Array(text.utf8), Array(word.utf8))
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) {
      result += other.utf8
      index += wanted.count
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}
