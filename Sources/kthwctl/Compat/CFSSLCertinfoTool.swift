import KTHWCore

/// Acts as `cfssl-certinfo`.
///
/// The original prints an error and ends with 0; here a failure is one.
enum CFSSLCertinfoTool {
  private static let flags = GoFlags(flags: [
    .init("cert", means: "certificate file; - is standard input"),
    .init("domain", means: "server to ask; not part of this program"),
    .init("serial", means: "serial number in a database; not part of this program"),
    .init("aki", means: "key identifier in a database; not part of this program"),
    .init("db-config", means: "database; not part of this program"),
  ])

  /// Runs a command line without the program's name.
  static func run(_ arguments: ArraySlice<String>, context: Context = .system) -> Int32 {
    CompatFailure.catching(usage: usage) {
      let values = try flags.parse(arguments)
      guard let file = values.nonEmpty("cert") else {
        for name in ["domain", "serial", "aki", "db-config"] where values.nonEmpty(name) != nil {
          throw CompatFailure.elsewhere("-" + name)
        }
        throw KTHWError(
          .usage,
          "Must specify certinfo target through -cert, -domain or -serial + -aki",
          hint: "cfssl-certinfo -cert FILE; certificate requests: cfssl certinfo -csr FILE"
        )
      }
      try StandardStream.output.write(
        CertificateInformation.ofCertificates(file: file, in: context)
      )
    }
  }

  private static var usage: String {
    "Usage: cfssl-certinfo -cert FILE\n\nFlags:\n" + UsageText.flags(flags.flags)
  }
}
