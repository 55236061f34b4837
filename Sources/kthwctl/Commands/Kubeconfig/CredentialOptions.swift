import ArgumentParser
import KTHWCore

/// What the user of a kubeconfig shows to the API server.
///
/// Tokens come from files: a command line can be read by everybody.
struct CredentialOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The client certificate, instead of NAME.pem.", valueName: "file"))
  var cert: String?

  @Option(help: ArgumentHelp("Its private key, instead of NAME-key.pem.", valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "A file with a bearer token, in place of a certificate; - is standard input.",
      valueName: "file"
    )
  )
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "A file with a bootstrap token, with which a node joins; - is standard input.",
      valueName: "file"
    )
  )
  var bootstrapTokenFile: String?

  @Option(help: ArgumentHelp("A program that gives a credential.", valueName: "program"))
  var exec: String?

  @Option(
    name: .customLong("exec-arg"),
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("An argument of that program; may be repeated.", valueName: "argument")
  )
  var execArguments: [String] = []

  func validate() throws {
    let ways = [tokenFile, bootstrapTokenFile, exec].compactMap(\.self).count
    let hasCertificate = cert != nil || key != nil
    guard ways + (hasCertificate ? 1 : 0) <= 1 else {
      throw ValidationError(
        "Only one of --cert and --key, --token-file, --bootstrap-token-file and --exec fits."
      )
    }
    guard execArguments.isEmpty || exec != nil else {
      throw ValidationError("--exec-arg goes with --exec.")
    }
  }

  /// What was said; by default the certificate that is called after the user.
  func credential(baseName: String) throws -> MakeKubeconfig.Credential {
    if let tokenFile { return .token(file: tokenFile) }
    if let bootstrapTokenFile { return .bootstrapToken(file: bootstrapTokenFile) }
    if let exec {
      let arguments = execArguments.isEmpty ? nil : execArguments
      return .exec(ExecCredential(command: exec, arguments: arguments))
    }
    let paths = CredentialPaths(base: baseName)
    return .certificate(file: cert ?? paths.certificate, keyFile: key ?? paths.key)
  }
}
