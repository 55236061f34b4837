internal import COpenSSL

// Keys on elliptic curves hold the form of libcrypto's own functions for them,
// without its layer of names and providers above, in which threads wait for
// each other (Docs/decisions/0017-curve-keys.md).
extension Owned where Release == KeyRelease {
  /// Makes a new key on a curve, of OpenSSL's own chance.
  init(generatedOn curve: CurveGroup) throws {
    self.init(
      adopting: try OpenSSLCall.pointer("making an ECDSA key") {
        kthw_curve_key_generate(curve.pointer)
      }
    )
  }

  /// Makes a key of a curve's number and the point that belongs to it.
  init(
    curve: CurveGroup,
    scalar: borrowing OwnedNumber,
    point: borrowing OwnedPoint
  ) throws {
    self.init(
      adopting: try OpenSSLCall.pointer("putting an ECDSA key together") {
        kthw_curve_key_new(curve.pointer, scalar.pointer, point.pointer)
      }
    )
  }

  /// Makes the public half of a key on a curve, of a point that may be
  /// compressed (SEC1 §2.3.3).
  ///
  /// A fifth of what reading its encoding costs, for which OpenSSL first
  /// looks through everything that it can decode.
  init(curve: NamedCurve, point octets: [UInt8]) throws {
    let group = try curve.group()
    let point = try OwnedPoint(on: group)
    try OpenSSLCall.require("reading the point of an ECDSA key") {
      EC_POINT_oct2point(group.pointer, point.pointer, octets, octets.count, nil)
    }
    self.init(
      adopting: try OpenSSLCall.pointer("putting an ECDSA key together") {
        kthw_curve_key_new(group.pointer, nil, point.pointer)
      }
    )
  }

  /// The point of a key on a curve, uncompressed (SEC1 §2.3.3).
  func curvePoint() throws -> [UInt8] {
    // The longest, P-521's, has 133 bytes; OpenSSL's other curves stay below.
    let capacity = 160
    return try [UInt8](unsafeUninitializedCapacity: capacity) { memory, count in
      count = kthw_curve_key_point(pointer, memory.baseAddress, capacity)
      guard count > 0 else { throw OpenSSLCall.failure("reading an ECDSA public key") }
    }
  }

  /// The private number of a key on a curve, which the key lends to the body.
  func withCurveNumber<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
    try body(
      try OpenSSLCall.pointer("reading the number of an ECDSA key") {
        kthw_curve_key_number(pointer)
      }
    )
  }

  /// Signs a hash with a key on a curve.
  ///
  /// - Returns: the DER of `Ecdsa-Sig-Value`.
  func curveSignature(of hash: UnsafeBufferPointer<UInt8>) throws -> [UInt8] {
    let capacity = try OpenSSLCall.count("signing") { kthw_curve_key_signature_limit(pointer) }
    return try [UInt8](unsafeUninitializedCapacity: capacity) { signature, count in
      OpenSSLCall.forgetErrors()
      let length = kthw_curve_key_sign(
        pointer,
        hash.baseAddress,
        Int32(hash.count),
        signature.baseAddress
      )
      guard length > 0 else { throw OpenSSLCall.failure("signing") }
      count = Int(length)
    }
  }

  /// Whether something is the signature of a hash by a key on a curve.
  func isCurveSignature(
    _ signature: UnsafeBufferPointer<UInt8>,
    of hash: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    kthw_curve_key_verify(
      pointer,
      hash.baseAddress,
      Int32(hash.count),
      signature.baseAddress,
      Int32(signature.count)
    ) == 1
  }
}

extension Owned where Release == PointRelease {
  /// A point of a curve, yet to be set.
  init(on curve: CurveGroup) throws {
    self.init(
      adopting: try OpenSSLCall.pointer("making room for a point") { EC_POINT_new(curve.pointer) }
    )
  }
}
