/// The identifier octet of a DER element (X.690 §8.1.2), for tag numbers below 31.
///
/// Certificates, requests and keys use no larger ones.
struct DERTag: Hashable, Sendable {
  let octet: UInt8

  init(_ octet: UInt8) {
    self.octet = octet
  }

  static let boolean = DERTag(0x01)
  static let integer = DERTag(0x02)
  static let bitString = DERTag(0x03)
  static let octetString = DERTag(0x04)
  static let null = DERTag(0x05)
  static let objectIdentifier = DERTag(0x06)
  static let utf8String = DERTag(0x0C)
  static let numericString = DERTag(0x12)
  static let printableString = DERTag(0x13)
  static let teletexString = DERTag(0x14)
  static let ia5String = DERTag(0x16)
  static let utcTime = DERTag(0x17)
  static let generalizedTime = DERTag(0x18)
  static let universalString = DERTag(0x1C)
  static let bmpString = DERTag(0x1E)
  static let sequence = DERTag(0x30)
  static let set = DERTag(0x31)

  /// `[number]` holding other elements, as explicit tags and tagged SEQUENCEs do.
  static func constructed(_ number: UInt8) -> DERTag {
    precondition(number < 31)
    return DERTag(0xA0 | number)
  }

  /// `[number]` holding octets, as implicitly tagged strings do.
  static func primitive(_ number: UInt8) -> DERTag {
    precondition(number < 31)
    return DERTag(0x80 | number)
  }
}

extension DERTag: CustomStringConvertible {
  /// The type's name in ASN.1: `SEQUENCE`, `[0]`.
  var description: String {
    if let name = DERTag.names[self] { return name }
    return octet & 0xC0 == 0x80 ? "[\(octet & 0x1F)]" : "tag 0x" + Hexadecimal.plain([octet])
  }

  private static let names: [DERTag: String] = [
    .boolean: "BOOLEAN", .integer: "INTEGER", .bitString: "BIT STRING",
    .octetString: "OCTET STRING", .null: "NULL", .objectIdentifier: "OBJECT IDENTIFIER",
    .utf8String: "UTF8String", .numericString: "NumericString",
    .printableString: "PrintableString", .teletexString: "TeletexString",
    .ia5String: "IA5String", .utcTime: "UTCTime", .generalizedTime: "GeneralizedTime",
    .universalString: "UniversalString", .bmpString: "BMPString", .sequence: "SEQUENCE",
    .set: "SET",
  ]
}
