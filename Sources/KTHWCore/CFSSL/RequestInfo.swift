/// What `cfssl certinfo -csr` says about a certificate signing request: Go's
/// `x509.CertificateRequest` as JSON.
public struct RequestInfo: Hashable, Sendable {
  /// The request.
  public let request: RequestFacts
  private let parts: Parts

  /// Creates the information about a request that was read.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` where its DER is
  ///   not a request's.
  public init(_ request: RequestFacts) throws {
    self.request = request
    parts = try Parts(request.der)
  }

  /// The JSON as cfssl prints it, indented by two spaces, with its newline.
  public var json: String { JSONWriter.indented(node) + "\n" }

  /// The JSON as a tree.
  public var node: Node {
    let kind = RequestInfo.keyKind(request.publicKey)
    return .mapping([
      "Raw": RequestInfo.base64(request.der),
      "RawTBSCertificateRequest": RequestInfo.base64(parts.signed),
      "RawSubjectPublicKeyInfo": RequestInfo.base64(request.publicKey.subjectPublicKeyInfo),
      "RawSubject": RequestInfo.base64(request.subjectDER),
      "RawSignatureAlgorithm": RequestInfo.base64(parts.algorithm),
      "Version": .integer(0),
      "Signature": RequestInfo.base64(parts.signature),
      "SignatureAlgorithm": .integer(RequestInfo.algorithms[request.signatureAlgorithmName] ?? 0),
      "PublicKeyAlgorithm": .integer(kind.rawValue),
      "PublicKey": RequestInfo.node(of: request.publicKey, kind),
      "Subject": RequestInfo.node(of: request.subject),
      "Attributes": attributes,
      "Extensions": RequestInfo.list(request.extensions.map(RequestInfo.node)),
      "ExtraExtensions": .null,
      "DNSNames": names { if case .dns(let name) = $0 { .string(name) } else { nil } },
      "EmailAddresses": names { if case .email(let name) = $0 { .string(name) } else { nil } },
      "IPAddresses": names {
        if case .ip(let address) = $0 { .string(address.description) } else { nil }
      },
      "URIs": names {
        if case .uri(let uri) = $0 { (try? GoURL(reference: uri))?.node } else { nil }
      },
    ])
  }

  /// Go's numbers for signature algorithms (`crypto/x509`).
  private static let algorithms: [String: Int] = [
    "MD5WithRSA": 2, "SHA1WithRSA": 3, "SHA256WithRSA": 4, "SHA384WithRSA": 5,
    "SHA512WithRSA": 6, "DSAWithSHA1": 7, "DSAWithSHA256": 8, "ECDSAWithSHA1": 9,
    "ECDSAWithSHA256": 10, "ECDSAWithSHA384": 11, "ECDSAWithSHA512": 12, "Ed25519": 16,
  ]

  private func names(_ node: (SubjectAlternativeName) -> Node?) -> Node {
    RequestInfo.list(request.subjectAlternativeNames.compactMap(node))
  }

  /// Go reads the extensions a second time, in an old shape that has no room
  /// for `critical` and shows nothing in the value's place then.
  private var attributes: Node {
    guard !request.extensions.isEmpty else { return .null }
    let values = request.extensions.map { item in
      Node.mapping([
        "Type": RequestInfo.arcs(item.oid),
        "Value": item.isCritical ? .null : RequestInfo.base64(item.value),
      ])
    }
    return .sequence([
      .mapping([
        "Type": RequestInfo.arcs(.extensionRequest),
        "Value": .sequence([.sequence(values)]),
      ])
    ])
  }
}

// MARK: - Pieces

extension RequestInfo {
  /// The octets of a request that its facts do not hold.
  private struct Parts: Hashable, Sendable {
    var signed: [UInt8]
    var algorithm: [UInt8]
    var signature: [UInt8]

    init(_ der: [UInt8]) throws {
      self = try DERReader.read(der) { reader in
        try reader.inside { inner in
          Parts(
            signed: Array(try inner.element(.sequence).whole),
            algorithm: Array(try inner.element(.sequence).whole),
            signature: Array(try inner.bitString())
          )
        }
      }
    }

