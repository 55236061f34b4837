internal import COpenSSL

/// What a private key is, in more kinds than we make.
enum KeyKind: Hashable, Sendable {
  case rsa(bits: Int)
  case ec(NamedCurve)
  case ed25519

  /// The kind as something that we make, or nil.
  var specification: KeySpecification? {
    switch self {
    case .rsa(let bits): (2048...8192).contains(bits) ? .rsa(bits: bits) : nil
    case .ec(let curve): KeySpecification(curve: curve.oid)
    case .ed25519: .ed25519
    }
  }

  /// The kind in words, as ``PublicKey/algorithmName`` has it.
  var name: String {
    switch self {
    case .rsa(let bits): "RSA \(bits) bits"
    case .ec(let curve): "ECDSA \(curve.name)"
    case .ed25519: "Ed25519"
    }
  }
}

/// An elliptic curve that OpenSSL knows by name.
struct NamedCurve: Hashable, Sendable {
  /// The curve's identifier.
  let oid: OID
  /// OpenSSL's number of it.
  let number: Int32

  static let p256 = NamedCurve(oid: .prime256v1, number: NID_X9_62_prime256v1)
  static let p384 = NamedCurve(oid: .secp384r1, number: NID_secp384r1)
  static let p521 = NamedCurve(oid: .secp521r1, number: NID_secp521r1)

  private init(oid: OID, number: Int32) {
    self.oid = oid
    self.number = number
  }

  /// Looks up what may be a curve; ``group()`` tells.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported``.
  init(_ oid: OID) throws {
    self.oid = oid
    number = OBJ_txt2nid(oid.description)
    guard number != NID_undef else {
      throw KTHWError(.unsupported, "the elliptic curve \(oid) is unknown")
    }
  }

  /// The name in words: `P-256`, `secp256k1`.
  var name: String {
    if let name = EC_curve_nid2nist(number) { return String(cString: name) }
    return OBJ_nid2sn(number).map { String(cString: $0) } ?? oid.description
  }

  /// How many octets a private number takes.
  func orderOctets() throws -> Int {
    let group = try group()
    return (Int(EC_GROUP_order_bits(group.pointer)) + 7) / 8
  }

  /// The curve itself; those on which we make keys are opened once.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` for what is
  ///   no curve, or one that this OpenSSL does not have.
  func group() throws -> CurveGroup {
    let known: CurveGroup? =
      switch self {
      case .p256: CurveGroup.p256
      case .p384: CurveGroup.p384
      case .p521: CurveGroup.p521
      default: nil
      }
    return try known ?? CurveGroup(self)
  }
}

/// An opened curve, whose opening takes as long as a signature.
///
/// May be shared between threads.
final class CurveGroup: @unchecked Sendable {
  // Unchecked: nothing changes it.
  private let owned: OwnedCurve

  var pointer: OpaquePointer { owned.pointer }

  /// The point of which all keys' points are multiples, uncompressed.
  func generator() throws -> [UInt8] {
    let capacity = 160
    return try [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
      count = EC_POINT_point2oct(
        pointer,
        // Lent by the curve.
        EC_GROUP_get0_generator(pointer),
        POINT_CONVERSION_UNCOMPRESSED,
        memory.baseAddress,
        capacity,
        nil
      )
      guard count > 0 else { throw OpenSSLCall.failure("reading a curve's generator") }
    }
  }

  fileprivate static let p256 = try? CurveGroup(.p256)
  fileprivate static let p384 = try? CurveGroup(.p384)
  fileprivate static let p521 = try? CurveGroup(.p521)

  fileprivate init(_ curve: NamedCurve) throws {
    let doing = "opening the elliptic curve \(curve.name)"
    owned = OwnedCurve(
      adopting: try OpenSSLCall.pointer(doing, code: .unsupported) {
        EC_GROUP_new_by_curve_name(curve.number)
      }
    )
  }
}
