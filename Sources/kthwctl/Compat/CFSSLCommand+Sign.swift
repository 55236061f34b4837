import KTHWCore

extension CFSSLCommand {
  /// Signs a request that exists.
  static let sign = CFSSLCommand(
    name: "sign",
    summary: "sign a certificate request",
    forms: [
      "-ca FILE -ca-key FILE [-config FILE] [-profile NAME] [-hostname LIST] CSR [SUBJECT]",
      "-ca FILE -ca-key FILE [-config FILE] [-profile NAME] [-hostname LIST] -csr CSR [SUBJECT]",
    ],
    words: [
      ("CSR", "certificate request in PEM; - is standard input"),
      ("SUBJECT", "JSON file whose CN and names replace the request's"),
    ],
    flags: [
      "ca", "ca-key", "passphrase-file", "passphrase-fd", "config", "profile", "hostname", "csr",
    ]
  ) { call in
    try call.refuseElsewhere("remote", "db-config")
    let refusal = "too many arguments are provided, please check with usage"
    var requestFile = call.flags.nonEmpty("csr")
    var words = try call.words(requestFile == nil ? 1...2 : 0...1, tooMany: refusal)[...]
    requestFile = requestFile ?? words.popFirst()
    let input = SignRequest.Input(
      requestFile: requestFile ?? "-",
      subjectFile: words.first == "-" ? nil : words.first,
      hostnames: call.flags.nonEmpty("hostname"),
      authority: try call.authority(),
      policy: call.policy
    )
    try call.print(SignRequest.run(input, in: call.context, report: call.report).response)
  }

  /// Makes a certificate that signs itself.
  static let selfsign = CFSSLCommand(
    name: "selfsign",
    summary: "make a key and a certificate that signs itself",
    forms: ["[-config FILE] [-profile NAME] HOSTNAME CSRJSON"],
    words: [
      ("HOSTNAME", "not used; left out where -hostname is given"),
      ("CSRJSON", "file that says what is wanted; - is standard input"),
    ],
    flags: ["config", "profile", "hostname"]
  ) { call in
    let isHostSkipped = call.flags.nonEmpty("hostname") != nil || call.flags.isOn("initca")
    let count = isHostSkipped ? 1 : 2
    let words = try call.words(
      count...count,
      tooMany: "too many arguments are provided, please check with usage"
    )
    let input = SelfSign.Input(requestFile: words[count - 1], policy: call.policy)
    let response = try SelfSign.run(input, in: call.context, report: call.report).response
    for line in selfSignBanner { CFSSLLog.say(line) }
    try call.print(response)
  }

  /// Ten lines, as from cfssl: programs that cut them off go on working.
  private static let selfSignBanner = [
    "*** WARNING ***",
    "",
    "Nobody but its maker vouches for a certificate that signs itself.",
    "Whoever trusts it does so at their own risk.",
    "",
    "Do not use it where a certificate of a CA could be used,",
    "above all not in production.",
    "",
    "*** WARNING ***",
    "",
  ]
}
