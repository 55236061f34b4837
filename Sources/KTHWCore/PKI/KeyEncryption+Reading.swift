extension KeyEncryption {
  /// Reads an `AlgorithmIdentifier` of a scheme that encrypts private keys
  /// (RFC 8018 appendix A, RFC 7292 appendix C, RFC 7914 §7).
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, or
  ///   ``KTHWError/Code/unsupported`` for a scheme that is none of these.
  init(scheme der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    self = try reader.inside { reader in
      let identifier = try reader.objectIdentifier()
      if identifier == OID(1, 2, 840, 113_549, 1, 5, 13) {
        return try reader.inside { try KeyEncryption(pbes2: &$0) }
      }
      // PBES1 and PKCS #12 name the cipher and the derivation in one.
      let rounds = try reader.inside { reader in
        _ = try reader.octetString()
        return try reader.count()
      }
      if let cipher = KeyEncryption.pkcs12Ciphers[identifier] {
        return KeyEncryption(.pkcs12(rounds: rounds), cipher: cipher)
      }
      if let cipher = KeyEncryption.pbes1Ciphers[identifier] {
        return KeyEncryption(.pbkdf1(rounds: rounds), cipher: cipher)
      }
      throw KeyEncryption.unknown(identifier)
    }
    try reader.finish()
  }

  /// Reads the scheme out of an `EncryptedPrivateKeyInfo` (RFC 5208 §6).
  ///
  /// - Throws: ``KTHWError``, as for the scheme alone.
  init(encryptedKey der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    self = try reader.inside { reader in
      let scheme = try KeyEncryption(scheme: try reader.element(.sequence).whole)
      _ = try reader.octetString()
      return scheme
    }
    try reader.finish()
  }

  /// Reads the headers of a block of OpenSSL's traditional kind.
  init(headers: [PEM.Header]) {
    let information = headers.first { $0.name == "DEK-Info" }?.value ?? ""
    let cipher = information.prefix { $0 != "," }
    // Anything else may be a line of the key that slipped there.
    let isName =
      cipher.utf8.count <= 20
      && cipher.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
    self.init(.traditional, cipher: isName ? String(cipher) : "an unknown cipher")
  }

  /// How a block of PEM is encrypted; nil where it is not, or in a way that is
  /// unknown here.
  init?(of block: PEM.SecretBlock) {
    if block.isEncrypted {
      self.init(headers: block.headers)
    } else {
      guard let found = try? block.bytes.withUnsafeBytes(KeyEncryption.init(encryptedKey:)) else {
        return nil
      }
      self = found
    }
  }

  private init(pbes2 reader: inout DERReader) throws {
    let derivation = try reader.inside { reader in
      let function = try reader.objectIdentifier()
      switch function {
      case OID(1, 2, 840, 113_549, 1, 5, 12): return try reader.inside(reading: Derivation.pbkdf2)
      case OID(1, 3, 6, 1, 4, 1, 11591, 4, 11): return try reader.inside(reading: Derivation.scrypt)
      default: throw KeyEncryption.unknown(function)
      }
    }
    let cipher = try reader.inside { reader in
      let cipher = try reader.objectIdentifier()
      if !reader.isAtEnd { _ = try reader.element() }
      return cipher
    }
    self.init(derivation, cipher: KeyEncryption.ciphers[cipher] ?? cipher.description)
  }

  private static func unknown(_ scheme: OID) -> KTHWError {
    KTHWError(
      .unsupported,
      "the private key is encrypted in a way that is unknown here: \(scheme)",
      hint: "encrypt a copy anew with: openssl pkcs8 -topk8 -v2 aes256 -in FILE -out COPY"
    )
  }
}

extension KeyEncryption.Derivation {
  fileprivate static func pbkdf2(_ reader: inout DERReader) throws -> Self {
    _ = try reader.octetString()
    let rounds = try reader.count()
    _ = try reader.optional(.integer)
    var hash = "SHA-1"
    if !reader.isAtEnd {
      hash = try reader.inside { reader in
        let function = try reader.objectIdentifier()
        if !reader.isAtEnd { _ = try reader.element() }
        return KeyEncryption.hashes[function] ?? function.description
      }
    }
    return .pbkdf2(hash: hash, rounds: rounds)
  }

