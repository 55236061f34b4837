internal import COpenSSL

extension PrivateKey {
  /// The key as unencrypted PEM.
  ///
  /// - Parameter format: ``PrivateKeyFormat/traditional`` writes the labels
  ///   `RSA PRIVATE KEY` and `EC PRIVATE KEY`, and `PRIVATE KEY` for Ed25519;
  ///   ``PrivateKeyFormat/pkcs8`` writes `PRIVATE KEY`.
  /// - Returns: the text.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func pem(_ format: PrivateKeyFormat = .traditional) throws -> SecretBytes {
    let label =
      switch (format, kind) {
      case (.traditional, .rsa): "RSA PRIVATE KEY"
      case (.traditional, .ec): "EC PRIVATE KEY"
      case (.traditional, .ed25519), (.pkcs8, _): "PRIVATE KEY"
      }
    return try der(format).withUnsafeBytes { try PEM.encodeSecret($0, label: label) }
  }

  /// The key as PKCS#8 encrypted with a passphrase, in PEM with the label
  /// `ENCRYPTED PRIVATE KEY`.
  ///
  /// The scheme is PBES2 (RFC 8018 §6.2) with AES-256-CBC and PBKDF2 of
  /// 600,000 rounds of HMAC-SHA-256, which every current tool opens; the
  /// `openssl` command would do 2,048 rounds.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for an
  ///   empty passphrase, or ``KTHWError/Code/cryptography``.
  public func pem(encryptedWith passphrase: SecretBytes) throws -> SecretBytes {
    try der(.pkcs8).withUnsafeBytes { der in
      let sealed = try PrivateKeyEncryption.seal(pkcs8: der, with: passphrase)
      return try sealed.withUnsafeBytes {
        try PEM.encodeSecret($0, label: "ENCRYPTED PRIVATE KEY")
      }
    }
  }

  /// The DER of the key.
  func der(_ format: PrivateKeyFormat) throws -> SecretBytes {
    switch kind {
    case .rsa(let bits): try rsaDER(format, bits: bits)
    case .ec(let curve): try ecDER(format, curve)
    case .ed25519: try ed25519DER()
    }
  }

  private func rsaDER(_ format: PrivateKeyFormat, bits: Int) throws -> SecretBytes {
    let names: [StaticString] = [
      "n", "e", "d", "rsa-factor1", "rsa-factor2", "rsa-exponent1", "rsa-exponent2",
      "rsa-coefficient1",
    ]
    // No number of the key is longer than its modulus.
    let width = (bits + 7) / 8
    var ends: [Int] = []
    let octets = try SecretBytes(capacity: width * names.count) { memory, count in
      for name in names {
        let number = try number(name, of: key.pointer)
        let end = count + number.byteCount
        guard end <= memory.count else { throw OpenSSLCall.failure("reading an RSA key") }
        try number.write(to: UnsafeMutableRawBufferPointer(rebasing: memory[count..<end]))
        count = end
        ends.append(end)
      }
    }
    return try octets.withUnsafeBytes { octets in
      let starts = [0] + ends.dropLast()
      let numbers = zip(starts, ends).map { UnsafeRawBufferPointer(rebasing: octets[$0..<$1]) }
      let shape = RSAPrivateKeyShape(
        modulus: numbers[0],
        publicExponent: numbers[1],
        privateExponent: numbers[2],
        prime1: numbers[3],
        prime2: numbers[4],
        exponent1: numbers[5],
        exponent2: numbers[6],
        coefficient: numbers[7]
      )
      return try format == .traditional ? shape.pkcs1() : shape.pkcs8()
    }
  }

  private func ecDER(_ format: PrivateKeyFormat, _ curve: NamedCurve) throws -> SecretBytes {
    // As long as the curve's order, zeros in front (RFC 5915 §3).
    let width = try kind.specification?.fieldOctets ?? curve.orderOctets()
    let scalar = try SecretBytes(capacity: width) { memory, count in
      let start = memory.assumingMemoryBound(to: UInt8.self).baseAddress
      count = try key.withCurveNumber { number in
        try OpenSSLCall.count("writing the number of an ECDSA key") {
          BN_bn2binpad(number, start, Int32(width))
        }
      }
    }
    return try scalar.withUnsafeBytes { scalar in
      try publicKey.keyBits.withUnsafeBytes { point in
        let shape = ECPrivateKeyShape(scalar: scalar, curve: curve.oid, point: point)
        return try format == .traditional ? shape.sec1() : shape.pkcs8()
      }
    }
  }

  private func ed25519DER() throws -> SecretBytes {
    // EVP_PKEY_get_raw_private_key would leave a copy in freed memory.
    let seed = try SecretBytes(capacity: 32) { memory, count in
      let start = memory.assumingMemoryBound(to: UInt8.self).baseAddress
      try OpenSSLCall.require("reading an Ed25519 key") {
        EVP_PKEY_get_octet_string_param(
          key.pointer,
          ("priv" as StaticString).cString,
          start,
          memory.count,
          &count
        )
      }
    }
    return try seed.withUnsafeBytes { try PKCS8Shape.ed25519(seed: $0) }
  }
}
