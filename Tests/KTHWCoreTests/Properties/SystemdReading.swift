import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// What systemd itself makes of command lines in units: `systemd --test` loads
/// units as at boot, starts nothing, and shows what it read.
struct SystemdReading {
  private static let program = "/lib/systemd/systemd"

  /// Whether it can be asked here.
  static var isThere: Bool {
    access(program, X_OK) == 0 && (getuid() != 0 || Judges.path(of: "setpriv") != nil)
  }

  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    // What every start pulls in, empty.
    for name in ["basic", "shutdown", "sysinit", "exit", "sockets", "timers", "paths"] {
      try scratch.write("units/\(name).target", "[Unit]\nDefaultDependencies=no\n")
    }
  }

  /// The words of each command line, as systemd has them when it has loaded
  /// the unit; `$` is doubled still, because variables are put in later.
  ///
  /// - Parameter units: text by name.
  /// - Returns: words by name of the unit.
  /// - Throws: what writing or running throws.
  func words(of units: [String: String]) throws -> [String: [String]] {
    for (name, text) in units { try scratch.write("units/\(name)", text) }
    let wanted = units.keys.sorted()
    let lines = wanted.map { "Wants=\($0)\n" }.joined()
    try scratch.write("units/default.target", "[Unit]\nDefaultDependencies=no\n" + lines)
    try scratch.makeDirectory("run", mode: 0o777)
    // It refuses to be tried out by root.
    let user = getuid() == 0 ? ["setpriv", "--reuid", "65534", "--clear-groups"] : []
    let command =
      user + [
        "env", "-i", "HOME=/", "XDG_RUNTIME_DIR=\(scratch.path("run"))",
        "SYSTEMD_UNIT_PATH=\(scratch.path("units"))", "SYSTEMD_LOG_LEVEL=err",
        Self.program, "--test", "--user", "--no-pager", "--unit=default.target",
      ]
    chmod(scratch.path, 0o755)
    chmod(scratch.path("units"), 0o755)
    let result = try RunCommand(command[0], Array(command.dropFirst())).run().expecting(0)
    var words: [String: [String]] = [:]
    var unit = ""
    for line in result.outputText.split(separator: "\n") {
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.hasPrefix("-> Unit ") {
        unit = String(content.dropFirst("-> Unit ".count).dropLast())
      } else if content.hasPrefix("Command Line: ") {
        words[unit] = Self.split(content.dropFirst("Command Line: ".count))
      }
    }
    return words
  }

  /// Takes a line apart that systemd quoted for a shell, with C's escapes.
  private static func split(_ line: Substring) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var isOpen = false
    var isQuoted = false
    var rest = Array(line.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        isOpen = true
      } else if byte == UInt8(ascii: "\\"), isQuoted, let next = rest.popFirst() {
        let letters: [UInt8: UInt8] = [
          0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11,
        ]
        if (0x30...0x37).contains(next) {
          let digits = [next] + rest.prefix(2)
          rest = rest.dropFirst(2)
          word.append(digits.reduce(0) { $0 &* 8 &+ ($1 &- 0x30) })
        } else {
          word.append(letters[next] ?? next)
        }
      } else if byte == 0x20, !isQuoted {
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isOpen) = ([], false)
      } else {
        word.append(byte)
        isOpen = true
      }
    }
    if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
