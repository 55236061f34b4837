import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct HostileCertificateTests {
  static func facts(
    _ change: (inout ForgedCertificate) -> Void
  ) throws -> CertificateFacts {
    var forged = ForgedCertificate()
    change(&forged)
    return try CertificateReader.certificate(der: forged.signed(by: TestKeys.key(.p256)))
  }

  @Test func `the forger makes sound certificates unless told otherwise`() throws {
    let facts = try Self.facts { _ in }
    #expect(facts.subject.commonName == "forged")
    #expect(facts.version == 3)
    #expect(facts.validity.notAfter == Timestamp(year: 2040, month: 1, day: 1))
  }

  @Test(arguments: [
    CertificateExtension(.keyUsage, value: [0x03, 0x02, 0x07, 0x80]),
    CertificateExtension(OID(1, 2, 3), value: []),
  ])
  func `an extension that stands there twice is refused`(twice: CertificateExtension) {
    expectError(.syntax) { _ = try Self.facts { $0.extensions = [twice, twice] } }
  }

  @Test(arguments: [
    // Not DER at all; of the wrong type; with a byte after the end; empty.
    (OID.keyUsage, [0xFF]), (.keyUsage, [0x02, 0x01, 0x05]),
    (.keyUsage, [0x03, 0x02, 0x07, 0x80, 0x00]), (.keyUsage, []),
    (.basicConstraints, [0x30, 0x03, 0x01, 0x01]), (.basicConstraints, [0x30, 0x00, 0x00]),
    // A path length below zero, and one of nine bytes.
    (.basicConstraints, [0x30, 0x06, 0x01, 0x01, 0xFF, 0x02, 0x01, 0xFF]),
    (
      .basicConstraints,
      [0x30, 0x0E, 0x01, 0x01, 0xFF, 0x02, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    ),
    (.extendedKeyUsage, [0x30, 0x03, 0x02, 0x01, 0x00]), (.extendedKeyUsage, [0x04, 0x00]),
    (.subjectKeyIdentifier, [0x30, 0x00]), (.authorityKeyIdentifier, [0x04, 0x00]),
    (.subjectAlternativeName, [0x30, 0x02, 0x82]), (.subjectAlternativeName, [0x31, 0x00]),
    // Addresses of 3 and of 8 bytes, and a name that is not ASCII.
    (.subjectAlternativeName, [0x30, 0x05, 0x87, 0x03, 1, 2, 3]),
    (.subjectAlternativeName, [0x30, 0x0A, 0x87, 0x08, 1, 2, 3, 4, 5, 6, 7, 8]),
    (.subjectAlternativeName, [0x30, 0x04, 0x82, 0x02, 0xC3, 0xA4]),
  ])
  func `a damaged extension is an error and never passed over`(oid: OID, value: [UInt8]) {
    expectError(.syntax) {
      _ = try Self.facts { $0.extensions = [CertificateExtension(oid, value: value)] }
    }
  }

  @Test func `kinds of names that we never issue are left out`() throws {
    // registeredID 1.2.3, then the DNS name x.
    let value: [UInt8] = [0x30, 0x07, 0x88, 0x02, 0x2A, 0x03, 0x82, 0x01, 0x78]
    let facts = try Self.facts {
      $0.extensions = [CertificateExtension(.subjectAlternativeName, value: value)]
    }
    #expect(facts.subjectAlternativeNames == [.dns("x")])
    #expect(facts.extensions.first?.value == value)
  }

  @Test func `NUL and odd characters in names are kept, not cut off`() throws {
    let san: [UInt8] = [0x30, 0x05, 0x82, 0x03, 0x61, 0x00, 0x62]
    let facts = try Self.facts {
      $0.subject = ForgedCertificate.name("admin\u{0}evil\u{1B}[2J")
      $0.extensions = [CertificateExtension(.subjectAlternativeName, value: san)]
    }
    #expect(facts.subject.commonName == "admin\u{0}evil\u{1B}[2J")
    #expect(facts.subjectAlternativeNames == [.dns("a\u{0}b")])
  }

  @Test(arguments: [
    (DERTag.printableString, [0x61, 0x2A], "a*", NameAttribute.StringType.printable),
    (.ia5String, [0x61, 0x40], "a@", .ia5), (.numericString, [0x31, 0x20], "1 ", .numeric),
    (.teletexString, [0xE4], "ä", .teletex), (.bmpString, [0x00, 0xE4, 0x4E, 0x2D], "ä中", .bmp),
    (.universalString, [0x00, 0x01, 0xF6, 0x00], "😀", .universal), (.utf8String, [], "", .utf8),
  ])
  func `every string type of names is read`(
    tag: DERTag,
    bytes: [UInt8],
    text: String,
    type: NameAttribute.StringType
  ) throws {
    let facts = try Self.facts { $0.subject = ForgedCertificate.name(bytes: bytes, tag: tag) }
    #expect(facts.subject.attributes == [NameAttribute(.commonName, text, as: type)])
    #expect(facts.subjectDER == ForgedCertificate.name(bytes: bytes, tag: tag))
  }

  @Test(arguments: [
    (DERTag.utf8String, [0xFF, 0xFE]), (.utf8String, [0xC0, 0x80]),
    (.utf8String, [0xED, 0xA0, 0x80]),
    (.printableString, [0xE4]), (.ia5String, [0x80]), (.bmpString, [0x00]),
    (.bmpString, [0xD8, 0x00]), (.universalString, [0x00, 0x11, 0x00, 0x00]),
    (.bitString, [0x00, 0x80]),
  ])
  func `text that is not what its type says is refused`(tag: DERTag, bytes: [UInt8]) {
    expectError(.syntax) {
      _ = try Self.facts { $0.subject = ForgedCertificate.name(bytes: bytes, tag: tag) }
    }
  }

  @Test(arguments: [
    (UInt8(0x17), "not a time"), (0x17, "209901010000"), (0x17, "201301000000Z"),
    (0x18, "20230229000000Z"), (0x18, ""), (0x04, "200101000000Z"),
  ])
  func `dates that are none are refused`(tag: UInt8, text: String) {
    expectError(.syntax) {
      _ = try Self.facts { $0.notAfter = ForgedCertificate.time(tag, text) }
    }
  }

  @Test(arguments: [
    (UInt8(0x17), "500101000000Z", "1950-01-01T00:00:00Z"),
    (0x17, "491231235959Z", "2049-12-31T23:59:59Z"),
    (0x18, "99991231235959Z", "9999-12-31T23:59:59Z"),
    (0x18, "20400229120000Z", "2040-02-29T12:00:00Z"),
  ])
  func `both kinds of dates are read`(tag: UInt8, text: String, date: String) throws {
    let facts = try Self.facts { $0.notAfter = ForgedCertificate.time(tag, text) }
    #expect(facts.validity.notAfter.description == date)
  }

  @Test(arguments: [3, 100, -1])
  func `versions that there are not are refused`(version: Int) {
    expectError(.syntax) { _ = try Self.facts { $0.version = version } }
  }

  @Test func `two different signature algorithms are refused`() {
    expectError(.syntax) {
      _ = try Self.facts { $0.outerAlgorithm = SignatureAlgorithm.ecdsaWithSHA384.identifier }
    }
  }

  @Test(arguments: [CertificateVectors.node, CertificateVectors.versionOne])
  func `a certificate cut off, or with bytes after it, is refused`(pem: String) throws {
    let der = try #require(try PEM.blocks(in: Array(pem.utf8)).first).bytes
    for count in 0..<der.count {
      expectError(.syntax) { _ = try CertificateReader.certificate(der: Array(der[..<count])) }
    }
    expectError(.syntax) { _ = try CertificateReader.certificate(der: der + [0]) }
    expectError(.syntax) { _ = try CertificateReader.certificate(der: der + der) }
  }

  @Test(arguments: [CertificateVectors.node, CertificateVectors.request])
  func `flipped bytes and noise never do more than throw`(pem: String) throws {
    let der = try #require(try PEM.blocks(in: Array(pem.utf8)).first).bytes
    var generator = SeededGenerator(seed: 7)
    for index in der.indices {
      for _ in 0..<4 {
        var changed = der
        changed[index] = .random(in: 0...255, using: &generator)
        // Read or refused; this fails by crashing, or by another kind of error.
        do {
          _ = try CertificateReader.certificate(der: changed)
        } catch {
          #expect(error is KTHWError)
        }
        do {
          let facts = try CertificateReader.request(der: changed)
          #expect(facts.der == changed)
          #expect(!facts.isSignatureValid || changed == der)
        } catch {
          #expect(error is KTHWError)
        }
      }
    }
  }

  @Test func `ten megabytes are refused at once`() {
    let megabytes = [UInt8](repeating: 0x30, count: 10 << 20)
    expectError(.syntax) { _ = try CertificateReader.certificate(der: megabytes) }
    expectError(.syntax) { _ = try CertificateReader.request(der: megabytes) }
    expectError(.syntax) { _ = try CertificateReader.certificates(pem: megabytes) }
  }

  @Test func `a key of an unknown kind is told by its identifier`() throws {
    var der = try ForgedCertificate().signed(by: TestKeys.key(.ed25519))
    // 1.3.101.112 becomes 1.3.101.99, in the key alone.
    let key = try #require(der.firstRange(of: [0x2B, 0x65, 0x70, 0x03, 0x21]))
    der[key.lowerBound + 2] = 99
    let facts = try CertificateReader.certificate(der: der)
    #expect(facts.publicKey.specification == nil)
    #expect(facts.publicKey.algorithmName == "1.3.101.99")
  }

  @Test func `a serial number of a megabyte is refused at once, one of 40 octets shown`() throws {
    let long = [UInt8](repeating: 0x11, count: 1 << 20)
    expectError(.syntax) { _ = try Self.facts { $0.serialNumber = long } }
    let facts = try Self.facts { $0.serialNumber = [UInt8](repeating: 0x11, count: 40) }
    // Python's int("11" * 40, 16).
    let decimal =
      "142399135728060672159668113744636807640180301490443517996469"
      + "440521481315052042703334864139129105"
    #expect(facts.serialNumber.decimal == decimal)
  }
}
