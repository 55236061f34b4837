extension AuditJudges {
  typealias OfInvocation =
    @Sendable (ComponentInvocation, FlagContext, inout AuditFindings) -> Void

  /// Tells of flags that a release does not have, and of what is none.
  static let judgeFlagNames: OfInvocation = { invocation, context, findings in
    if invocation.writtenName != invocation.program.rawValue {
      findings.add(
        .capitalisedProgram,
        at: invocation.place(),
        "\(Terminal.quoted(invocation.writtenName)) is meant to be \(invocation.program.rawValue)"
      )
    }
    judgeStrayWords(of: invocation, &findings)
    for argument in invocation.arguments where !argument.name.isEmpty {
      judgeName(of: argument, in: invocation, context, &findings)
      judgeValue(of: argument, in: invocation, context, &findings)
    }
  }

  private static func judgeStrayWords(
    of invocation: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let swallowed = invocation.swallowed?.text
    // One is enough: those behind it came with it.
    guard
      let stray = invocation.arguments.first(where: {
        // A backslash that is doubled cuts the next line off, which is told.
        $0.name.isEmpty && $0.value != swallowed && $0.value != "\\"
      }), swallowed == nil, let word = stray.value
    else { return }
    var remedy: String?
    if let first = word.first, "–—−".contains(first) {
      remedy = "the dash is a long one: write --"
    } else if kubectlVerbs.contains(word) {
      remedy = "kubectl is what was meant"
    } else if word == "true" || word == "false" {
      remedy = "write =\(word) behind the switch, without a blank"
    }
    findings.add(
      .strayArgument,
      at: .file(invocation.file, stray.mark),
      "\(invocation.program.rawValue) gets \(Terminal.quoted(word)), which belongs to no flag",
      remedy: remedy
    )
  }

  private static let kubectlVerbs: Set<String> = [
    "apply", "create", "delete", "describe", "exec", "get", "logs", "run", "scale",
  ]

  private static func judgeName(
    of argument: ComponentInvocation.Argument,
    in invocation: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let program = invocation.program
    let place = Place.file(invocation.file, argument.mark, field: "--" + argument.name)
    let isGo = [.etcd, .containerd].contains(program)
    if argument.dashes == 1, !isGo, argument.name.utf8.count > 2 {
      let seen = "-\(Terminal.printable(argument.name)) is read letter by letter"
      return findings.add(.oneDash, at: place, seen)
    }
    guard let fact = KnownFlags.fact(named: argument.name, of: program) else {
      guard let meant = KnownFlags.meant(by: argument.name, of: program) else { return }
      findings.add(
        .flagMistyped,
        at: place,
        "\(program.rawValue) has no --\(Terminal.printable(argument.name))",
        remedy: "--\(meant) is meant"
      )
      return
    }
    let release = context.release(of: program)
    judgeStanding(of: fact, argument, program, release, at: place, &findings)
  }

  private static func judgeStanding(
    of fact: FlagFact,
    _ argument: ComponentInvocation.Argument,
    _ program: ComponentProgram,
    _ release: ReleaseRange,
    at place: Place,
    _ findings: inout AuditFindings
  ) {
    let flag = "--" + fact.name
    let major = program == .etcd ? "etcd 3" : "1"
    // What no release takes beside the others is wrong in all of them.
    guard release.minors.contains(where: fact.isTaken) else {
      let isEarly = fact.first.map { first in release.isBefore(first) } ?? false
      if isEarly, let first = fact.first {
        let seen = "\(flag) is there from \(major).\(first) on"
        return findings.add(.flagNotYet, at: place, seen + against(release), remedy: fact.advice)
      }
      let seen = fact.last.map { "\(flag) is there up to \(major).\($0)" } ?? "\(flag) is gone"
      return findings.add(.flagRemoved, at: place, seen + against(release), remedy: fact.advice)
    }
    guard release.isNamed else { return }
    switch fact.standing(in: release.minors[0]) {
    case .deprecated(let since):
      // That is how the port is closed for as long as there is one; an address
      // that is open is told of by itself.
      let isOpen = fact.name == "address" && argument.value.map(FlagURL.isLoopback) == false
      if isClosedPort(argument) || isOpen { return }
      let end = fact.last.map { " and is gone after \(major).\($0)" } ?? ""
      let seen = "\(flag) is deprecated since \(major).\(since)\(end)"
      if fact.last == nil {
        findings.add(.flagIdle, at: place, seen, remedy: fact.advice)
      } else {
        findings.add(.flagDeprecated, at: place, seen, remedy: fact.advice)
      }
    case .inert(let since):
      if isClosedPort(argument) { return }
      let seen = "\(flag) does nothing since \(major).\(since)"
      findings.add(.flagIdle, at: place, seen, remedy: fact.advice)
    case .taken:
      guard fact.isAvoided, !judgedElsewhere.contains(fact.name) else { return }
      findings.add(.flagIdle, at: place, "\(flag) is better left out", remedy: fact.advice)
    case .notYet, .removed: break
    }
  }

  /// Flags of which more is to be said than that they are better left out.
  private static let judgedElsewhere: Set<String> = [
    "master", "address", "insecure-bind-address", "tls-curve-preferences",
  ]

  private static func isClosedPort(_ argument: ComponentInvocation.Argument) -> Bool {
    ["insecure-port", "port"].contains(argument.name) && argument.value == "0"
  }

  private static func against(_ release: ReleaseRange) -> String {
    if release.isNamed { return "" }
    return ", and no release takes all the flags that stand here"
  }
}

// MARK: - Values

extension AuditJudges {
  private static func judgeValue(
    of argument: ComponentInvocation.Argument,
    in invocation: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard let value = argument.value else { return }
    let place = Place.file(invocation.file, argument.mark, field: "--" + argument.name)
    let quotes = "'\"“”‘’"
    if let first = value.first, let last = value.last, quotes.contains(first), quotes.contains(last)
    {
      let seen = "the value of --\(Terminal.printable(argument.name)) is \(Terminal.quoted(value))"
      return findings.add(.literalQuotes, at: place, seen)
    }
    let table = ComponentFlags.table(for: invocation.program)
    let release = context.release(of: invocation.program)
    let known = release.minors.map { table.facts(ofValue: value, for: argument.name, in: $0) }
    // What only some of the releases say is not known.
    for fact in known.first ?? [] where known.allSatisfy({ $0.contains(fact) }) {
      // AlwaysAllow has a rule of its own.
      guard fact.isFatal || fact.flag != "authorization-mode" else { continue }
      findings.add(
        fact.isFatal ? .valueRefused : .valueIdle,
        at: place,
        "--\(argument.name) has \(Terminal.quoted(fact.value))",
        remedy: fact.advice
      )
    }
    judgeDefault(argument, value, invocation.program, at: place, &findings)
  }

  /// Tells of flags that say what is so anyway.
  private static func judgeDefault(
    _ argument: ComponentInvocation.Argument,
    _ value: String,
    _ program: ComponentProgram,
    at place: Place,
    _ findings: inout AuditFindings
  ) {
    guard defaults[program]?[argument.name] == value else { return }
    findings.add(
      .flagIdle,
      at: place,
      "--\(argument.name)=\(value) says what is so anyway"
    )
  }

  /// What flags are where nobody sets them, in every release.
  private static let defaults: [ComponentProgram: [String: String]] = [
    .kubeAPIServer: ["event-ttl": "1h", "service-node-port-range": "30000-32767"],
    .kubelet: ["register-node": "true"],
  ]
}
