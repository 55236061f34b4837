import ArgumentParser
import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The root of our own commands.
struct Kthwctl: ParsableCommand {
  /// The program's name, without asking for the whole configuration.
  static let name = "kthwctl"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Certificates, keys and configuration for Kubernetes the hard way.",
    discussion: """
      EXAMPLES
        kthwctl init --like ha-haproxy | kthwctl generate -
        kthwctl verify ~/kubernetes-the-hard-way

      kthwctl help COMMAND tells more, with examples and exit statuses.
      """,
    version: Release.version,
    groupedSubcommands: TopCommand.Group.allCases.map { group in
      CommandGroup(name: group.rawValue, subcommands: group.commands.map(\.type))
    }
  )
}

/// The process: who it was called as decides what it does.
@main
enum Program {
  static func main() {
    ProcessSetup.prepare()
    let status = run(CommandLine.arguments)
    exit(status == 0 ? closingOutput() : status)
  }

  /// Runs a command line, the program's name first.
  static func run(_ arguments: [String]) -> Int32 {
    if let (personality, rest) = Personality.called(arguments) {
      return personality.run(rest)
    }
    let words = Array(arguments.dropFirst())
    if words.first == CompletionScript.question {
      return CompletionAnswer.run(words.dropFirst())
    }
    let named = NamedCommand(words)
    do {
      if let page = named.helpPage ?? named.versionLine {
        try StandardStream.output.write(page)
        return 0
      }
      if words.first == "help" { try HelpMistake.refuse(words) }
      var command = try named.parsed ?? Kthwctl.parseAsRoot(words)
      try command.run()
      return 0
    } catch {
      return Failure.report(error, for: words)
    }
  }

  private static func closingOutput() -> Int32 {
    do {
      try StandardStream.output.close()
      return 0
    } catch {
      return Failure.report(error)
    }
  }
}
