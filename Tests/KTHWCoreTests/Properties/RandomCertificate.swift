import KTHWTestSupport

@testable import KTHWCore

/// Certificates that say whatever chance wants, signed truly.
struct RandomCertificate {
  private var generator: SeededGenerator
  private var names: HostileNames

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    names = HostileNames(seed: seed)
  }

  /// One that its own key signs.
  mutating func template(_ key: PublicKey) throws -> CertificateTemplate {
    var subject: [NameAttribute] = []
    let types: [OID] = [
      .commonName, .organization, .organizationalUnit, .locality, .province, .commonName,
    ]
    for type in types where subject.isEmpty || chance() {
      // An empty value is one that others read in different ways.
      let value = names.next()
      subject.append(NameAttribute(type, value.isEmpty ? "x" : String(value.prefix(60))))
    }
    let start = Int64.random(in: 0...4_000_000_000, using: &generator)
    let validity = Validity(
      notBefore: Timestamp(secondsSince1970: start),
      notAfter: Timestamp(
        secondsSince1970: start + Int64.random(in: 1...4_000_000_000, using: &generator)
      )
    )
    return CertificateTemplate(
      serialNumber: SerialNumber(
        random: (0..<20).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      ),
      issuerDER: DistinguishedName(attributes: subject).der,
      validity: validity,
      subject: DistinguishedName(attributes: subject),
      publicKey: key,
      extensions: try extensions(key)
    )
  }

  private mutating func extensions(_ key: PublicKey) throws -> [CertificateExtension] {
    var extensions: [CertificateExtension] = []
    if chance() {
      let usage = KeyUsage(rawValue: UInt16(generator.next() % 511) + 1)
      extensions.append(.keyUsage(usage))
    }
    if chance() {
      extensions.append(.extendedKeyUsage([.clientAuthentication, .serverAuthentication]))
    }
    if chance() {
      let pathLength = chance() ? Int(generator.next() % 300) : nil
      extensions.append(
        .basicConstraints(chance() ? .authority(pathLength: pathLength) : .endEntity)
      )
    }
    if chance() { extensions.append(.subjectKeyIdentifier(key.keyIdentifier)) }
    if chance() { extensions.append(.authorityKeyIdentifier(key.keyIdentifier)) }
    let hosts = alternativeNames()
    if !hosts.isEmpty {
      extensions.append(try .subjectAlternativeName(hosts, isCritical: chance()))
    }
    return extensions
  }

  /// Names as a request's `hosts` become them.
  private mutating func alternativeNames() -> [SubjectAlternativeName] {
    var hosts: [SubjectAlternativeName] = []
    for _ in 0..<Int(generator.next() % 6) {
      switch generator.next() % 4 {
      case 0:
        let octets = (0..<(chance() ? 4 : 16)).map { _ in
          UInt8(truncatingIfNeeded: generator.next())
        }
        if let address = try? IPAddress(octets: octets) { hosts.append(.ip(address)) }
      case 1:
        if let name = try? SubjectAlternativeName(classifying: names.next()) { hosts.append(name) }
      default:
        if let name = try? SubjectAlternativeName(classifying: names.plain()) { hosts.append(name) }
      }
    }
    return hosts
  }

  private mutating func chance() -> Bool { generator.next() % 2 == 0 }
}
