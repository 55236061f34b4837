extension InspectedObject {
  /// Everything in a text: each PEM block, or the one DER object that it is.
  ///
  /// - Parameters:
  ///   - text: the text; it may hold keys.
  ///   - file: the name that objects and errors give to it.
  /// - Returns: the objects in their order.
  /// - Throws: ``KTHWError`` with the file in its place.
  static func all(in text: SecretBytes, file: String) throws -> [InspectedObject] {
    do {
      let contents = try contents(of: text, file: file)
      return try contents.enumerated().map { index, found in
        InspectedObject(
          file: file,
          position: index + 1,
          mark: found.mark,
          content: found.content,
          fingerprint: try fingerprint(of: found.content)
        )
      }
    } catch let error as KTHWError {
      throw error.inFile(file)
    }
  }

  private static func fingerprint(of content: Content) throws -> String? {
    guard case .certificate(let facts) = content else { return nil }
    return Hexadecimal.colonSeparated(Hash.sha256(facts.der))
  }

  private static func contents(
    of text: SecretBytes,
    file: String
  ) throws -> [(content: Content, mark: SourceMark?)] {
    if let first = text.withUnsafeBytes(\.first), first == DERFirstOctet.sequence {
      return [(try content(ofDER: text), nil)]
    }
    let blocks = try text.withUnsafeBytes { try PEM.secretBlocks(in: $0, file: file) }
    guard !blocks.isEmpty else {
      throw text.withUnsafeBytes {
        PEM.missing("a certificate, request or key", in: $0, file: file)
      }
    }
    return try blocks.compactMap { block in
      do {
        return try content(of: block).map { ($0, block.mark) }
      } catch let error as KTHWError {
        throw error.within(Place(mark: block.mark))
      }
    }
  }

  /// What a block holds, or nil for parameters, which say nothing on their own.
  private static func content(of block: PEM.SecretBlock) throws -> Content? {
    switch block.label {
    case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE":
      return .certificate(try CertificateReader.certificate(der: block.publicBytes))
    case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST":
      return .request(try CertificateReader.request(der: block.publicBytes))
    case "PUBLIC KEY":
      return .publicKey(
        try PublicKey(subjectPublicKeyInfo: block.publicBytes, sha1: Hash.sha1)
      )
    case "ENCRYPTED PRIVATE KEY":
      return .encryptedKey(KeyEncryption(of: block))
    case "EC PARAMETERS", "DH PARAMETERS", "DSA PARAMETERS":
      return nil
    case let label where label.hasSuffix("PRIVATE KEY"):
      if block.isEncrypted { return .encryptedKey(KeyEncryption(of: block)) }
      let pem = try block.bytes.withUnsafeBytes { try PEM.encodeSecret($0, label: label) }
      return .privateKey(try PrivateKey(pem: pem).publicKey)
    default:
      throw KTHWError(
        .unsupported,
        "a block of the kind \(PEM.quoted(label: block.label)) cannot be shown",
        hint: "certificates, requests and keys can"
      )
    }
  }

  /// DER says nowhere what it is; a certificate is tried first.
  private static func content(ofDER text: SecretBytes) throws -> Content {
    var der = text.withUnsafeBytes { [UInt8]($0) }
    // It may be a key, and readers of other things keep nothing of that.
    defer { der.withUnsafeMutableBytes(SecretBytes.wipe) }
    if let facts = try? CertificateReader.certificate(der: der) { return .certificate(facts) }
    if let facts = try? CertificateReader.request(der: der) { return .request(facts) }
    if let key = try? PublicKey(subjectPublicKeyInfo: der, sha1: Hash.sha1) {
      return .publicKey(key)
    }
    let encryption = text.withUnsafeBytes { try? KeyEncryption(encryptedKey: $0) }
    if let encryption { return .encryptedKey(encryption) }
    let pem = try text.withUnsafeBytes { try PEM.encodeSecret($0, label: "PRIVATE KEY") }
    guard let key = try? PrivateKey(pem: pem) else {
      throw KTHWError(
        .syntax,
        "this is DER, but no certificate, request or key",
        hint: "openssl asn1parse -inform DER shows what it is"
      )
    }
    return .privateKey(key.publicKey)
  }

  /// What every DER object that can be shown begins with.
  private enum DERFirstOctet {
    static let sequence: UInt8 = 0x30
  }
}

extension PEM.SecretBlock {
  /// The contents of a block that holds nothing private.
  fileprivate var publicBytes: [UInt8] { bytes.withUnsafeBytes { [UInt8]($0) } }
}
