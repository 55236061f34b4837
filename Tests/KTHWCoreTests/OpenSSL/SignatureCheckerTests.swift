import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A checker of signatures` {
  @Test(arguments: TestKeys.specifications)
  func `believes its own key alone, and not a changed certificate`(
    specification: KeySpecification
  ) throws {
    let engine = try Engine()
    let key = try TestKeys.key(specification)
    let der = try certificate(of: key, engine)
    let checker = try SignatureChecker(key.publicKey, using: engine)
    #expect(try checker.signed(der))
    // Again with the same contexts.
    #expect(try checker.signed(der))
    let stranger = try PrivateKey.generate(.p256, using: engine)
    #expect(try !SignatureChecker(stranger.publicKey, using: engine).signed(der))
    for position in [der.count - 1, 60] {
      var changed = der
      changed[position] ^= 1
      #expect((try? checker.signed(changed)) != true)
    }
  }

  @Test func `refuses what is no certificate`() throws {
    let checker = try SignatureChecker(TestKeys.key(.p256).publicKey, using: Engine())
    for noise: [UInt8] in [[], [0x30], [0x30, 0x00], [0x30, 0x82, 0xFF, 0xFF]] {
      expectError(.syntax) { _ = try checker.signed(noise) }
    }
  }

  private func certificate(of key: PrivateKey, _ engine: Engine) throws -> [UInt8] {
    try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: DistinguishedName(attributes: [NameAttribute(.commonName, "it")]),
        publicKey: key.publicKey
      ),
      under: .authority(),
      serialNumber: SerialNumber(random: [UInt8](repeating: 5, count: 20)),
      now: FixedContext.moment
    )
    .signed(by: OpenSSLSigner(key, using: engine))
  }
}
