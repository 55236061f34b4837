internal import COpenSSL

/// Makes OpenSSL keys of what was read, once the parts are seen to belong
/// together.
enum CheckedKey {
  /// Makes a key, which the caller then owns.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyMismatch`` where public
  ///   and private half differ, ``KTHWError/Code/invalidValue`` for numbers
  ///   that no key has, or ``KTHWError/Code/unsupported``.
  static func key(of shape: PrivateKeyShape) throws -> (OpaquePointer, KeyKind) {
    switch shape {
    case .rsa(let numbers): return try rsa(numbers)
    case .ec(let key): return try ec(key)
    case .ed25519(let seed):
      return (try OwnedKey(ed25519: seed).relinquish(), .ed25519)
    case .other(let algorithm):
      let name =
        OBJ_nid2ln(OBJ_txt2nid(algorithm.algorithm.description)).map { String(cString: $0) }
      throw KTHWError(
        .unsupported,
        "keys of type \(name ?? algorithm.algorithm.description) are not used here",
        hint: "use RSA, ECDSA or Ed25519"
      )
    case .encrypted:
      throw KTHWError(.unsupported, "the key is encrypted twice")
    }
  }

  private static func rsa(_ shape: RSAPrivateKeyShape) throws -> (OpaquePointer, KeyKind) {
    let bits = shape.modulus.count * 8 - (shape.modulus.first?.leadingZeroBitCount ?? 0)
    // Below, no signature fits; above, OpenSSL itself refuses.
    guard (512...16384).contains(bits) else {
      throw KTHWError(.unsupported, "RSA keys of \(bits) bits are not used here")
    }
    let numbers = RSAKeyNumbers(
      modulus: try .secret(shape.modulus),
      publicExponent: try .secret(shape.publicExponent),
      privateExponent: try .secret(shape.privateExponent),
      p: try .secret(shape.prime1),
      q: try .secret(shape.prime2),
      exponentP: try .secret(shape.exponent1),
      exponentQ: try .secret(shape.exponent2),
      coefficient: try .secret(shape.coefficient)
    )
    let scratch = OwnedNumberContext(
      adopting: try OpenSSLCall.pointer("making room for numbers") { BN_CTX_secure_new() }
    )
    guard try numbers.isConsistent(using: scratch) else {
      throw KTHWError(.keyMismatch, "the numbers of the RSA key do not belong together")
    }
    return (try OwnedKey(rsa: numbers).relinquish(), .rsa(bits: bits))
  }

  private static func ec(_ shape: ECPrivateKeyShape) throws -> (OpaquePointer, KeyKind) {
    guard let oid = shape.curve else {
      throw KTHWError(.unsupported, "the elliptic key does not name its curve")
    }
    let curve = try NamedCurve(oid)
    let group = try curve.group()
    let scalar = try OwnedNumber.secret(shape.scalar)
    guard !BN_is_zero(scalar.pointer).isTrue,
      // Lends the curve's own number.
      BN_cmp(scalar.pointer, EC_GROUP_get0_order(group.pointer)) < 0
    else { throw KTHWError(.invalidValue, "the private number is not one of \(curve.name)") }
    let scratch = OwnedNumberContext(
      adopting: try OpenSSLCall.pointer("making room for numbers") { BN_CTX_secure_new() }
    )
    let point = try multiple(of: scalar, on: group, scratch)
    if let given = shape.point {
      guard try matches(given, point, on: group, scratch) else {
        throw KTHWError(.keyMismatch, "the public half of the key is another key's")
      }
    }
    return (try OwnedKey(curve: group, scalar: scalar, point: point).relinquish(), .ec(curve))
  }

  /// Whether an encoded point, compressed or not, is a certain point.
  private static func matches(
    _ octets: UnsafeRawBufferPointer,
    _ point: borrowing OwnedPoint,
    on group: CurveGroup,
    _ scratch: borrowing OwnedNumberContext
  ) throws -> Bool {
    let other = try OwnedPoint(on: group)
    let start = octets.assumingMemoryBound(to: UInt8.self).baseAddress
    defer { OpenSSLCall.forgetErrors() }
    guard
      EC_POINT_oct2point(group.pointer, other.pointer, start, octets.count, scratch.pointer) == 1
    else { return false }
    return EC_POINT_cmp(group.pointer, point.pointer, other.pointer, scratch.pointer) == 0
  }

  /// The public half of a private number.
  static func multiple(
    of scalar: borrowing OwnedNumber,
    on group: CurveGroup,
    _ scratch: borrowing OwnedNumberContext
  ) throws -> OwnedPoint {
    let point = try OwnedPoint(on: group)
    try OpenSSLCall.require("finding the public half of an elliptic key") {
      EC_POINT_mul(group.pointer, point.pointer, scalar.pointer, nil, nil, scratch.pointer)
    }
    return point
  }
}
