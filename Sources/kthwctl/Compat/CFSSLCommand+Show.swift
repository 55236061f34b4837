import KTHWCore

extension CFSSLCommand {
  /// Shows what a certificate or a request says.
  static let certinfo = CFSSLCommand(
    name: "certinfo",
    summary: "show what a certificate or a request says, as JSON",
    forms: ["-cert FILE", "-csr FILE"],
    flags: ["cert", "csr"]
  ) { call in
    let text: String
    if let file = call.flags.nonEmpty("cert") {
      text = try CertificateInformation.ofCertificates(file: file, in: call.context)
    } else if let file = call.flags.nonEmpty("csr") {
      text = try CertificateInformation.ofRequest(file: file, in: call.context)
    } else {
      try call.refuseElsewhere("domain", "serial", "aki", "db-config")
      throw KTHWError(
        .usage,
        "Must specify certinfo target through -cert, -csr, -domain or -serial + -aki",
        hint: "-cert and -csr take a file, or - for standard input"
      )
    }
    try StandardStream.output.write(text)
  }

  /// Prints examples of cfssl's input files.
  static let printDefaults = CFSSLCommand(
    name: "print-defaults",
    summary: "print an example of an input file",
    forms: CFSSLExample.allCases.map(\.rawValue) + ["list"],
    words: [("TYPE", "config for a signing policy, csr for a request, list for this list")],
    flags: []
  ) { call in
    guard let type = call.flags.positionals.first else {
      throw KTHWError(
        .usage,
        "not enough arguments are supplied --- please refer to the usage",
        hint: "cfssl print-defaults config, or cfssl print-defaults csr"
      )
    }
    if let example = CFSSLExample(rawValue: type) {
      try StandardStream.output.write(example.text)
    } else {
      let names = CFSSLExample.allCases.map { "\t\($0.rawValue)\n" }.joined()
      try StandardStream.output.write("Default configurations are available for:\n" + names)
    }
  }

  /// Says which version of cfssl this stands in for.
  static let version = CFSSLCommand(
    name: "version",
    summary: "print the version",
    forms: [""],
    flags: []
  ) { _ in
    try StandardStream.output.write(Release.cfsslText)
  }
}

extension CFSSLCommand {
  /// Puts a certificate and its chain together.
  static let bundle = CFSSLCommand(
    name: "bundle",
    summary: "put a certificate and the chain to its root together",
    forms: [
      "-cert FILE [-ca-bundle FILE] [-int-bundle FILE] [-int-dir DIR] [-key FILE]",
      "-cert FILE -flavor force [-key FILE]",
    ],
    flags: ["cert", "key", "ca-bundle", "int-bundle", "int-dir", "flavor"]
  ) { call in
    guard let file = call.flags.nonEmpty("cert") else {
      try call.refuseElsewhere("domain", "ip")
      throw KTHWError(
        .usage,
        "Must specify bundle target through -cert or -domain",
        hint: "-cert takes a file with the certificate first"
      )
    }
    call.warnOfIgnored(
      "metadata",
      "password",
      because: "chains are not chosen by what old platforms trust, and PKCS#12 is not read"
    )
    let input = BundleCertificate.Input(
      certificateFile: file,
      keyFile: call.flags.nonEmpty("key"),
      rootsFile: call.flags.nonEmpty("ca-bundle"),
      intermediatesFile: call.flags.nonEmpty("int-bundle"),
      intermediatesDirectory: call.flags.nonEmpty("int-dir"),
      takesChainAsGiven: call.flags.text("flavor") == "force"
    )
    let output = try BundleCertificate.run(input, in: call.context, report: call.report)
    try StandardStream.output.write(output.bundle.json(now: call.context.now()))
  }
}
