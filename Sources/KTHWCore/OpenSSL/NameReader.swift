internal import COpenSSL

/// Reads a subject or issuer that OpenSSL has parsed.
struct NameReader {
  private let pointer: OpaquePointer
  private let role: String
  /// The name as it was encoded.
  let der: [UInt8]

  /// Takes a name that is part of something else and outlives the reader.
  init(_ pointer: OpaquePointer?, of role: String) throws {
    guard let pointer else { throw CertificateReader.malformed("the \(role) is missing") }
    self.pointer = pointer
    self.role = role
    var bytes: UnsafePointer<UInt8>?
    var count = 0
    try OpenSSLCall.require("reading the \(role)", code: .syntax) {
      // Lends the bytes that were parsed.
      X509_NAME_get0_der(pointer, &bytes, &count)
    }
    der = Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// The name with its string types and multi-valued parts.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` where a value is
  ///   not what its string type says, or is no string at all.
  func name() throws -> DistinguishedName {
    var parts: [RelativeDistinguishedName] = []
    var lastSet: Int32 = -1
    for index in 0..<max(0, X509_NAME_entry_count(pointer)) {
      guard let entry = X509_NAME_get_entry(pointer, index) else { continue }
      let attribute = try attribute(entry)
      // Entries of one multi-valued part share the number of their set.
      let set = X509_NAME_ENTRY_set(entry)
      if set == lastSet, !parts.isEmpty {
        parts[parts.count - 1].attributes.append(attribute)
      } else {
        parts.append(RelativeDistinguishedName([attribute]))
      }
      lastSet = set
    }
    return DistinguishedName(parts)
  }

  private func attribute(_ entry: OpaquePointer) throws -> NameAttribute {
    guard let object = X509_NAME_ENTRY_get_object(entry),
      let data = X509_NAME_ENTRY_get_data(entry)
    else { throw CertificateReader.malformed("the \(role) has an empty part") }
    let oid = try ExtensionReader.oid(object)
    let string = ASN1Text(UnsafeRawPointer(data))
    guard let (value, type) = string.decoded() else {
      throw CertificateReader.malformed(
        "the \(role)'s attribute \(oid) is not text of the type it says (\(string.typeName))"
      )
    }
    return NameAttribute(oid, value, as: type)
  }
}

/// A string of a certificate, in any of ASN.1's many types.
struct ASN1Text {
  private let type: Int32
  /// The contents as they stand.
  let bytes: UnsafeBufferPointer<UInt8>

  /// Takes an ASN1_STRING that outlives this value.
  init(_ string: UnsafeRawPointer) {
    type = kthw_string_type(string)
    bytes = UnsafeBufferPointer(
      start: kthw_string_bytes(string),
      count: Int(max(0, kthw_string_length(string)))
    )
  }

  /// The type's name in ASN.1.
  var typeName: String {
    ASN1_tag2str(type).map { String(cString: $0) } ?? "type \(type)"
  }

  /// The text, or nil where the bytes are not what the type says or the type
  /// is not one of text.
  func decoded() -> (String, NameAttribute.StringType)? {
    switch type {
    case V_ASN1_UTF8STRING: String(validating: bytes, as: UTF8.self).map { ($0, .utf8) }
    case V_ASN1_PRINTABLESTRING: ascii.map { ($0, .printable) }
    case V_ASN1_IA5STRING, V_ASN1_VISIBLESTRING: ascii.map { ($0, .ia5) }
    case V_ASN1_NUMERICSTRING: ascii.map { ($0, .numeric) }
    case V_ASN1_T61STRING: (text(of: bytes.map(UInt32.init)) ?? "", .teletex)
    case V_ASN1_BMPSTRING:
      bytes.count % 2 == 0
        ? String(validating: units(of: 2).map(UInt16.init), as: UTF16.self).map { ($0, .bmp) } : nil
    case V_ASN1_UNIVERSALSTRING:
      bytes.count % 4 == 0 ? text(of: units(of: 4)).map { ($0, .universal) } : nil
    default: nil
    }
  }

  /// The text where every byte is ASCII, which all narrow types demand.
  var ascii: String? {
    bytes.allSatisfy { $0 < 0x80 } ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private func units(of width: Int) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: width).map { start in
      bytes[start..<start + width].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  private func text(of scalars: [UInt32]) -> String? {
    var text = String.UnicodeScalarView()
    for scalar in scalars {
      guard let scalar = Unicode.Scalar(scalar) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }
}
