import ArgumentParser
import KTHWTestSupport
import Testing

@testable import kthwctl

/// Command lines that are read without the tree of all commands, held against
/// that tree.
@Suite struct `A command found by its name` {
  /// All commands below one, by the words that name them.
  static func commands(
    below command: any ParsableCommand.Type,
    named words: [String] = []
  ) -> [(words: [String], command: any ParsableCommand.Type)] {
    [(words, command)]
      + command.configuration.subcommands.flatMap { child in
        commands(below: child, named: words + [child.configuration.commandName ?? ""])
      }
  }

  /// The page that the whole tree prints for a command line that asks for one.
  func page(_ words: [String]) -> String? {
    do {
      // The tree's own command for help, and a noun alone, ask when they run.
      var command = try Kthwctl.parseAsRoot(words)
      try command.run()
      return nil
    } catch {
      guard Kthwctl.exitCode(for: error) == .success else { return nil }
      return Kthwctl.fullMessage(for: error) + "\n"
    }
  }

  @Test func `has the page of help that the whole tree has`() {
    let commands = Self.commands(below: Kthwctl.self)
    #expect(commands.count > 30)
    for (words, command) in commands {
      var forms = [["help"] + words]
      // Other programs' words are theirs.
      if !(command is any CompatCommand.Type) { forms += [words + ["--help"], words + ["-h"]] }
      // One that stands for a command of its own is that command then.
      if !command.configuration.subcommands.isEmpty,
        command.configuration.defaultSubcommand == nil
      {
        forms.append(words)
      }
      for form in forms {
        let own = NamedCommand(form).helpPage
        #expect(own != nil && own == page(form), "\(form)")
      }
    }
  }

  @Test func `has the release that the whole tree has`() {
    #expect(NamedCommand(["--version"]).versionLine == page(["--version"]))
    for words in [["help", "--version"], ["init", "--version"], ["--version", "x"], []] {
      #expect(NamedCommand(words).versionLine == nil, "\(words)")
    }
  }

  @Test func `is below the root under the name that it has itself`() {
    for command in TopCommand.allCases {
      #expect(command.type.configuration.commandName == command.rawValue)
    }
    let shown = TopCommand.Group.allCases.flatMap(\.commands)
    #expect(Set(shown) == Set(TopCommand.allCases) && shown.count == TopCommand.allCases.count)
  }

  @Test(arguments: [
    ["version"], ["version", "-o", "json"], ["explain", "KTHW-SAN-004"],
    ["explain", "x509:", "certificate", "-o", "yaml"], ["generate"],
    ["generate", "a.yaml", "--output", "b", "--only", "c,d", "--prune"], ["ca", "init"],
    ["init", "--like", "ha-haproxy"], ["identities"], ["csr", "admin"],
    ["csr", "node-1", "--as", "kubelet"], ["csr", "request", "admin"], ["csr", "check"],
    ["csr", "check", "a.yaml", "--tree", "out", "-o", "name"], ["token", "list"],
    ["token", "renew", "node-1"], ["config", "rename-cluster", "a", "b"],
    ["verify", "a", "b", "-o", "json"],
  ])
  func `reads its flags as the whole tree does`(words: [String]) throws {
    let whole = try Kthwctl.parseAsRoot(words)
    let own = try #require(NamedCommand(words).parsed, "\(words)")
    #expect(type(of: own) == type(of: whole))
    #expect("\(own)" == "\(whole)")
    #expect(NamedCommand(words).helpPage == nil)
  }

  @Test(arguments: [
    ["nope"], ["--nope"], ["version", "extra"], ["version", "--nope"], ["generate", "--help", "x"],
    ["generate", "--dry-run", "--diff"], ["explain", "--version"], ["--version"], ["cert"],
    ["generate", "x", "--help"], ["help", "nope"], ["help", "ca", "nope"], ["ca", "nope"],
    ["ca", "--x"],
    ["explain", "--generate-completion-script", "bash"], ["generate", "--help-hidden"],
    ["init", "--experimental-dump-help"], ["--generate-completion-script", "zsh"], ["gener"], [""],
    ["--", "version"], ["version", "-o"], ["csr"], ["csr", "check", "--nope"],
    ["token", "renew"], ["token", "nope"],
  ])
  func `leaves everything else to the whole tree`(words: [String]) {
    #expect(NamedCommand(words).parsed == nil, "\(words)")
    #expect(NamedCommand(words).helpPage == nil, "\(words)")
  }
}

/// What a start does before there is something to do.
@Suite(.judged(by: "strace")) struct StartUpTests {
  @Test(arguments: [
    ["version"], ["--version"], ["--help"], [], ["help", "generate"], ["generate", "--help"],
    ["nope"], ["generate", "--nope"], ["verify", "--nope"], ["cfssl", "version"], ["cfssl"],
    ["cfssl", "gencert", "-nope"], ["cfssljson", "-help"], ["cfssl-certinfo", "-help"],
    ["kubectl", "version", "--client"], ["kubectl", "nope"], ["config", "--help"],
    ["config", "set-cluster"], ["explain", "KTHW-SAN-004"], ["identities"], ["init"],
    ["csr", "admin"], ["ca"], ["encryption-config", "--nope"],
  ])
  func `takes nothing from chance and opens no file`(words: [String]) throws {
    let log = try ScratchDirectory()
    let result = try RunCommand(
      "strace",
      ["-f", "-o", log.path("log"), RunCommand.kthwctlPath] + words
    ).run()
    #expect(!result.output.isEmpty || !result.errors.isEmpty)
    let calls = try log.text("log").split(separator: "\n")
    // What is before is the loader's and the language's; this is our first.
    let start = try #require(calls.firstIndex { $0.contains("RLIMIT_CORE") })
    for call in calls[start...] {
      for name in ["open", "getrandom(", "stat(", "statx(", "access", "readlink", "socket("] {
        #expect(!call.contains(" " + name) && !call.contains("at(AT_FDCWD"), "\(words): \(call)")
      }
    }
  }
}