    private init(signed: [UInt8], algorithm: [UInt8], signature: [UInt8]) {
      self.signed = signed
      self.algorithm = algorithm
      self.signature = signature
    }
  }

  /// Go's numbers for key algorithms.
  private enum KeyKind: Int {
    case unknown = 0
    case rsa = 1
    case ecdsa = 3
    case ed25519 = 4
  }

  private static func keyKind(_ key: PublicKey) -> KeyKind {
    if key.algorithmName.hasPrefix("RSA") { return .rsa }
    if key.algorithmName.hasPrefix("ECDSA") { return .ecdsa }
    return key.algorithmName == "Ed25519" ? .ed25519 : .unknown
  }

  private static func node(of key: PublicKey, _ kind: KeyKind) -> Node {
    switch kind {
    case .rsa:
      let numbers = try? DERReader.read(key.keyBits) { reader in
        try reader.inside { inner in
          [Array(try inner.unsignedInteger()), Array(try inner.unsignedInteger())]
        }
      }
      guard let numbers else { return .null }
      return .mapping(["N": number(numbers[0]), "E": number(numbers[1])])
    case .ecdsa:
      // An uncompressed point: 4, then both coordinates (SEC 1 §2.3.3).
      guard key.keyBits.first == 4, key.keyBits.count % 2 == 1 else { return .null }
      let half = key.keyBits.count / 2
      return .mapping([
        "Curve": .mapping([Node.Entry]()), "X": number(key.keyBits[1...half]),
        "Y": number(key.keyBits[(half + 1)...]),
      ])
    case .ed25519: return base64(key.keyBits)
    case .unknown: return .null
    }
  }

  private static func node(of name: DistinguishedName) -> Node {
    func values(_ type: OID) -> Node { list(name.values(of: type).map(Node.string)) }
    func last(_ type: OID) -> Node { .string(name.values(of: type).last ?? "") }
    return .mapping([
      "Country": values(.country),
      "Organization": values(.organization),
      "OrganizationalUnit": values(.organizationalUnit),
      "Locality": values(.locality),
      "Province": values(.province),
      "StreetAddress": values(.streetAddress),
      "PostalCode": values(.postalCode),
      "SerialNumber": last(.serialNumber),
      "CommonName": last(.commonName),
      "Names": list(
        name.attributes.map { .mapping(["Type": arcs($0.type), "Value": .string($0.value)]) }
      ),
      "ExtraNames": .null,
    ])
  }

  private static func node(of item: CertificateExtension) -> Node {
    .mapping([
      "Id": arcs(item.oid), "Critical": .boolean(item.isCritical), "Value": base64(item.value),
    ])
  }

  /// A Go slice: without elements it is nil.
  private static func list(_ items: [Node]) -> Node {
    items.isEmpty ? .null : .sequence(items)
  }

  private static func arcs(_ oid: OID) -> Node {
    .sequence(oid.arcs.map { Node(.scalar(.init(String($0), .integer))) })
  }

  private static func base64(_ octets: [UInt8]) -> Node { .string(Base64.encode(octets)) }

  /// The longest number that is shown, in octets: four times what OpenSSL
  /// takes for an RSA key.
  private static let numberLimit = 8192

  /// An unsigned number, as a bare JSON number; null for one that no key has.
  private static func number(_ octets: some Collection<UInt8>) -> Node {
    guard octets.count <= numberLimit else { return .null }
    let digits = SerialNumber(integerBytes: [0] + octets).decimal
    return Node(.scalar(.init(digits, .integer)))
  }
}

extension GoURL {
  /// Go's `url.URL` as JSON; its `Userinfo` shows nothing.
  fileprivate var node: Node {
    func text(_ bytes: [UInt8]) -> Node { .string(String(decoding: bytes, as: UTF8.self)) }
    return .mapping([
      "Scheme": .string(scheme),
      "Opaque": text(opaque),
      "User": user == nil ? .null : .mapping([Node.Entry]()),
      "Host": text(host),
      "Path": text(path),
      "RawPath": text(rawPath),
      "OmitHost": .boolean(omitsHost),
      "ForceQuery": .boolean(forcesQuery),
      "RawQuery": text(query),
      "Fragment": text(fragment),
      "RawFragment": text(rawFragment),
    ])
  }
}
