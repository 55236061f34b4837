import ArgumentParser
import KTHWCore

/// `kthwctl ca init`: a new CA.
struct CAInitCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "init",
    abstract: "Make a CA: its key, its certificate and a request for a higher CA.",
    discussion: """
      Writes NAME-key.pem (mode 0600), NAME.pem and NAME.csr. A CA that is there
      is never replaced: everything that it signed would stop working at once.
      With a passphrase the key is encrypted: PKCS #8, PBKDF2 with 600,000 rounds
      of HMAC-SHA-256, AES-256.

      EXAMPLES
        kthwctl ca init
        kthwctl ca init --subj /C=LU/O=kubernetes/CN=kubernetes-ca --key rsa-4096
        kthwctl ca init etcd-ca
        kthwctl ca init --encrypt
        pass show cluster/ca | kthwctl ca init --passphrase-file -

      EXIT STATUS
        0 written; 1 one of the files is there; 5 another run holds the directory;
        64 usage; 65 a value does not fit; 74 a file cannot be written
      """
  )

  @Argument(help: "What the files are called; also the component that decides the CN.")
  var name = "ca"

  @Option(help: "The CN, instead of kubernetes-ca, etcd-ca or front-proxy-ca.")
  var cn: String?

  @Option(help: "The whole subject as openssl takes it: /C=LU/O=kubernetes/CN=kubernetes-ca.")
  var subj: String?

  @OptionGroup var key: KeyOptions

  @Option(
    help: "How long it lasts, such as 10y or 87600h; by default 3650d.",
    transform: ArgumentReader.lifetime
  )
  var expiry = GoDuration.days(3650)

  @Option(help: "How many CAs may follow below it; without it any number.")
  var pathLength: Int?

  @OptionGroup var files: CredentialFileOptions

  @Flag(help: "Encrypt the key with a passphrase; a passphrase that is given says so as well.")
  var encrypt = false

  @OptionGroup var passphrase: PassphraseOptions

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard cn == nil || subj == nil else {
      throw ValidationError("Only one of --cn and --subj says whose CA it is.")
    }
    guard pathLength ?? 0 >= 0 else {
      throw ValidationError("--path-length is 0 or more.")
    }
  }

  func perform() throws {
    let output = try CreateAuthority.run(
      CreateAuthority.Input(
        subject: try subject,
        pathLength: pathLength,
        key: key.specification,
        lifetime: expiry,
        paths: files.paths(base: name),
        encryptsKey: encrypt || passphrase.areGiven
      ),
      in: passphrase.context()
    )
    Failure.warn(output.warnings)
    Failure.say(CredentialSummary(output).line)
  }

  private var subject: DistinguishedName {
    get throws {
      if let subj { return try DistinguishedName(openSSLSubject: subj) }
      let user = cn ?? ComponentIdentity.named(name)?.user ?? name
      return RBACIdentity(user: user).subject()
    }
  }
}
