/// An algorithm and its parameters (RFC 5280 §4.1.1.2), of those that keys
/// and signatures use here: none, NULL, or the name of a curve.
struct AlgorithmIdentifier: Hashable, Sendable {
  var algorithm: OID
  var parameters: Parameters

  enum Parameters: Hashable, Sendable {
    case absent
    case null
    case named(OID)
    /// Anything else: DSA's numbers, explicit curves, PSS's hashes.
    case other
  }

  init(_ algorithm: OID, _ parameters: Parameters = .absent) {
    self.algorithm = algorithm
    self.parameters = parameters
  }

  /// RSA keys; the NULL is demanded (RFC 3279 §2.3.1).
  static let rsaEncryption = AlgorithmIdentifier(.rsaEncryption, .null)
  /// Ed25519 keys and signatures; parameters are forbidden (RFC 8410 §3).
  static let ed25519 = AlgorithmIdentifier(.ed25519)

  /// Keys on a named curve (RFC 5480 §2.1.1).
  static func ecPublicKey(_ curve: OID) -> AlgorithmIdentifier {
    AlgorithmIdentifier(.ecPublicKey, .named(curve))
  }

  /// The curve, where the algorithm is elliptic and the curve has a name.
  var curve: OID? {
    if algorithm == .ecPublicKey, case .named(let curve) = parameters { curve } else { nil }
  }

  var der: [UInt8] {
    DERWriter.bytes {
      $0.sequence { writer in
        writer.objectIdentifier(algorithm)
        switch parameters {
        case .absent, .other: break
        case .null: writer.null()
        case .named(let oid): writer.objectIdentifier(oid)
        }
      }
    }
  }

  /// Reads the next element.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  init(from reader: inout DERReader) throws {
    (algorithm, parameters) = try reader.inside { reader in
      let algorithm = try reader.objectIdentifier()
      switch reader.nextTag {
      case nil: return (algorithm, .absent)
      case .null?:
        try reader.null()
        return (algorithm, .null)
      case .objectIdentifier?: return (algorithm, .named(try reader.objectIdentifier()))
      default:
        _ = try reader.element()
        return (algorithm, .other)
      }
    }
  }
}

extension SignatureAlgorithm {
  /// How certificates and requests name the algorithm: with NULL for RSA
  /// (RFC 4055 §5), without parameters for ECDSA (RFC 5758 §3.2) and Ed25519.
  var identifier: AlgorithmIdentifier {
    switch self {
    case .sha256WithRSA, .sha384WithRSA, .sha512WithRSA: AlgorithmIdentifier(oid, .null)
    case .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512, .ed25519: AlgorithmIdentifier(oid)
    }
  }
}

extension KeySpecification {
  /// The name of the curve (RFC 5480 §2.1.1.1), for ECDSA keys.
  var curve: OID? {
    switch self {
    case .p256: .prime256v1
    case .p384: .secp384r1
    case .p521: .secp521r1
    case .rsa, .ed25519: nil
    }
  }

  /// The specification of keys on a curve, for the curves we use.
  init?(curve: OID) {
    switch curve {
    case .prime256v1: self = .p256
    case .secp384r1: self = .p384
    case .secp521r1: self = .p521
    default: return nil
    }
  }

  /// How many octets a number below the curve's order takes: the length of
  /// private scalars and of each coordinate (RFC 5915 §3).
  var fieldOctets: Int? {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    case .rsa, .ed25519: nil
    }
  }
}
