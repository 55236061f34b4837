import ArgumentParser
import KTHWCore
import KTHWTestSupport
import Testing

@testable import kthwctl

/// What every command has to have, so that a new one cannot do without.
@Suite struct `Every command` {
  /// Those that run something, by their words.
  static var leaves: [(words: [String], command: any ParsableCommand.Type)] {
    `A command found by its name`.commands(below: Kthwctl.self).filter {
      $0.command.children.isEmpty
    }
  }

  /// Nothing of them is said on standard error but errors.
  static let silent = ["completions", "version"]

  @Test func `has flags about talking, or acts as another program`() {
    #expect(Self.leaves.count > 30)
    for (words, command) in Self.leaves where !(command is any CompatCommand.Type) {
      let name = words.joined(separator: " ")
      guard !Self.silent.contains(name) else { continue }
      #expect(command is any TalkingCommand.Type, "\(name) is no TalkingCommand")
      let model = CommandModel(command)
      for flag in ["--quiet", "-q", "--verbose", "-v", "--color"] {
        #expect(model.named(flag) != nil, "\(name) lacks \(flag)")
      }
    }
  }

  @Test func `has values that completion knows`() {
    for (words, command) in Self.leaves where !(command is any CompatCommand.Type) {
      let name = words.joined(separator: " ")
      for argument in CommandModel(command).arguments where argument.kind != .flag {
        let value = CompletionValue(of: argument, in: name)
        #expect(value != .unknown, "\(name): say in CompletionValue what \(argument.valueName) is")
      }
    }
  }

  @Test func `has an abstract, examples and exit statuses`() {
    for (words, command) in Self.leaves {
      let name = "kthwctl " + words.joined(separator: " ")
      let text = command.configuration.discussion
      #expect(!command.configuration.abstract.isEmpty, "\(name)")
      #expect(text.contains("EXAMPLES\n"), "\(name) has no example")
      #expect(text.contains("EXIT STATUS\n"), "\(name) has no exit statuses")
      // What runs where no name is given is shown without it.
      let parent = Kthwctl.found(by: words.dropLast()[...]).path.last
      let isUsual = parent?.configuration.defaultSubcommand == command
      let shown = isUsual ? "kthwctl " + words.dropLast().joined(separator: " ") : name
      let example = words.first == "config" ? "kthwctl config" : shown
      #expect(text.contains(example), "\(name) is in none of its examples")
    }
  }

  @Test func `is in a group of the help, below two examples`() throws {
    let help = try RunCommand.kthwctl("--help").run().expecting(0).outputText
    let configuration = Kthwctl.configuration
    #expect(configuration.ungroupedSubcommands.isEmpty)
    for command in Kthwctl.children { #expect(help.contains("\n  \(command.name)")) }
    let lines = help.split(separator: "\n").prefix(4)
    #expect(lines[1] == "EXAMPLES")
    #expect(lines[2].hasPrefix("  kthwctl ") && lines[3].hasPrefix("  kthwctl "))
  }

  @Test func `is in the table of the README`() throws {
    let page = try InputFile.read(SourceTree.path("README.md"), context: .system)
    let text = String(decoding: page, as: UTF8.self)
    for command in Kthwctl.children {
      #expect(text.contains("`\(command.name)`") || text.contains("`kthwctl \(command.name)"))
    }
  }

  @Test func `that prints a table prints it for programs as well`() {
    for (words, command) in Self.leaves {
      let values = CommandModel(command).named("--output")?.values ?? []
      guard values.contains("table") else { continue }
      #expect(values.contains("json") && values.contains("yaml"), "\(words)")
    }
  }
}
