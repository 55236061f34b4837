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
  static let configuration = CommandConfiguration(
    commandName: "kthwctl",
    abstract: "Certificates, keys and configuration for Kubernetes the hard way.",
    discussion: """
      EXAMPLES
        kthwctl init --like ha-haproxy | kthwctl generate -
        kthwctl verify ~/kubernetes-the-hard-way

      kthwctl help COMMAND tells more, with examples and exit statuses.
      """,
    version: Release.version,
    groupedSubcommands: [
      CommandGroup(
        name: "Cluster",
        subcommands: [
          InitCommand.self, GenerateCommand.self, RenderCommand.self, UnitCommand.self,
          BundleCommand.self, TokenCommand.self, TutorialCommand.self,
        ]
      ),
      CommandGroup(
        name: "Proof",
        subcommands: [
          VerifyCommand.self, MatrixCommand.self, ExplainCommand.self, ExpiryCommand.self,
          ReportCommand.self, GraphCommand.self, AdoptCommand.self,
        ]
      ),
      CommandGroup(
        name: "Certificates",
        subcommands: [
          CACommand.self, CertCommand.self, KeypairCommand.self, KeyCommand.self, CSRCommand.self,
          IdentitiesCommand.self, InspectCommand.self,
        ]
      ),
      CommandGroup(
        name: "Configuration",
        subcommands: [
          KubeconfigCommand.self, ConfigCommand.self, WhoamiCommand.self,
          EncryptionConfigCommand.self,
        ]
      ),
      CommandGroup(
        name: "Compatibility",
        subcommands: [CFSSL.self, CFSSLJSON.self, CFSSLCertinfo.self, Kubectl.self, Links.self]
      ),
      CommandGroup(
        name: "Program",
        subcommands: [CompletionsCommand.self, VersionCommand.self]
      ),
    ]
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
      if let page = named.helpPage {
        try StandardStream.output.write(page)
        return 0
      }
      if words.first == "help" { try HelpMistake.refuse(words) }
      var command = try named.parsed ?? Kthwctl.parseAsRoot(words)
      try run(&command)
      return 0
    } catch {
      return Failure.report(error, for: words)
    }
  }

  /// Runs a command, which says as much as it was asked to.
  private static func run(_ command: inout any ParsableCommand) throws {
    guard let talking = command as? any TalkingCommand else { return try command.run() }
    Talk.begin(talking.terminal)
    guard Talk.amount == .much else { return try command.run() }
    let start = MonotonicClock.seconds
    Talk.sayWhoRuns()
    defer { Talk.sayHowLong(since: start) }
    try command.run()
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
