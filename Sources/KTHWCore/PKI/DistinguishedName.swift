/// A subject or issuer: relative distinguished names in order (RFC 5280 §4.1.2.4).
public struct DistinguishedName: Hashable, Sendable {
  /// The parts, from the outermost (often the country) inwards.
  public var relativeNames: [RelativeDistinguishedName]

  /// Creates a name from its parts; no parts make the empty name.
  public init(_ relativeNames: [RelativeDistinguishedName] = []) {
    self.relativeNames = relativeNames
  }

  /// Creates a name whose parts hold one attribute each.
  public init(attributes: [NameAttribute]) {
    relativeNames = attributes.map { RelativeDistinguishedName([$0]) }
  }

  /// Whether the name has no parts.
  public var isEmpty: Bool { relativeNames.isEmpty }

  /// Every attribute, in order.
  public var attributes: [NameAttribute] { relativeNames.flatMap(\.attributes) }

  /// The values of one attribute type, in order.
  public func values(of type: OID) -> [String] {
    attributes.filter { $0.type == type }.map(\.value)
  }

  /// The last common name, which Kubernetes takes as the user.
  public var commonName: String? { values(of: .commonName).last }

  /// The organizations, which Kubernetes takes as the user's groups.
  public var organizations: [String] { values(of: .organization) }
}

/// One part of a distinguished name: a set of attributes, mostly of one.
public struct RelativeDistinguishedName: Hashable, Sendable {
  /// The attributes; encoding sorts them as DER demands (X.690 §11.6).
  public var attributes: [NameAttribute]

  /// Creates a part.
  public init(_ attributes: [NameAttribute]) {
    self.attributes = attributes
  }
}

/// One attribute of a name: its type, its value, and how it is encoded.
public struct NameAttribute: Hashable, Sendable {
  /// The attribute's type, such as `2.5.4.3` for a common name.
  public var type: OID
  /// The value.
  public var value: String
  /// The ASN.1 string type.
  public var stringType: StringType

  /// Creates an attribute; without a string type the narrowest of
  /// PrintableString and UTF8String that can hold the value is chosen.
  public init(_ type: OID, _ value: String, as stringType: StringType? = nil) {
    self.type = type
    self.value = value
    self.stringType = stringType ?? StringType.narrowest(for: value)
  }

  /// The ASN.1 string types that names use.
  public enum StringType: Hashable, Sendable {
    /// Letters, digits, space and `'()+,-./:=?`.
    case printable
    /// Any Unicode text.
    case utf8
    /// ASCII, as PKCS#9 wants for e-mail addresses.
    case ia5
    /// Teletex, read as Latin-1; seen in old certificates, never made here.
    case teletex
    /// UTF-16 big-endian; seen in old certificates, never made here.
    case bmp
    /// UTF-32 big-endian; seen in old certificates, never made here.
    case universal
    /// Digits and spaces; seen in old certificates, never made here.
    case numeric

    /// PrintableString where it can hold a text, else UTF8String.
    public static func narrowest(for value: String) -> StringType {
      // Mostly without a call of the text's own iterator for each byte.
      let fits =
        value.utf8.withContiguousStorageIfAvailable { $0.allSatisfy(isPrintable) }
        ?? value.utf8.allSatisfy(isPrintable)
      return fits ? .printable : .utf8
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      case 0x20, 0x27...0x29, 0x2B...0x2F, 0x3A, 0x3D, 0x3F: true  // '()+,-./:=?
      default: false
      }
    }
  }
}
