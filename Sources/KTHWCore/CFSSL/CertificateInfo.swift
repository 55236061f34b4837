/// What `cfssl certinfo` says about a certificate.
public struct CertificateInfo: Hashable, Sendable {
  /// The certificate.
  public let certificate: CertificateFacts

  /// Creates the information about a certificate that was read.
  public init(_ certificate: CertificateFacts) {
    self.certificate = certificate
  }

  /// The JSON as cfssl prints it, indented by two spaces, with its newline.
  ///
  /// E-mail addresses and URIs are not among `sans`, as in cfssl.
  public var json: String { JSONWriter.indented(node) + "\n" }

  /// The JSON as a tree.
  public var node: Node {
    let names = sans.map(Node.string)
    return .mapping([
      "subject": CertificateInfo.node(of: certificate.subject),
      "issuer": CertificateInfo.node(of: certificate.issuer),
      "serial_number": .string(certificate.serialNumber.decimal),
      "sans": names.isEmpty ? nil : .sequence(names),
      "not_before": .string(certificate.validity.notBefore.rfc3339),
      "not_after": .string(certificate.validity.notAfter.rfc3339),
      "sigalg": .string(CertificateInfo.algorithm(certificate.signatureAlgorithmName)),
      "authority_key_id": .string(identifier(certificate.authorityKeyIdentifier)),
      "subject_key_id": .string(identifier(certificate.subjectKeyIdentifier)),
      "pem": .string(PEM.encode(certificate.der, label: "CERTIFICATE")),
    ])
  }

  /// DNS names, then IP addresses.
  private var sans: [String] {
    let names = certificate.subjectAlternativeNames
    let hosts = names.compactMap { if case .dns(let name) = $0 { name } else { nil } }
    return hosts
      + names.compactMap { if case .ip(let address) = $0 { address.description } else { nil } }
  }

  private func identifier(_ octets: [UInt8]?) -> String {
    Hexadecimal.colonSeparated(octets ?? [])
  }

  private static func node(of name: DistinguishedName) -> Node {
    func single(_ type: OID) -> Node? { nonEmpty(name.values(of: type).last ?? "") }
    func joined(_ type: OID) -> Node? { nonEmpty(name.values(of: type).joined(separator: ",")) }
    let values = name.attributes.map { Node.string($0.value) }
    return .mapping([
      "common_name": single(.commonName),
      "serial_number": single(.serialNumber),
      "country": joined(.country),
      "organization": joined(.organization),
      "organizational_unit": joined(.organizationalUnit),
      "locality": joined(.locality),
      "province": joined(.province),
      "street_address": joined(.streetAddress),
      "postal_code": joined(.postalCode),
      "names": values.isEmpty ? nil : .sequence(values),
    ])
  }

  private static func nonEmpty(_ text: String) -> Node? {
    text.isEmpty ? nil : .string(text)
  }

  /// cfssl's name for a signature algorithm; it knows these and no others.
  static func algorithm(_ name: String) -> String {
    let known = [
      "MD5WithRSA", "SHA1WithRSA", "SHA256WithRSA", "SHA384WithRSA", "SHA512WithRSA",
      "DSAWithSHA1", "DSAWithSHA256", "ECDSAWithSHA1", "ECDSAWithSHA256", "ECDSAWithSHA384",
      "ECDSAWithSHA512", "Ed25519",
    ]
    return known.contains(name) ? name : "Unknown Signature"
  }
}
