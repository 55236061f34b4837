extension CFSSLRequest {
  /// Creates the request that asks for a subject.
  ///
  /// What occurs twice (two groups, say) goes into elements of `names` of its
  /// own, as cfssl wants it.
  public init(
    subject: DistinguishedName,
    hosts: [String] = [],
    key: KeySpecification = .p256
  ) {
    self.init(
      commonName: subject.commonName ?? "",
      names: CFSSLName.elements(of: subject),
      hosts: hosts,
      key: CFSSLKeyRequest(key)
    )
    serialNumber = subject.values(of: .serialNumber).last ?? ""
  }
}

extension CFSSLName {
  /// Where cfssl's own keys keep an attribute.
  private static func key(of type: OID) -> WritableKeyPath<CFSSLName, String>? {
    switch type {
    case .country: \.country
    case .province: \.province
    case .locality: \.locality
    case .organization: \.organization
    case .organizationalUnit: \.organizationalUnit
    case .emailAddress: \.email
    default: nil
    }
  }

  /// The elements that carry a subject's attributes, all but the common name
  /// and the serial number, which stand elsewhere.
  fileprivate static func elements(of subject: DistinguishedName) -> [CFSSLName] {
    var elements: [CFSSLName] = []
    for attribute in subject.attributes
    where attribute.type != .commonName && attribute.type != .serialNumber {
      let index = elements.firstIndex { $0.hasRoom(for: attribute.type) } ?? elements.endIndex
      if index == elements.endIndex { elements.append(CFSSLName()) }
      elements[index].add(attribute)
    }
    return elements
  }

  private func hasRoom(for type: OID) -> Bool {
    if let key = CFSSLName.key(of: type) { return self[keyPath: key].isEmpty }
    return !attributes.contains { $0.type == type.description }
  }

  private mutating func add(_ attribute: NameAttribute) {
    if let key = CFSSLName.key(of: attribute.type) {
      self[keyPath: key] = attribute.value
    } else {
      attributes.append(Attribute(type: attribute.type.description, value: attribute.value))
    }
  }
}