  fileprivate static func scrypt(_ reader: inout DERReader) throws -> Self {
    _ = try reader.octetString()
    let cost = try reader.count()
    let blockSize = try reader.count()
    let parallelization = try reader.count()
    _ = try reader.optional(.integer)
    return .scrypt(cost: cost, blockSize: blockSize, parallelization: parallelization)
  }
}

extension DERReader {
  /// Reads an INTEGER that counts something; what is beyond all measure
  /// becomes the largest number there is.
  fileprivate mutating func count() throws -> Int {
    let magnitude = try unsignedInteger()
    guard magnitude.count < 8 else { return .max }
    return magnitude.reduce(0) { $0 << 8 | Int($1) }
  }

  fileprivate mutating func inside<Result>(
    reading read: (inout DERReader) throws -> Result
  ) throws -> Result {
    try inside(.sequence, read)
  }
}

// MARK: - Names

extension KeyEncryption {
  fileprivate static let hashes: [OID: String] = [
    OID(1, 2, 840, 113_549, 2, 7): "SHA-1",
    OID(1, 2, 840, 113_549, 2, 8): "SHA-224",
    OID(1, 2, 840, 113_549, 2, 9): "SHA-256",
    OID(1, 2, 840, 113_549, 2, 10): "SHA-384",
    OID(1, 2, 840, 113_549, 2, 11): "SHA-512",
    OID(1, 2, 840, 113_549, 2, 12): "SHA-512/224",
    OID(1, 2, 840, 113_549, 2, 13): "SHA-512/256",
  ]

  fileprivate static let ciphers: [OID: String] = [
    OID(2, 16, 840, 1, 101, 3, 4, 1, 2): "AES-128-CBC",
    OID(2, 16, 840, 1, 101, 3, 4, 1, 22): "AES-192-CBC",
    OID(2, 16, 840, 1, 101, 3, 4, 1, 42): "AES-256-CBC",
    OID(1, 2, 840, 113_549, 3, 2): "RC2-CBC",
    OID(1, 2, 840, 113_549, 3, 7): "DES-EDE3-CBC",
    OID(1, 3, 14, 3, 2, 7): "DES-CBC",
    OID(1, 2, 392, 200_011, 61, 1, 1, 1, 2): "CAMELLIA-128-CBC",
    OID(1, 2, 392, 200_011, 61, 1, 1, 1, 3): "CAMELLIA-192-CBC",
    OID(1, 2, 392, 200_011, 61, 1, 1, 1, 4): "CAMELLIA-256-CBC",
  ]

  fileprivate static let pkcs12Ciphers: [OID: String] = [
    OID(1, 2, 840, 113_549, 1, 12, 1, 1): "RC4-128",
    OID(1, 2, 840, 113_549, 1, 12, 1, 2): "RC4-40",
    OID(1, 2, 840, 113_549, 1, 12, 1, 3): "DES-EDE3-CBC",
    OID(1, 2, 840, 113_549, 1, 12, 1, 4): "DES-EDE-CBC",
    OID(1, 2, 840, 113_549, 1, 12, 1, 5): "RC2-128-CBC",
    OID(1, 2, 840, 113_549, 1, 12, 1, 6): "RC2-40-CBC",
  ]

  fileprivate static let pbes1Ciphers: [OID: String] = [
    OID(1, 2, 840, 113_549, 1, 5, 1): "DES-CBC",
    OID(1, 2, 840, 113_549, 1, 5, 3): "DES-CBC",
    OID(1, 2, 840, 113_549, 1, 5, 4): "RC2-64-CBC",
    OID(1, 2, 840, 113_549, 1, 5, 6): "RC2-64-CBC",
    OID(1, 2, 840, 113_549, 1, 5, 10): "DES-CBC",
    OID(1, 2, 840, 113_549, 1, 5, 11): "RC2-64-CBC",
  ]
}
