extension CFSSLRequest {
  /// Asks for what a certificate has: its subject, its names and, for a CA,
  /// its length of life and path length.
  ///
  /// Of the subject only what cfssl has fields for is kept: C, ST, L, O, OU,
  /// CN and the serial number.
  init(asking certificate: CertificateFacts) {
    let subject = certificate.subject
    self.init(
      commonName: subject.commonName ?? "",
      names: CFSSLRequest.names(of: subject),
      hosts: certificate.subjectAlternativeNames.map(\.cfsslHost)
    )
    serialNumber = subject.values(of: .serialNumber).last ?? ""
    guard case .authority(let pathLength) = certificate.basicConstraints else { return }
    var authority = CFSSLAuthority()
    authority.expiry = GoDuration.seconds(certificate.validity.seconds).description
    authority.pathLength = pathLength ?? -1
    authority.isPathLengthZero = pathLength == 0
    self.authority = authority
  }

  /// One element for the first values of all types, one for the second ones
  /// and so on.
  private static func names(of subject: DistinguishedName) -> [CFSSLName] {
    let fields: [(OID, WritableKeyPath<CFSSLName, String>)] = [
      (.country, \.country), (.province, \.province), (.locality, \.locality),
      (.organization, \.organization), (.organizationalUnit, \.organizationalUnit),
    ]
    var names: [CFSSLName] = []
    for (type, field) in fields {
      for (index, value) in subject.values(of: type).enumerated() {
        if index == names.count { names.append(CFSSLName()) }
        names[index][keyPath: field] = value
      }
    }
    return names
  }
}

extension SubjectAlternativeName {
  /// The name as an entry of `hosts`.
  var cfsslHost: String {
    switch self {
    case .dns(let text), .email(let text), .uri(let text): text
    case .ip(let address): address.description
    }
  }
}
