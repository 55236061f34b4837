import KTHWTestSupport
import Testing

@testable import kthwctl

/// The pages that Scripts/man-pages.py makes of what the program says of itself.
@Suite(.judged(by: "python3", "mandoc")) struct `The manual` {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    let script = SourceTree.path("Scripts/man-pages.py")
    let arguments = [script, RunCommand.kthwctlPath, scratch.path, "1.2.3", "2026-11-21"]
    try RunCommand("python3", arguments).run().expecting(0)
  }

  @Test func `has a page for every command, and each has all its sections`() throws {
    let commands = `A command found by its name`.commands(below: Kthwctl.self)
    let names = commands.map { (["kthwctl"] + $0.words).joined(separator: "-") + ".1" }
    #expect(scratch.names() == names.sorted())
    for (words, command) in commands {
      let page = try scratch.text((["kthwctl"] + words).joined(separator: "-") + ".1")
      var sections = ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "SEE ALSO"]
      if command.children.isEmpty { sections.append("EXAMPLES") }
      if command.children.isEmpty, !(command is any CompatCommand.Type) {
        sections.append("OPTIONS")
      }
      for section in sections {
        #expect(page.contains("\n.Sh \(section)\n"), "\(words): \(section)")
      }
      for argument in CommandModel(command).arguments where argument.isShown {
        guard !(command is any CompatCommand.Type) else { continue }
        for name in argument.names where !["--help", "-h", "--version"].contains(name) {
          let escaped = name.dropFirst().map { $0 == "-" ? "\\-" : String($0) }.joined()
          #expect(page.contains(escaped), "\(words): \(name)")
        }
      }
    }
  }

  @Test func `satisfies mandoc`() throws {
    let pages = scratch.names().map(scratch.path)
    let result = try RunCommand("mandoc", ["-T", "lint", "-W", "warning"] + pages).run()
    #expect(result.succeeded && result.output.isEmpty, "\(result)")
  }

  @Test func `says what it means on a terminal`() throws {
    let result = try RunCommand("mandoc", ["-T", "ascii", scratch.path("kthwctl-verify.1")]).run()
    // Bold and underlined letters are written twice, with a backspace between.
    var text = ""
    for character in result.expecting(0).outputText {
      if character == "\u{8}" { _ = text.popLast() } else { text.append(character) }
    }
    for part in [
      "kthwctl-verify - find what will not work, from the files alone",
      "kthwctl verify [--cluster cluster.yaml] [--kubernetes-version version]",
      "--output output, -o output", "kthwctl verify --list", "2       errors",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }
}
