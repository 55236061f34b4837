/// What is known of an attribute type of distinguished names: its names and
/// the string type that standards demand.
public struct NameAttributeType: Hashable, Sendable {
  /// The identifier.
  public let oid: OID
  /// The name in OpenSSL's and most tools' short form: `CN`, `OU`.
  public let shortName: String
  /// The name in full: `commonName`.
  public let longName: String
  /// The string type that values must have, where standards leave no choice.
  public let stringType: NameAttribute.StringType?

  private init(
    _ oid: OID,
    _ shortName: String,
    _ longName: String,
    _ stringType: NameAttribute.StringType? = nil
  ) {
    self.oid = oid
    self.shortName = shortName
    self.longName = longName
    self.stringType = stringType
  }

  /// The types that we know by name (RFC 5280 §4.1.2.4 and Appendix A, X.520,
  /// RFC 4519); names are OpenSSL's.
  public static let all: [NameAttributeType] = [
    NameAttributeType(.country, "C", "countryName", .printable),
    NameAttributeType(.province, "ST", "stateOrProvinceName"),
    NameAttributeType(.locality, "L", "localityName"),
    NameAttributeType(.streetAddress, "street", "streetAddress"),
    NameAttributeType(.postalCode, "postalCode", "postalCode"),
    NameAttributeType(.organization, "O", "organizationName"),
    NameAttributeType(.organizationalUnit, "OU", "organizationalUnitName"),
    NameAttributeType(.commonName, "CN", "commonName"),
    NameAttributeType(.serialNumber, "serialNumber", "serialNumber", .printable),
    NameAttributeType(.emailAddress, "emailAddress", "emailAddress", .ia5),
    NameAttributeType(.domainComponent, "DC", "domainComponent", .ia5),
    NameAttributeType(.userID, "UID", "userId"),
    NameAttributeType(.title, "title", "title"),
    NameAttributeType(.givenName, "GN", "givenName"),
    NameAttributeType(.surname, "SN", "surname"),
    NameAttributeType(OID(2, 5, 4, 13), "description", "description"),
    NameAttributeType(OID(2, 5, 4, 15), "businessCategory", "businessCategory"),
    NameAttributeType(OID(2, 5, 4, 41), "name", "name"),
    NameAttributeType(OID(2, 5, 4, 43), "initials", "initials"),
    NameAttributeType(OID(2, 5, 4, 44), "generationQualifier", "generationQualifier"),
    NameAttributeType(OID(2, 5, 4, 46), "dnQualifier", "dnQualifier", .printable),
    NameAttributeType(OID(2, 5, 4, 65), "pseudonym", "pseudonym"),
    NameAttributeType(OID(2, 5, 4, 97), "organizationIdentifier", "organizationIdentifier"),
  ]

  private static let byOID = Dictionary(uniqueKeysWithValues: all.map { ($0.oid, $0) })

  private static let byName: [String: NameAttributeType] = Dictionary(
    all.flatMap { [($0.shortName, $0), ($0.longName, $0)] }
  ) { first, _ in first }

  /// The type with an identifier, where we know it by name.
  public init?(oid: OID) {
    guard let type = NameAttributeType.byOID[oid] else { return nil }
    self = type
  }

  /// The type with a short or long name, in exactly that case.
  public init?(named name: String) {
    guard let type = NameAttributeType.byName[name] else { return nil }
    self = type
  }

  /// The identifier that a short name, a long name or a dotted number stands for.
  ///
  /// - Parameter name: such as `CN`, `commonName` or `2.5.4.3`.
  /// - Returns: the identifier.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``; its hint is
  ///   the nearest name.
  public static func identifier(of name: String) throws -> OID {
    if let type = NameAttributeType(named: name) { return type.oid }
    if name.utf8.contains(UInt8(ascii: ".")), let oid = try? OID(name) { return oid }
    let nearest = Spelling.nearest(to: name, among: all.flatMap { [$0.shortName, $0.longName] })
    throw KTHWError(
      .invalidName,
      "\(Terminal.quoted(name)) is not an attribute of a name",
      hint: nearest.map { "did you mean \($0)?" } ?? "use C, ST, L, O, OU, CN or a dotted number"
    )
  }

  /// The short name of an identifier, or its dotted form.
  public static func shortName(of oid: OID) -> String {
    byOID[oid]?.shortName ?? oid.description
  }
}
