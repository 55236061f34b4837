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
    try self.init(rsaOf: builder)
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

  private init(rsaOf builder: borrowing OwnedParameterBuilder) throws {
    let doing = "putting an RSA key together"
    let context = OwnedKeyContext(
      adopting: try OpenSSLCall.pointer(doing) {
        EVP_PKEY_CTX_new_from_name(nil, "RSA", nil)
      }
    )
    let parameters = try OpenSSLCall.pointer(doing) { OSSL_PARAM_BLD_to_param(builder.pointer) }
    // Wipes what came from secure numbers.
    defer { OSSL_PARAM_free(parameters) }
    try OpenSSLCall.require(doing) { EVP_PKEY_fromdata_init(context.pointer) }
    var key: OpaquePointer?
    try OpenSSLCall.require(doing) {
      EVP_PKEY_fromdata(context.pointer, &key, kthw_key_pair_selection(), parameters)
    }
    guard let key else { throw OpenSSLCall.failure(doing) }
    self.init(adopting: key)
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
