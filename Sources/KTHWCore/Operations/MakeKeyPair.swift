/// Makes a bare key pair, as service account tokens are signed with.
public enum MakeKeyPair {
  /// What is wanted.
  public struct Input: Sendable {
    /// What kind of key to make.
    public var key: KeySpecification
    /// Where the private key goes, PEM, mode 0600.
    public var privateKeyPath: String
    /// Where the public key goes, PEM.
    public var publicKeyPath: String
    /// Whether keys that are there may be replaced.
    public var isReplacing: Bool

    /// Creates an input.
    public init(
      key: KeySpecification = .p256,
      privateKeyPath: String,
      publicKeyPath: String,
      isReplacing: Bool = false
    ) {
      self.key = key
      self.privateKeyPath = privateKeyPath
      self.publicKeyPath = publicKeyPath
      self.isReplacing = isReplacing
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The public half.
    public var publicKey: PublicKey
    /// The files that were written.
    public var written: [String]
  }

  /// Makes it.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` for a key
  ///   that would be lost, ``KTHWError/Code/invalidValue`` for a kind of key
  ///   that cannot sign tokens, and what writing throws.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    guard input.key != .ed25519 else {
      // The API server takes RSA and ECDSA alone for service accounts.
      throw KTHWError(
        .invalidValue,
        "Kubernetes does not sign service account tokens with Ed25519",
        hint: "use rsa-2048 or ecdsa-256"
      )
    }
    let key = try PrivateKey.generate(input.key, using: Engine())
    let replacement: OutputFile.Replacement = input.isReplacing ? .replace : .refuseExisting
    let files = [
      OutputFile(
        input.privateKeyPath,
        .secret(try key.pem()),
        mode: .ownerOnly,
        replacement: replacement
      ),
      OutputFile(
        input.publicKeyPath,
        .text(key.publicKey.pem),
        mode: .everyoneReads,
        replacement: replacement
      ),
    ]
    do {
      try FileWriter.write(files, context: context)
    } catch let error as KTHWError where error.code == .alreadyExists {
      throw error.hinting("tokens signed with it would be refused; --replace makes a new one")
    }
    return Output(publicKey: key.publicKey, written: files.map(\.path))
  }
}
