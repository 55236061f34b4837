import KTHWCore

/// One call of a cfssl command: its flags, its words, its log.
struct CFSSLInvocation: Sendable {
  let command: String
  let flags: GoFlags.Values
  let log: CFSSLLog
  let context: Context
  /// The signing policy of `-config`, which every command reads before
  /// anything else, or the built-in one.
  let policy: PolicyChoice

  init(of command: String, _ flags: GoFlags.Values, context: Context) throws {
    self.command = command
    self.flags = flags
    self.context = try CFSSLPassphrase(flags, context).context
    log = CFSSLLog(threshold: flags.number("loglevel"), now: context.now)
    policy = try CompatFailure.prefixing("Failed to load config file: ") {
      try PolicyChoice.read(
        file: flags.nonEmpty("config"),
        profile: flags.text("profile"),
        context: context
      )
    }
  }

  /// The CA that `-ca` and `-ca-key` name.
  ///
  /// cfssl ends with 0 when one of them is missing; nothing was signed then,
  /// so here it is a failure.
  func authority() throws -> AuthorityFiles {
    guard let certificate = flags.nonEmpty("ca") else {
      throw KTHWError(.usage, "need a CA certificate (provide one with -ca)")
    }
    guard let key = flags.nonEmpty("ca-key") else {
      throw KTHWError(.usage, "need a CA key (provide one with -ca-key)")
    }
    return AuthorityFiles(certificate: certificate, key: key)
  }

  /// Refuses flags that would hand the work to somebody else.
  func refuseElsewhere(_ names: String...) throws {
    for name in names where flags.nonEmpty(name) != nil {
      throw CompatFailure.elsewhere("-" + name)
    }
  }

  /// Tells of flags that have no effect on this command.
  func warnOfIgnored(_ names: String..., because reason: String, hint: String? = nil) {
    // Only what stands on the command line: some flags have a value by themselves.
    let ignored = names.filter { flags.isGiven($0) && flags.nonEmpty($0) != nil }
    guard !ignored.isEmpty else { return }
    let list = ignored.map { "-" + $0 }.joined(separator: ", ")
    log.warning(Problem(.usage, "\(list) has no effect: \(reason)", hint: hint))
  }

  /// Writes what happens into the log, in cfssl's words.
  @Sendable func report(_ event: IssuanceEvent) {
    switch event {
    case .receivedRequest:
      log.info("generate received request")
      log.info("received CSR")
    case .generatingKey(let kind): log.info("generating key: " + kind)
    case .encodedRequest: log.info("encoded CSR")
    case .signedCertificate(let serialNumber):
      log.info("signed certificate with serial number \(serialNumber.decimal)")
    case .remark(let text): log.info(text)
    case .doubt(let problem): log.warning(problem)
    }
  }

  /// Writes a response as cfssl does: one line of JSON.
  func print(_ response: CFSSLResponse) throws {
    try StandardStream.output.write(response.json())
  }
}
