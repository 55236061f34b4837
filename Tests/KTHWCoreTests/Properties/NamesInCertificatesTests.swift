import KTHWTestSupport
import Testing

@testable import KTHWCore

/// A name is refused with a reason, or stands in a certificate exactly as it
/// was written, as OpenSSL reads it.
@Suite struct `Names in certificates` {
  @Test(.judged(by: "openssl"))
  func `openssl reads every subject and host as it was meant`() throws {
    let scratch = try ScratchDirectory()
    let signer = try OpenSSLSigner(TestKeys.key(.p256), using: Engine())
    var source = HostileNames(seed: PropertyRun.seed &+ 5)
    let names = source.all(PropertyRun.count(3_000, long: 100_000))
    var taken = 0
    var refused = 0
    for batch in names.inBatches(of: 100) {
      var hosts: [SubjectAlternativeName] = []
      for name in batch {
        do {
          hosts.append(try SubjectAlternativeName(classifying: name))
        } catch let error as KTHWError {
          refused += 1
          #expect(error.problems.allSatisfy { !$0.message.isEmpty })
        }
      }
      taken += hosts.count
      // An empty value is left out of what openssl prints.
      let subject = batch.filter { !$0.isEmpty }.map { NameAttribute(.commonName, $0) }
      let request = IssuanceRequest(
        subject: DistinguishedName(attributes: subject),
        names: hosts,
        publicKey: signer.publicKey
      )
      let der = try CertificateTemplate(
        selfSigning: request,
        under: .authority(),
        serialNumber: SerialNumber(random: [UInt8](repeating: 7, count: 20)),
        now: FixedContext.moment
      ).signed(by: signer)
      let facts = try CertificateReader.certificate(der: der)
      #expect(facts.subject.values(of: .commonName) == subject.map(\.value))
      let path = try scratch.write("x.pem", PEM.encode(der, label: "CERTIFICATE"))
      let result = try openssl("x509", "-in", path, "-noout", "-subject", "-nameopt", "RFC2253")
      let read = RFC4514.values(of: result.outputText.dropFirst("subject=".count).dropLast())
      #expect(
        read.reversed().map { Array($0.utf8) } == subject.map { Array($0.value.utf8) },
        "KTHW_SEED=\(PropertyRun.seed)"
      )
    }
    #expect(taken > 100 && refused > 100)
    PropertyRun.report("\(names.count) names in subjects, of them \(taken) as hosts")
  }

  @Test func `a subject on the command line is the subject in the certificate`() throws {
    var source = HostileNames(seed: PropertyRun.seed &+ 6)
    for name in source.all(PropertyRun.count(5_000, long: 100_000)) {
      var escaped = ""
      for scalar in name.unicodeScalars {
        if "/+\\".unicodeScalars.contains(scalar) { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
      guard let read = try? DistinguishedName(openSSLSubject: "/O=x/CN=\(escaped)") else {
        // Only control characters are refused.
        #expect(name.unicodeScalars.contains { $0.properties.generalCategory == .control })
        continue
      }
      #expect(read.values(of: .commonName) == (name.isEmpty ? [] : [name]))
      // What is shown is RFC 4514, apart from what would move a terminal.
      guard !name.isEmpty, Terminal.printable(name) == name else { continue }
      #expect(RFC4514.values(of: Substring(read.description)) == ["x", name])
    }
  }
}

/// A strict reader of the string form of names (RFC 4514 §3).
private enum RFC4514 {
  /// The values in the order of the text.
  static func values(of text: Substring) -> [String] {
    var values: [String] = []
    var value: [UInt8]?
    var kept = 0
    var rest = Array(text.utf8)[...]
    func end() {
      if var bytes = value {
        // Blanks around a value do not count unless they are escaped.
        while bytes.count > kept, bytes.last == 0x20 { bytes.removeLast() }
        values.append(String(decoding: bytes, as: UTF8.self))
      }
      value = nil
    }
    while let byte = rest.popFirst() {
      guard value != nil else {
        if byte == UInt8(ascii: "=") { (value, kept) = ([], 0) }
        continue
      }
      if byte == UInt8(ascii: "\\"), let next = rest.popFirst() {
        if let high = digit(next), let second = rest.first, let low = digit(second) {
          rest.removeFirst()
          value?.append(high << 4 | low)
        } else {
          value?.append(next)
        }
        kept = value?.count ?? 0
      } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "+") {
        end()
      } else {
        value?.append(byte)
      }
    }
    end()
    return values
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
