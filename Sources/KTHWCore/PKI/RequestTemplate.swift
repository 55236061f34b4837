/// Everything that a certificate signing request will say, ready to be signed
/// (PKCS#10, RFC 2986).
public struct RequestTemplate: Hashable, Sendable {
  /// The subject that is asked for.
  public var subject: DistinguishedName
  /// The key.
  public var publicKey: PublicKey
  /// The extensions that are asked for, in order.
  public var extensions: [CertificateExtension]

  /// Creates a template from its parts.
  public init(
    subject: DistinguishedName,
    publicKey: PublicKey,
    extensions: [CertificateExtension] = []
  ) {
    self.subject = subject
    self.publicKey = publicKey
    self.extensions = extensions
  }

  /// Creates a template from what is asked for, with cfssl's order: names,
  /// basic constraints, delegation, all others.
  ///
  /// Names are grouped by kind and never critical, even without a subject.
  /// - Parameter request: what is asked for.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a name
  ///   that is not ASCII.
  public init(_ request: borrowing IssuanceRequest) throws {
    var extensions: [CertificateExtension] = []
    if !request.names.isEmpty {
      extensions.append(try .subjectAlternativeName(request.names.groupedByKind()))
    }
    if let constraints = request.basicConstraints {
      extensions.append(.basicConstraints(constraints))
    }
    if request.isDelegation { extensions.append(.delegationUsage) }
    self.init(
      subject: request.subject,
      publicKey: request.publicKey,
      extensions: extensions + request.requestedExtensions
    )
  }

  /// The DER of the whole request.
  ///
  /// Without extensions the attributes are there and empty, as RFC 2986 §4.1
  /// demands.
  /// - Parameter signer: whoever holds the private key.
  /// - Returns: the DER.
  /// - Throws: what the signer throws.
  public func signed(by signer: some Signer) throws -> [UInt8] {
    let algorithm = signer.signatureAlgorithm.identifier.der
    // Each closure below would keep a copy of the whole template.
    let (subject, key, extensions) = (subject.der, publicKey.subjectPublicKeyInfo, extensions)
    return try DERWriter.signed(by: signer, algorithm: algorithm) { writer in
      writer.sequence { writer in
        writer.integer(0)
        writer.encoded(subject)
        writer.encoded(key)
        writer.element(.constructed(0)) { writer in
          guard !extensions.isEmpty else { return }
          writer.sequence { writer in
            writer.objectIdentifier(.extensionRequest)
            writer.element(.set) { writer in
              writer.sequence { writer in
                for item in extensions { item.write(to: &writer) }
              }
            }
          }
        }
      }
    }
  }
}
