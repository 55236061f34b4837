import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What we read of certificates is what others read of them (F24).
@Suite struct `Certificates as others read them` {
  /// Random certificates as PEM files, with what we read of them.
  private func made(
    _ count: Int,
    seed: UInt64,
    in scratch: ScratchDirectory
  ) throws -> [(path: String, facts: CertificateFacts)] {
    let signer = try OpenSSLSigner(TestKeys.key(.p256), using: Engine())
    var random = RandomCertificate(seed: seed)
    return try (0..<count).map { number in
      let template = try random.template(signer.publicKey)
      let der = try template.signed(by: signer)
      let facts = try CertificateReader.certificate(der: der)
      // What was meant is what OpenSSL's library reads back.
      #expect(facts.serialNumber == template.serialNumber)
      #expect(facts.validity == template.validity)
      #expect(facts.subject == template.subject)
      #expect(facts.extensions == template.extensions)
      let path = try scratch.write("\(number).pem", PEM.encode(der, label: "CERTIFICATE"))
      return (path, facts)
    }
  }

  @Test(.judged(by: "openssl"))
  func `openssl says the same of random certificates`() throws {
    let scratch = try ScratchDirectory()
    let count = PropertyRun.count(60, long: 10_000)
    for (path, facts) in try made(count, seed: PropertyRun.seed, in: scratch) {
      let result = try openssl(
        "x509",
        "-in",
        path,
        "-noout",
        "-serial",
        "-startdate",
        "-enddate",
        "-dateopt",
        "iso_8601",
        "-subject",
        "-nameopt",
        "RFC2253",
        "-ext",
        "subjectAltName,keyUsage,extendedKeyUsage,basicConstraints"
      )
      let expected = OpenSSLWords(facts).lines
      #expect(
        result.outputText.split(separator: "\n").map { $0.filter { $0 != " " } } == expected,
        "KTHW_SEED=\(PropertyRun.seed): \(path)"
      )
    }
    PropertyRun.report("\(count) certificates as openssl reads them")
  }

  @Test(.judged(by: "cfssl")) func `cfssl certinfo says the same of random certificates`() throws {
    let scratch = try ScratchDirectory()
    let count = PropertyRun.count(60, long: 10_000)
    for (path, facts) in try made(count, seed: PropertyRun.seed &+ 1, in: scratch) {
      let result = try RunCommand("cfssl", ["certinfo", "-cert", path]).run().expecting(0)
      // cfssl 1.2 writes octets below 16 with one digit.
      var theirs = try JSONReader.node(from: result.output)
      for key in ["authority_key_id", "subject_key_id"] { theirs = Self.padded(key, of: theirs) }
      let ours = try JSONReader.node(from: Array(CertificateInfo(facts).json.utf8))
      #expect(ours == theirs, "KTHW_SEED=\(PropertyRun.seed): \(path)")
    }
    PropertyRun.report("\(count) certificates as cfssl certinfo reads them")
  }

  private static func padded(_ key: String, of node: Node) -> Node {
    .mapping(
      (node.entries ?? []).map { entry in
        guard entry.key == key, let text = entry.value.text else { return entry }
        let pairs = text.split(separator: ":").map { $0.utf8.count == 1 ? "0" + $0 : String($0) }
        return Node.Entry(key, .string(pairs.joined(separator: ":")))
      }
    )
  }

  @Test(.judged(by: "certtool")) func `GnuTLS reads the same numbers, dates and names`() throws {
    let scratch = try ScratchDirectory()
    let count = PropertyRun.count(60, long: 10_000)
    for (path, facts) in try made(count, seed: PropertyRun.seed &+ 2, in: scratch) {
      let result = try RunCommand("certtool", ["--certificate-info", "--infile", path]).run()
        .expecting(0)
      let lines = result.outputText.split(separator: "\n").map { $0.drop { $0 == "\t" } }
      func values(_ name: String) -> [String] {
        lines.filter { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
      }
      let serial = Hexadecimal.plain(facts.serialNumber.integerBytes)
      #expect(values("Serial Number (hex)") == [serial], "\(path)")
      let names = facts.subjectAlternativeNames
      #expect(
        values("DNSname") == names.compactMap { if case .dns(let name) = $0 { name } else { nil } }
      )
      #expect(
        try values("IPAddress").map { try IPAddress($0) }
          == names.compactMap { if case .ip(let address) = $0 { address } else { nil } }
      )
      for (name, moment) in [
        ("Not Before", facts.validity.notBefore), ("Not After", facts.validity.notAfter),
      ] {
        let rfc = moment.rfc3339
        let time = rfc.dropFirst(11).dropLast()
        #expect(values(name).allSatisfy { $0.contains(time) && $0.hasSuffix("\(rfc.prefix(4))") })
        #expect(values(name).count == 1)
      }
    }
    PropertyRun.report("\(count) certificates as GnuTLS reads them")
  }

  @Test func `serial numbers of the system's chance are all different`() throws {
    let count = PropertyRun.count(20_000, long: 1_000_000)
    var seen: Set<SerialNumber> = []
    seen.reserveCapacity(count)
    for _ in 0..<count {
      let serial = SerialNumber(random: try Context.system.random(20))
      #expect(!serial.isNegative && serial.integerBytes.count <= 20)
      seen.insert(serial)
    }
    #expect(seen.count == count)
    PropertyRun.report("\(count) serial numbers, \(count - seen.count) of them twice")
  }
}

