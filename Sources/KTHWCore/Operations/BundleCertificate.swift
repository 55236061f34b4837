/// Puts a certificate and the chain to its root together, as `cfssl bundle` does.
public enum BundleCertificate {
  /// What to bundle.
  public struct Input: Sendable {
    /// The certificate, and maybe intermediates behind it, in PEM.
    public var certificateFile: String
    /// The certificate's key, if it is to be in the bundle.
    public var keyFile: String?
    /// The trusted roots in PEM, or nil for those of the system.
    public var rootsFile: String?
    /// More intermediates in PEM.
    public var intermediatesFile: String?
    /// A directory of files with more intermediates in PEM.
    public var intermediatesDirectory: String?
    /// Whether the file's own chain is taken as it stands, without a root.
    public var takesChainAsGiven: Bool

    /// Creates an input.
    public init(
      certificateFile: String,
      keyFile: String? = nil,
      rootsFile: String? = nil,
      intermediatesFile: String? = nil,
      intermediatesDirectory: String? = nil,
      takesChainAsGiven: Bool = false
    ) {
      self.certificateFile = certificateFile
      self.keyFile = keyFile
      self.rootsFile = rootsFile
      self.intermediatesFile = intermediatesFile
      self.intermediatesDirectory = intermediatesDirectory
      self.takesChainAsGiven = takesChainAsGiven
    }
  }

  /// What was put together.
  public struct Output: Sendable {
    /// The chain, the root and the key.
    public var bundle: CertificateBundle
  }

  /// Puts the bundle together.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/verificationFailed`` where
  ///   there is no chain, or the key is another certificate's.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let pem = try InputFile.read(input.certificateFile, context: context)
    let given = try CertificateReader.certificates(pem: pem, file: input.certificateFile)
    guard let leaf = given.first else { return Output(bundle: CertificateBundle(chain: [])) }
    report(.remark("bundling certificate for \(leaf.subject)"))
    let key = try key(input.keyFile, of: leaf, in: context)
    if input.takesChainAsGiven {
      try requireChain(given, file: input.certificateFile)
      return Output(bundle: CertificateBundle(chain: given, key: key))
    }
    let chain = try chain(given, input, in: context)
    guard let root = chain.last, chain.count > 1 else {
      return Output(bundle: CertificateBundle(chain: chain, key: key))
    }
    report(.remark("the anchoring root is \(root.subject)"))
    return Output(bundle: CertificateBundle(chain: chain.dropLast(), root: root, key: key))
  }

  private static func key(
    _ file: String?,
    of leaf: CertificateFacts,
    in context: Context
  ) throws -> SecretBytes? {
    guard let file else { return nil }
    let contents = try PrivateKeyFile.read(file, in: context)
    guard contents.key.matches(leaf.publicKey) else {
      throw KTHWError(
        .keyMismatch,
        "the private key does not belong to the certificate",
        at: .file(file),
        peerWords: PeerWords(code: 2300, "Private key does not match public key")
      )
    }
    return contents.pem
  }

  private static func requireChain(_ chain: [CertificateFacts], file: String) throws {
    if chain.count == 1, chain[0].subjectDER == chain[0].issuerDER {
      throw KTHWError(
        .verificationFailed,
        "the certificate signs itself, so there is nothing to bundle",
        at: .file(file),
        peerWords: PeerWords(code: 1100, "Certificate is self signed")
      )
    }
    for (certificate, issuer) in zip(chain, chain.dropFirst()) {
      do {
        try ChainVerifier.check(certificate.der, isSignedBy: issuer.der)
      } catch let error as KTHWError {
        throw error.inFile(file).hinting("put each certificate before the one that signed it")
      }
    }
  }

  private static func chain(
    _ given: [CertificateFacts],
    _ input: Input,
    in context: Context
  ) throws -> [CertificateFacts] {
    var intermediates = given.dropFirst().map(\.der)
    if let file = input.intermediatesFile {
      intermediates += try TrustFiles.certificates(of: file, in: context)
    }
    if let directory = input.intermediatesDirectory {
      intermediates += try TrustFiles.certificates(ofDirectory: directory, in: context)
    }
    let roots =
      try input.rootsFile.map { try TrustFiles.certificates(of: $0, in: context) }
      ?? TrustFiles.systemRoots(in: context)
    var rules = ChainVerifier.Rules()
    rules.isStrict = false
    do {
      let ders = try ChainVerifier.verify(
        given[0].der,
        intermediates: intermediates,
        roots: roots,
        at: context.now(),
        rules: rules
      )
      return try ders.map { try CertificateReader.certificate(der: $0) }
    } catch let error as KTHWError where error.code == .verificationFailed {
      throw error.inFile(input.certificateFile)
        .saying(PeerWords(code: 1220, "x509: certificate signed by unknown authority"))
        .hinting("give the root with -ca-bundle and those between with -int-bundle")
    }
  }
}
