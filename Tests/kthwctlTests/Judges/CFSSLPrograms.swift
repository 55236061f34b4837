import KTHWTestSupport
import Testing

/// Whose `cfssl` and `cfssljson` a script finds on `PATH`.
enum CFSSLPrograms: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// Those that are installed, which tell whether the script itself is right.
  case installed
  /// Links to kthwctl.
  case ours

  /// Those that tests can be run with here.
  static var available: [CFSSLPrograms] {
    let isMissing = !Judges.missing(["cfssl", "cfssljson"]).isEmpty
    return isMissing && !Judges.areRequired ? [.ours] : allCases
  }

  var testDescription: String {
    self == .ours ? "kthwctl" : "the installed cfssl"
  }

  /// A `PATH` on which the programs are found first.
  func searchPath(in scratch: ScratchDirectory) throws -> String {
    let path = RunCommand.plainEnvironment["PATH"] ?? "/usr/bin:/bin"
    guard self == .ours else { return path }
    if !scratch.has("bin") {
      try scratch.makeDirectory("bin")
      for name in ["cfssl", "cfssljson", "cfssl-certinfo"] {
        try scratch.link("bin/" + name, to: RunCommand.kthwctlPath)
      }
    }
    return scratch.path("bin") + ":" + path
  }

  /// Runs a line of shell in a folder, stopping at the first failure.
  func shell(_ line: String, in scratch: ScratchDirectory) throws -> CommandResult {
    let search = try searchPath(in: scratch)
    let command = RunCommand("bash", ["-euo", "pipefail", "-c", line])
    return try command.inside(scratch).setting("PATH", search).run()
  }

  /// Runs `cfssl` with arguments in a folder.
  func cfssl(_ arguments: [String], in scratch: ScratchDirectory) throws -> CommandResult {
    try program("cfssl", arguments, in: scratch).run()
  }

  /// One of the programs by its name.
  func program(
    _ name: String,
    _ arguments: [String],
    in scratch: ScratchDirectory
  ) -> RunCommand {
    let command =
      self == .ours
      ? RunCommand.kthwctl(as: name, arguments)
      : RunCommand(name, arguments)
    return command.inside(scratch)
  }
}

/// A script of `Tests/Scripts`.
enum Script {
  /// The absolute path of a script.
  static func path(_ name: String, file: String = #filePath) -> String {
    let parts = file.split(separator: "/")
    let tests = parts.lastIndex(of: "Tests") ?? 0
    return "/" + parts[...tests].joined(separator: "/") + "/Scripts/" + name
  }

  /// A script, ready to run in a folder with the programs it is to find.
  static func command(
    _ name: String,
    with programs: CFSSLPrograms,
    in scratch: ScratchDirectory
  ) throws -> RunCommand {
    let search = try programs.searchPath(in: scratch)
    return RunCommand("bash", [path(name)]).inside(scratch).setting("PATH", search)
  }
}
