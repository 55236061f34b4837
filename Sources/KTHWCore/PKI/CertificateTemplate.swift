/// Everything that a certificate will say, decided and ready to be signed.
public struct CertificateTemplate: Hashable, Sendable {
  /// The serial number.
  public var serialNumber: SerialNumber
  /// The issuer's name as encoded.
  public var issuerDER: [UInt8]
  /// When it is good.
  public var validity: Validity
  /// Whose key it holds.
  public var subject: DistinguishedName
  /// The key.
  public var publicKey: PublicKey
  /// The extensions in order.
  public var extensions: [CertificateExtension]
  /// What whoever issues it should know, or should not do.
  public var findings: [IssuanceFinding]

  /// Creates a template from its parts; nothing is decided.
  public init(
    serialNumber: SerialNumber,
    issuerDER: [UInt8],
    validity: Validity,
    subject: DistinguishedName,
    publicKey: PublicKey,
    extensions: [CertificateExtension],
    findings: [IssuanceFinding] = []
  ) {
    self.serialNumber = serialNumber
    self.issuerDER = issuerDER
    self.validity = validity
    self.subject = subject
    self.publicKey = publicKey
    self.extensions = extensions
    self.findings = findings
  }

  /// What a program tells its user and then goes on.
  public var warnings: [Problem] { findings.filter { !$0.isFault }.map(\.problem) }

  /// Refuses what must not be issued.
  ///
  /// - Parameter ignoringIssuerDates: whether an expired or future CA passes,
  ///   which a user may insist on.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/policyViolation`` and every
  ///   fault.
  public func refuseFaults(ignoringIssuerDates: Bool = false) throws {
    let faults = findings.filter {
      $0.isFault && !(ignoringIssuerDates && $0.isAboutIssuerDates)
    }
    if let error = KTHWError(faults.map(\.problem)) { throw error }
  }
}

// MARK: - Encoding

extension CertificateTemplate {
  /// The DER of the whole certificate (RFC 5280 §4.1).
  ///
  /// - Parameter signer: whoever holds the issuer's private key.
  /// - Returns: the DER.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for dates
  ///   outside the years 0 to 9999; what the signer throws.
  public func signed(by signer: some Signer) throws -> [UInt8] {
    let algorithm = signer.signatureAlgorithm.identifier.der
    return try DERWriter.signed(by: signer, algorithm: algorithm) { writer in
      try writer.sequence { writer in try write(to: &writer, algorithm: algorithm) }
    }
  }

  /// Writes what a TBSCertificate holds.
  private func write(to writer: inout DERWriter, algorithm: [UInt8]) throws {
    writer.element(.constructed(0)) { $0.integer(2) }
    writer.integer(contents: serialNumber.integerBytes)
    writer.encoded(algorithm)
    writer.encoded(issuerDER)
    try writer.sequence { writer in
      try writer.time(validity.notBefore)
      try writer.time(validity.notAfter)
    }
    writer.encoded(subject.der)
    writer.encoded(publicKey.subjectPublicKeyInfo)
    guard !extensions.isEmpty else { return }
    let extensions = extensions
    writer.element(.constructed(3)) { writer in
      writer.sequence { writer in
        for item in extensions { item.write(to: &writer) }
      }
    }
  }
}

extension DERWriter {
  /// What `body` writes, with the algorithm and the signature behind it, as
  /// certificates and requests have them.
  ///
  /// - Throws: what `body` and the signer throw.
  static func signed(
    by signer: some Signer,
    algorithm: [UInt8],
    _ body: (inout DERWriter) throws -> Void
  ) throws -> [UInt8] {
    let signedBytes = try DERWriter.bytes(capacity: 900, body)
    let signature = try signer.signature(of: signedBytes)
    return DERWriter.bytes(capacity: signedBytes.count + signature.count + 64) { writer in
      writer.sequence { writer in
        writer.encoded(signedBytes)
        writer.encoded(algorithm)
        writer.bitString(signature)
      }
    }
  }
}
