/// One element of a request's `names`: attributes of the subject.
public struct CFSSLName: Hashable, Sendable {
  /// The country.
  public var country = ""
  /// The state or province.
  public var province = ""
  /// The city.
  public var locality = ""
  /// The organization, which Kubernetes takes as a group.
  public var organization = ""
  /// The organizational unit.
  public var organizationalUnit = ""
  /// The e-mail address, as an attribute of the subject.
  public var email = ""
  /// Other attributes: identifiers in dotted form and their values, in the
  /// order they were given. (cfssl emits them in random order.)
  public var attributes: [Attribute] = []

  /// Creates an element without attributes.
  public init() {}

  /// Creates an element that makes its holder a member of a group.
  public init(organization: String) {
    self.organization = organization
  }

  /// An attribute that is named by its identifier.
  public struct Attribute: Hashable, Sendable {
    /// The identifier as written, such as `2.5.4.12`.
    public var type: String
    /// The value.
    public var value: String

    /// Creates an attribute.
    public init(type: String, value: String) {
      self.type = type
      self.value = value
    }
  }

  /// Whether none of C, ST, L, O and OU holds anything but space; E and OID
  /// do not count, as in cfssl.
  var isBlank: Bool {
    [country, province, locality, organization, organizationalUnit]
      .allSatisfy { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
  }

  /// What stands behind the standard attributes: OID entries, then E.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 9300 for what is no identifier.
  func extraAttributes() throws -> [NameAttribute] {
    var extras = try attributes.map { attribute in
      NameAttribute(try CFSSLName.identifier(attribute.type), attribute.value)
    }
    if !email.isEmpty { extras.append(NameAttribute(.emailAddress, email)) }
    return extras
  }

  private static func identifier(_ text: String) throws -> OID {
    if let oid = try? OID(text) { return oid }
    let bad = text.split(separator: ".", omittingEmptySubsequences: false)
      .first { Decimal.value(Array($0.utf8)) == nil }
    throw KTHWError(
      cfssl: .badRequest(
        bad.map { "invalid OID part \($0)" } ?? "asn1: structure error: invalid object identifier"
      ),
      .syntax,
      "\(Terminal.quoted(text)) is not an object identifier",
      hint: "write it like 2.5.4.12"
    )
  }
}

extension CFSSLName: GoJSON.Structure {
  static let goType = "csr.Name"

  static let fields: [GoJSON.Field<CFSSLName>] = [
    GoJSON.Field("C", \.country),
    GoJSON.Field("ST", \.province),
    GoJSON.Field("L", \.locality),
    GoJSON.Field("O", \.organization),
    GoJSON.Field("OU", \.organizationalUnit),
    GoJSON.Field("E", \.email),
    // Read by cfssl and used nowhere: only the top-level one counts.
    GoJSON.Field(ignoring: "SerialNumber"),
    GoJSON.Field("OID", \.attributeMap),
  ]

  /// The OID map of the JSON form.
  private var attributeMap: AttributeMap {
    get { AttributeMap(attributes: attributes) }
    set { attributes = newValue.attributes }
  }

  /// A Go map from identifiers to values, in the order given.
  private struct AttributeMap: GoJSON.Value {
    static let goType = "map[string]string"
    var attributes: [Attribute] = []

    init() {}
    init(attributes: [Attribute]) { self.attributes = attributes }

    mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
      var map: [String: String] = [:]
      map.decode(node, in: &decoding)
      if node.isNull { attributes = [] }
      for key in (node.entries ?? []).map(\.key) {
        guard let value = map.removeValue(forKey: key) else { continue }
        attributes.removeAll { $0.type == key }
        attributes.append(Attribute(type: key, value: value))
      }
    }
  }
}