/// What `openssl x509` prints for what we read, without blanks.
private struct OpenSSLWords {
  let lines: [String]

  init(_ facts: CertificateFacts) {
    func date(_ moment: Timestamp) -> String {
      moment.rfc3339.replacing("T", with: "")
    }
    var lines = [
      "serial=" + Hexadecimal.plain(facts.serialNumber.integerBytes).uppercased(),
      "notBefore=" + date(facts.validity.notBefore), "notAfter=" + date(facts.validity.notAfter),
      "subject="
        + facts.subject.attributes.reversed().map(OpenSSLWords.attribute).joined(separator: ","),
    ]
    var words: [(heading: String, body: String)] = []
    for item in facts.extensions {
      let critical = item.isCritical ? "critical" : ""
      switch item.oid {
      case .keyUsage:
        let names = OpenSSLWords.usages.enumerated().filter { index, _ in
          facts.keyUsage?.contains(KeyUsage(rawValue: 1 << UInt16(index))) == true
        }
        words.append(
          ("X509v3KeyUsage:" + critical, names.map(\.element).joined(separator: ","))
        )
      case .extendedKeyUsage:
        words.append(
          (
            "X509v3ExtendedKeyUsage:" + critical,
            "TLSWebClientAuthentication,TLSWebServerAuthentication"
          )
        )
      case .basicConstraints:
        var text = "CA:FALSE"
        if case .authority(let length)? = facts.basicConstraints {
          text = "CA:TRUE" + (length.map { ",pathlen:\($0)" } ?? "")
        }
        words.append(("X509v3BasicConstraints:" + critical, text))
      case .subjectAlternativeName:
        let names = facts.subjectAlternativeNames.map(OpenSSLWords.name)
        words.append(("X509v3SubjectAlternativeName:" + critical, names.joined(separator: ",")))
      default: break
      }
    }
    for (heading, body) in words { lines += [heading, body] }
    self.lines = lines
  }

  private static let usages = [
    "DigitalSignature", "NonRepudiation", "KeyEncipherment", "DataEncipherment", "KeyAgreement",
    "CertificateSign", "CRLSign", "EncipherOnly", "DecipherOnly",
  ]

  private static func name(_ name: SubjectAlternativeName) -> String {
    switch name {
    case .dns(let text): return "DNS:" + text
    case .email(let text): return "email:" + text
    case .uri(let text): return "URI:" + text
    case .ip(let address):
      guard !address.isIPv4 else { return "IPAddress:\(address)" }
      let groups = stride(from: 0, to: 16, by: 2).map { index in
        String(Int(address.octets[index]) << 8 | Int(address.octets[index + 1]), radix: 16)
      }
      return "IPAddress:" + groups.joined(separator: ":").uppercased()
    }
  }

  /// RFC 4514 with everything beyond ASCII and every control in hexadecimal.
  private static func attribute(_ attribute: NameAttribute) -> String {
    let bytes = Array(attribute.value.utf8)
    var text = NameAttributeType.shortName(of: attribute.type) + "="
    for (index, byte) in bytes.enumerated() {
      let isOuter = index == 0 || index == bytes.count - 1
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "+"), UInt8(ascii: "\""), UInt8(ascii: "\\"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"):
        text += "\\" + String(UnicodeScalar(byte))
      // OpenSSL does not escape one that is all there is.
      case UInt8(ascii: "#"): text += index == 0 && bytes.count > 1 ? "\\#" : "#"
      case 0x20: text += isOuter ? "\\" : ""
      case 0..<0x20, 0x7F...: text += "\\" + Hexadecimal.plain([byte]).uppercased()
      default: text += String(UnicodeScalar(byte))
      }
    }
    return text
  }
}
