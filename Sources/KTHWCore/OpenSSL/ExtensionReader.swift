internal import COpenSSL

/// Reads the extensions of a certificate or request, and what is in those
/// that matter here.
///
/// OpenSSL decodes every value, and a value that does not decode, or has
/// bytes left over, is an error: passing it over could hide a constraint.
struct ExtensionReader {
  /// The extensions in order, encoded.
  let all: [CertificateExtension]

  /// Takes extensions that are part of something else.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` where one stands
  ///   twice (RFC 5280 §4.2).
  init(_ pointers: [OpaquePointer?]) throws {
    all = try pointers.compactMap { $0 }.map { pointer in
      // Both lend what is part of the extension.
      guard let object = X509_EXTENSION_get_object(pointer),
        let data = X509_EXTENSION_get_data(pointer)
      else { throw CertificateReader.malformed("an extension is empty") }
      return CertificateExtension(
        try ExtensionReader.oid(object),
        isCritical: X509_EXTENSION_get_critical(pointer).isTrue,
        value: Array(ASN1Text(UnsafeRawPointer(data)).bytes)
      )
    }
    var seen: Set<OID> = []
    for one in all where !seen.insert(one.oid).inserted {
      throw CertificateReader.malformed("the extension \(one.oid) stands there twice")
    }
  }

  /// The identifier of an OpenSSL object.
  static func oid(_ object: OpaquePointer) throws -> OID {
    let start = OBJ_get0_data(object)
    let contents = UnsafeBufferPointer(start: start, count: OBJ_length(object))
    guard let oid = OID(derContents: contents) else {
      throw CertificateReader.malformed("an object identifier is malformed")
    }
    return oid
  }

  func keyUsage() throws -> KeyUsage? {
    let kind = Kind(.keyUsage, "keyUsage", ASN1_BIT_STRING_free) {
      d2i_ASN1_BIT_STRING(nil, $0, $1)
    }
    return try decode(kind) { bits in
      (0...8).reduce(into: KeyUsage()) { usage, bit in
        if ASN1_BIT_STRING_get_bit(bits, Int32(bit)).isTrue {
          usage.insert(KeyUsage(rawValue: 1 << bit))
        }
      }
    }
  }

  func extendedKeyUsages() throws -> [ExtendedKeyUsage]? {
    let kind = Kind(.extendedKeyUsage, "extendedKeyUsage", EXTENDED_KEY_USAGE_free) {
      d2i_EXTENDED_KEY_USAGE(nil, $0, $1)
    }
    return try decode(kind) { stack in
      try (0..<max(0, OPENSSL_sk_num(stack))).map { index in
        guard let object = OPENSSL_sk_value(stack, index) else {
          throw CertificateReader.malformed("an extended key usage is empty")
        }
        return ExtendedKeyUsage(try ExtensionReader.oid(OpaquePointer(object)))
      }
    }
  }

  func basicConstraints() throws -> BasicConstraints? {
    let kind = Kind(.basicConstraints, "basicConstraints", BASIC_CONSTRAINTS_free) {
      d2i_BASIC_CONSTRAINTS(nil, $0, $1)
    }
    return try decode(kind) { constraints in
      guard constraints.pointee.ca.isTrue else { return .endEntity }
      guard let number = constraints.pointee.pathlen else { return .authority(pathLength: nil) }
      var length: Int64 = 0
      guard ASN1_INTEGER_get_int64(&length, number) == 1, length >= 0 else {
        throw CertificateReader.malformed("the path length of basicConstraints is out of range")
      }
      return .authority(pathLength: Int(length))
    }
  }

  func subjectKeyIdentifier() throws -> [UInt8]? {
    let kind = Kind(.subjectKeyIdentifier, "subjectKeyIdentifier", ASN1_OCTET_STRING_free) {
      d2i_ASN1_OCTET_STRING(nil, $0, $1)
    }
    return try decode(kind) { Array(ASN1Text(UnsafeRawPointer($0)).bytes) }
  }

  /// The key identifier, where the extension is there and has one.
  func authorityKeyIdentifier() throws -> [UInt8]? {
    let kind = Kind(.authorityKeyIdentifier, "authorityKeyIdentifier", AUTHORITY_KEYID_free) {
      d2i_AUTHORITY_KEYID(nil, $0, $1)
    }
    let identifier: [UInt8]?? = try decode(kind) { keyID in
      keyID.pointee.keyid.map { Array(ASN1Text(UnsafeRawPointer($0)).bytes) }
    }
    return identifier ?? nil
  }

  func subjectAlternativeNames() throws -> [SubjectAlternativeName] {
    let kind = Kind(.subjectAlternativeName, "subjectAltName", GENERAL_NAMES_free) {
      d2i_GENERAL_NAMES(nil, $0, $1)
    }
    let names = try decode(kind) { stack in
      try (0..<max(0, OPENSSL_sk_num(stack))).compactMap { index in
        try ExtensionReader.name(OPENSSL_sk_value(stack, index))
      }
    }
    return names ?? []
  }

  private static func name(_ pointer: UnsafeMutableRawPointer?) throws -> SubjectAlternativeName? {
    var kind: Int32 = -1
    guard let pointer,
      // Lends the name's own value.
      let value = GENERAL_NAME_get0_value(
        pointer.assumingMemoryBound(to: GENERAL_NAME.self),
        &kind
      )
    else { return nil }
    switch kind {
    case GEN_IPADD:
      let octets = Array(ASN1Text(value).bytes)
      guard let address = try? IPAddress(octets: octets) else {
        throw CertificateReader.malformed(
          "an IP address of subjectAltName has \(octets.count) bytes; 4 or 16 expected"
        )
      }
      return .ip(address)
    case GEN_DNS: return .dns(try ascii(value, "DNS name"))
    case GEN_EMAIL: return .email(try ascii(value, "e-mail address"))
    case GEN_URI: return .uri(try ascii(value, "URI"))
    default: return nil
    }
  }

  private static func ascii(_ value: UnsafeMutableRawPointer, _ what: String) throws -> String {
    guard let ascii = ASN1Text(value).ascii else {
      throw CertificateReader.malformed("the \(what) of subjectAltName is not ASCII")
    }
    return ascii
  }
}

// MARK: - Decoding

extension ExtensionReader {
  /// How OpenSSL decodes one kind of extension.
  private struct Kind<Pointer> {
    typealias Parse = (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> Pointer?

    let oid: OID
    let name: String
    let release: (Pointer) -> Void
    let parse: Parse

    init(
      _ oid: OID,
      _ name: String,
      _ release: @escaping (Pointer) -> Void,
      parse: @escaping Parse
    ) {
      self.oid = oid
      self.name = name
      self.release = release
      self.parse = parse
    }
  }

  /// Decodes the value of an extension, or gives nil where it is absent.
  private func decode<Pointer, Value>(
    _ kind: Kind<Pointer>,
    _ read: (Pointer) throws -> Value
  ) throws -> Value? {
    guard let value = all.first(where: { $0.oid == kind.oid })?.value else { return nil }
    return try value.withUnsafeBufferPointer { value in
      var next = value.baseAddress
      let pointer = try OpenSSLCall.pointer("reading the extension \(kind.name)", code: .syntax) {
        kind.parse(&next, value.count)
      }
      defer { kind.release(pointer) }
      guard next == value.baseAddress.map({ $0 + value.count }) else {
        throw CertificateReader.malformed("the extension \(kind.name) has bytes after its end")
      }
      return try read(pointer)
    }
  }
}
