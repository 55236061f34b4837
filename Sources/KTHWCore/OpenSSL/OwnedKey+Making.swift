internal import COpenSSL

extension Owned where Release == KeyRelease {
  /// Makes a key of RSA numbers.
  init(rsa numbers: borrowing RSAKeyNumbers) throws {
    let builder = try OwnedParameterBuilder.make()
    func push(_ name: StaticString, _ number: borrowing OwnedNumber) throws {
      // The builder keeps the number's address until it builds, below.
      try OpenSSLCall.require("putting an RSA key together") {
        OSSL_PARAM_BLD_push_BN(builder.pointer, name.cString, number.pointer)
      }
    }
    try push("n", numbers.modulus)
    try push("e", numbers.publicExponent)
    try push("d", numbers.privateExponent)
    try push("rsa-factor1", numbers.p)
    try push("rsa-factor2", numbers.q)
    try push("rsa-exponent1", numbers.exponentP)
    try push("rsa-exponent2", numbers.exponentQ)
    try push("rsa-coefficient1", numbers.coefficient)
    try self.init("RSA", of: builder)
  }

  /// Makes a key of a curve's number and the point that belongs to it.
  init(curve: NamedCurve, scalar: borrowing OwnedNumber, point: [UInt8]) throws {
    let builder = try OwnedParameterBuilder.make()
    try OpenSSLCall.require("putting an ECDSA key together") {
      OSSL_PARAM_BLD_push_BN(builder.pointer, ("priv" as StaticString).cString, scalar.pointer)
    }
    self.init(
      adopting: try .curveKey(on: curve, point, of: builder, kthw_key_pair_selection())
    )
  }

  /// Makes the public half of a key on a curve, of a point that may be
  /// compressed (SEC1 §2.3.3).
  ///
  /// A fifth of what reading its encoding costs, for which OpenSSL first
  /// looks through everything that it can decode.
  init(curve: NamedCurve, point: [UInt8]) throws {
    let builder = try OwnedParameterBuilder.make()
    self.init(
      adopting: try .curveKey(on: curve, point, of: builder, kthw_public_key_selection())
    )
  }

  /// Makes an Ed25519 key of its 32 secret bytes.
  init(ed25519 seed: UnsafeRawBufferPointer) throws {
    let start = seed.assumingMemoryBound(to: UInt8.self).baseAddress
    self.init(
      adopting: try OpenSSLCall.pointer("putting an Ed25519 key together") {
        EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, start, seed.count)
      }
    )
  }

  /// Reads a public key.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also for a key
  ///   of a kind that OpenSSL does not know.
  init(subjectPublicKeyInfo der: [UInt8]) throws {
    try OpenSSLLibrary.start()
    let key = try der.withUnsafeBufferPointer { der in
      try OpenSSLCall.pointer("reading a public key", code: .syntax) { () -> OpaquePointer? in
        var next = der.baseAddress
        guard let key = d2i_PUBKEY(nil, &next, der.count) else { return nil }
        guard next == der.baseAddress.map({ $0 + der.count }) else {
          EVP_PKEY_free(key)
          return nil
        }
        return key
      }
    }
    OpenSSLCall.forgetErrors()
    self.init(adopting: key)
  }

  fileprivate init(
    _ type: StaticString,
    of builder: borrowing OwnedParameterBuilder,
    _ selection: Int32 = kthw_key_pair_selection()
  ) throws {
    let doing = "putting a key together"
    let context = OwnedKeyContext(
      adopting: try OpenSSLCall.pointer(doing) {
        EVP_PKEY_CTX_new_from_name(nil, type.cString, nil)
      }
    )
    let parameters = try OpenSSLCall.pointer(doing) { OSSL_PARAM_BLD_to_param(builder.pointer) }
    // Wipes what came from secure numbers.
    defer { OSSL_PARAM_free(parameters) }
    try OpenSSLCall.require(doing) { EVP_PKEY_fromdata_init(context.pointer) }
    var key: OpaquePointer?
    try OpenSSLCall.require(doing) {
      EVP_PKEY_fromdata(context.pointer, &key, selection, parameters)
    }
    guard let key else { throw OpenSSLCall.failure(doing) }
    self.init(adopting: key)
  }
}

extension OpaquePointer {
  /// A key on a curve, of a point and whatever else the builder holds.
  fileprivate static func curveKey(
    on curve: NamedCurve,
    _ point: [UInt8],
    of builder: borrowing OwnedParameterBuilder,
    _ selection: Int32
  ) throws -> OpaquePointer {
    let doing = "putting an ECDSA key together"
    guard let name = OBJ_nid2sn(curve.number) else { throw OpenSSLCall.failure("naming a curve") }
    // The object table's names live as long as the library.
    try OpenSSLCall.require(doing) {
      OSSL_PARAM_BLD_push_utf8_string(builder.pointer, ("group" as StaticString).cString, name, 0)
    }
    // The builder keeps the point's address until it builds.
    return try point.withUnsafeBytes { point in
      try OpenSSLCall.require(doing) {
        OSSL_PARAM_BLD_push_octet_string(
          builder.pointer,
          ("pub" as StaticString).cString,
          point.baseAddress,
          point.count
        )
      }
      return try OwnedKey("EC", of: builder, selection).relinquish()
    }
  }
}

extension Owned where Release == ParameterBuilderRelease {
  /// An empty list of parameters.
  static func make() throws -> OwnedParameterBuilder {
    OwnedParameterBuilder(
      adopting: try OpenSSLCall.pointer("putting a key together") { OSSL_PARAM_BLD_new() }
    )
  }
}
