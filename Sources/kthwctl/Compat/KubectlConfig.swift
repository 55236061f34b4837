import KTHWCore

/// `kubectl config`: which subcommand is meant, and what they have in common.
enum KubectlConfig {
  /// What a subcommand works with.
  struct Invocation {
    let command: KubectlSubcommand
    let values: PosixFlags.Values

    /// The words that are no flags.
    var words: [String] { values.positionals }
    /// The file that `--kubeconfig` names.
    var file: String? {
      guard let file = values.text("kubeconfig"), !file.isEmpty else { return nil }
      return file
    }
  }

  /// Runs a subcommand.
  ///
  /// - Parameter arguments: the words behind `config`, and flags before it.
  /// - Throws: ``KubectlEnd`` where everything was said, or what operations throw.
  static func run(_ arguments: [String]) throws {
    let words = KubectlWords(arguments, flags: PosixFlags(flags: KubectlFlags.global))
    guard let name = words.name, let command = KubectlSubcommand(named: name) else {
      return try runAlone(arguments)
    }
    let values = try command.flags.parse(words.others, of: "kubectl config \(command.rawValue)")
    guard values.boolean("help") != true else {
      return try StandardStream.output.write(KubectlHelp.text(for: command))
    }
    try run(Invocation(command: command, values: values))
  }

  /// `config` without a subcommand that exists.
  private static func runAlone(_ arguments: [String]) throws {
    let values = try PosixFlags(flags: KubectlFlags.global).parse(arguments, of: "kubectl config")
    guard values.boolean("help") != true else {
      return try StandardStream.output.write(KubectlHelp.text())
    }
    guard !values.positionals.isEmpty else {
      KubectlFailure.say(KubectlHelp.text())
      throw KubectlEnd(status: 1)
    }
    let name = values.positionals.joined(separator: " ")
    KubectlFailure.say("error: unknown command \(GoQuoting.quoted(name))")
    KubectlFailure.say("See 'kubectl config -h' for help and examples")
    let candidates = KubectlSubcommand.allCases.map(\.rawValue)
    if let near = Spelling.nearest(to: values.positionals[0], among: candidates) {
      KubectlFailure.say("hint: did you mean \(near)?")
    }
    throw KubectlEnd(status: 1)
  }

  private static func run(_ invocation: Invocation) throws {
    switch invocation.command {
    case .currentContext: try currentContext(invocation)
    case .getClusters: try names(of: \.clusters.names, invocation)
    case .getUsers: try names(of: \.users.names, invocation)
    case .getContexts: try contexts(invocation)
    case .view: try view(invocation)
    default: try edit(invocation)
    }
  }

  /// The end of a run with the wrong number of words: help on standard
  /// output, and what is wrong on standard error.
  static func refuse(_ invocation: Invocation, _ complaint: String) throws -> KubectlEnd {
    try StandardStream.output.write(KubectlHelp.text(for: invocation.command))
    KubectlFailure.say("error: " + complaint)
    return KubectlEnd(status: 1)
  }

  /// The end of a run whose error points at the help.
  static func pointAtHelp(_ invocation: Invocation, _ complaint: String) -> KubectlEnd {
    KubectlFailure.say("error: " + complaint)
    KubectlFailure.say(
      "See 'kubectl config \(invocation.command.rawValue) -h' for help and examples"
    )
    return KubectlEnd(status: 1)
  }
}
