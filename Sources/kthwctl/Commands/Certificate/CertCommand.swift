import ArgumentParser
import KTHWCore

/// `kthwctl cert`: a key, a request and a certificate for somebody.
struct CertCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "cert",
    abstract: "Make a key, a request and a certificate for a component, a node or a user.",
    discussion: """
      Writes NAME-key.pem (mode 0600), NAME.pem and NAME.csr. Components get the
      user, groups and usages that Kubernetes expects of them, servers the names
      that every cluster needs. A key that is there is never lost unless
      --replace-key names it.

      EXAMPLES
        kthwctl cert kube-scheduler
        kthwctl cert node-1 --as kubelet
        kthwctl cert kube-apiserver --hostname 10.32.0.1,192.168.26.10,lb.example.org
        kthwctl cert admin --subj /C=LU/O=system:masters/CN=admin --expiry 9999d

      EXIT STATUS
        0 written; 1 the CA may not sign this, or a key would be lost; 5 another
        run holds the directory; 64 usage; 65 a value does not fit; 74 a file
        cannot be read or written
      """
  )

  @OptionGroup var identity: IdentityOptions
  @OptionGroup var key: KeyOptions

  @Option(
    help:
      "client, server or peer (both). Default: what the component needs; with --cn or --subj client, or both with --hostname."
  )
  var usage: UsageArgument?

  @Flag(help: "Leave out the names that every cluster's component needs.")
  var noStandardNames = false

  @Option(
    help: "How long it lasts, such as 90d or 8760h; by default 365d, and never beyond its CA.",
    transform: ArgumentReader.lifetime
  )
  var expiry = GoDuration.days(365)

  @Option(help: "The CA's certificate.")
  var ca = "ca.pem"

  @Option(help: "The CA's private key, which may be encrypted.")
  var caKey = "ca-key.pem"

  @OptionGroup var passphrase: PassphraseOptions

  @OptionGroup var files: CredentialFileOptions

  @Flag(help: "Make a new certificate for the key that is there.")
  var keepKey = false

  @Option(help: ArgumentHelp("Replace the key of this NAME by a new one.", valueName: "name"))
  var replaceKey: String?

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard replaceKey == nil || replaceKey == identity.name else {
      throw ValidationError("--replace-key must repeat the name: --replace-key \(identity.name).")
    }
    guard !keepKey || replaceKey == nil else {
      throw ValidationError("--keep-key and --replace-key exclude each other.")
    }
  }

  func perform() throws {
    let holder = try identity.holder
    let names = try identity.names
    let output = try IssueCertificate.run(
      IssueCertificate.Input(
        holder: holder,
        purpose: usage?.purpose,
        names: names,
        addsStandardNames: !noStandardNames,
        key: key.specification,
        lifetime: expiry,
        authority: AuthorityFiles(certificate: ca, key: caKey),
        paths: files.paths(base: holder.baseName(for: identity.name)),
        existingKey: keepKey ? .keep : replaceKey == nil ? .refuse : .replace
      ),
      in: passphrase.context()
    )
    Failure.warn(output.warnings)
    Failure.say(CredentialSummary(output).line)
  }
}

/// A usage on the command line.
enum UsageArgument: String, Choice {
  case client
  case server
  case peer

  var purpose: CertificatePurpose {
    switch self {
    case .client: .client
    case .server: .server
    case .peer: .peer
    }
  }
}
