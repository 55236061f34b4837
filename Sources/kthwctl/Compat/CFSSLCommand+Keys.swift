import KTHWCore

extension CFSSLCommand {
  /// Makes a key and a request.
  static let genkey = CFSSLCommand(
    name: "genkey",
    summary: "make a key and a certificate request",
    forms: ["CSRJSON", "-initca CSRJSON"],
    words: [("CSRJSON", "file that says what is wanted; - is standard input")],
    flags: ["initca"]
  ) { call in
    let file = try call.words(
      1...1,
      tooMany: "only one argument is accepted, please check with usage"
    )[0]
    call.warnOfIgnored(
      "hostname",
      "cn",
      "profile",
      because: "the request file says it all",
      hint: "put CN and hosts into the request file"
    )
    if call.flags.isOn("initca") {
      let input = InitialiseAuthority.Input(requestFile: file)
      try call.print(
        InitialiseAuthority.run(input, in: call.context, report: call.report).response
      )
    } else {
      let input = GenerateKey.Input(requestFile: file)
      try call.print(GenerateKey.run(input, in: call.context, report: call.report).response)
    }
  }

  /// Makes a request for a key that exists.
  static let gencsr = CFSSLCommand(
    name: "gencsr",
    summary: "make a certificate request for a key that exists",
    forms: ["-key FILE CSRJSON", "-key FILE -cert FILE [-hostname LIST]"],
    words: [("CSRJSON", "file that says what is wanted; - is standard input")],
    flags: ["key", "passphrase-file", "passphrase-fd", "cert", "hostname"]
  ) { call in
    guard let keyFile = call.flags.nonEmpty("key") else {
      throw KTHWError(.usage, "need a private key (provide one with -key)")
    }
    let refusal = "only one argument is accepted, please check with usage"
    let source: GenerateRequest.Source
    if let certificate = call.flags.nonEmpty("cert") {
      _ = try call.words(0...0, tooMany: refusal)
      source = .certificate(file: certificate)
    } else {
      source = .request(file: try call.words(1...1, tooMany: refusal)[0])
    }
    let input = GenerateRequest.Input(
      source: source,
      keyFile: keyFile,
      hostnames: call.flags.nonEmpty("hostname")
    )
    try call.print(GenerateRequest.run(input, in: call.context, report: call.report).response)
  }
}
