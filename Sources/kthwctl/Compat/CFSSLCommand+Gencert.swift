import KTHWCore

extension CFSSLCommand {
  /// Makes a key and a certificate, or a CA.
  static let gencert = CFSSLCommand(
    name: "gencert",
    summary: "make a key and a certificate for it, or a CA",
    forms: [
      "-initca CSRJSON",
      "-ca FILE -ca-key FILE [-config FILE] [-profile NAME] [-hostname LIST] CSRJSON",
      "-initca -ca-key FILE CSRJSON",
      "-renewca -ca FILE -ca-key FILE",
    ],
    words: [("CSRJSON", "file that says what is wanted; - is standard input")],
    flags: [
      "initca", "renewca", "ca", "ca-key", "passphrase-file", "passphrase-fd", "config", "profile",
      "hostname", "cn", "crl",
    ]
  ) { call in
    try call.refuseElsewhere("remote", "db-config")
    if call.flags.isOn("renewca") {
      try renewAuthority(call)
    } else {
      let word = try call.words(
        1...1,
        tooMany: "only one argument is accepted, please check with usage"
      )[0]
      if call.flags.isOn("initca") {
        try initialiseAuthority(call, requestFile: word)
      } else {
        try generateCertificate(call, requestFile: word)
      }
    }
  }

  private static func generateCertificate(_ call: CFSSLInvocation, requestFile: String) throws {
    let input = GenerateCertificate.Input(
      requestFile: requestFile,
      commonName: call.flags.nonEmpty("cn"),
      hostnames: call.flags.nonEmpty("hostname"),
      revocationListURL: call.flags.nonEmpty("crl"),
      authority: try call.authority(),
      policy: call.policy
    )
    try call.print(
      GenerateCertificate.run(input, in: call.context, report: call.report).response
    )
  }

  private static func initialiseAuthority(_ call: CFSSLInvocation, requestFile: String) throws {
    let keyFile = call.flags.nonEmpty("ca-key")
    call.log.info(
      keyFile == nil
        ? "generating a new CA key and certificate from CSR"
        : "re-generate a CA certificate from CSR and CA key"
    )
    call.warnOfIgnored(
      "config",
      "profile",
      "hostname",
      "crl",
      because: "a CA is made by the request alone",
      hint: "its lifetime is ca.expiry in the request, its names are hosts"
    )
    call.warnOfIgnored("ca", because: "a new CA certificate signs itself")
    let input = InitialiseAuthority.Input(
      requestFile: requestFile,
      commonName: call.flags.nonEmpty("cn"),
      keyFile: keyFile
    )
    try call.print(
      InitialiseAuthority.run(input, in: call.context, report: call.report).response
    )
  }

  private static func renewAuthority(_ call: CFSSLInvocation) throws {
    call.log.info("re-generate a CA certificate from CA cert and key")
    call.warnOfIgnored(
      "config",
      "profile",
      "hostname",
      "cn",
      "crl",
      because: "a renewed CA keeps what the old certificate says"
    )
    let input = RenewAuthority.Input(authority: try call.authority())
    try call.print(RenewAuthority.run(input, in: call.context, report: call.report).response)
  }
}
