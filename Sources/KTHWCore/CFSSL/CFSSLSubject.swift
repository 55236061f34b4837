/// The subjects that cfssl makes: standard attributes in Go's order, all
/// values of one type in one set, everything else behind.
enum CFSSLSubject {
  /// The types that stand first, in this order.
  private static let standardTypes: [OID] = [
    .country, .province, .locality, .streetAddress, .postalCode, .organization,
    .organizationalUnit, .commonName, .serialNumber,
  ]

  /// Go keeps one value of these, the last.
  private static let singleTypes: [OID] = [.commonName, .serialNumber]

  /// The subject of a new request.
  ///
  /// An extra attribute of a standard type takes that type's place away: the
  /// standard values are dropped, and the extra one stands at the end.
  /// - Throws: ``KTHWError`` with cfssl's 9300 for a bad identifier in `OID`.
  static func name(
    commonName: String,
    names: [CFSSLName],
    serialNumber: String
  ) throws -> DistinguishedName {
    let extras = try names.flatMap { try $0.extraAttributes() }
    let overridden = extras.map(\.type)
    let standard = values(commonName: commonName, names: names, serialNumber: serialNumber)
      .filter { !overridden.contains($0.type) }
    return DistinguishedName(relativeNames(standard) + extras.map { .init([$0]) })
  }

  /// A request's subject as it stands in the certificate: put into order,
  /// string types chosen anew, attributes that cfssl has no field for behind
  /// the others in the request's order.
  static func reissued(_ subject: DistinguishedName) -> DistinguishedName {
    let attributes = subject.attributes
    let standard = standardTypes.map { type -> TypedValues in
      let values = attributes.filter { $0.type == type }.map(\.value)
      // Go's Name has no way to say that a common name is there and empty.
      return singleTypes.contains(type)
        ? (type, values.suffix(1).filter { !$0.isEmpty })
        : (type, values)
    }
    let others = attributes.filter { !standardTypes.contains($0.type) }
    return DistinguishedName(
      relativeNames(standard) + others.map { .init([NameAttribute($0.type, $0.value)]) }
    )
  }

  /// A type of attribute, and the values that a subject has of it.
  typealias TypedValues = (type: OID, values: [String])

  /// The values of the standard attributes; empty ones do not count.
  static func values(
    commonName: String,
    names: [CFSSLName],
    serialNumber: String
  ) -> [TypedValues] {
    let values: [TypedValues] = [
      (.country, names.map(\.country)), (.province, names.map(\.province)),
      (.locality, names.map(\.locality)), (.organization, names.map(\.organization)),
      (.organizationalUnit, names.map(\.organizationalUnit)), (.commonName, [commonName]),
      (.serialNumber, [serialNumber]),
    ]
    return values.map { ($0.type, $0.values.filter { !$0.isEmpty }) }
  }

  /// One set for each type that has values, in the order given.
  static func relativeNames(_ values: [TypedValues]) -> [RelativeDistinguishedName] {
    values.filter { !$0.values.isEmpty }.map { type, values in
      RelativeDistinguishedName(values.map { NameAttribute(type, $0) })
    }
  }
}
