import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct EncryptionDoubtsTests {
  func doubts(
    _ configuration: EncryptionConfiguration,
    _ version: KubernetesVersion = .newest
  ) -> [String] {
    configuration.doubts(for: version).map(\.description)
  }

  @Test func `identity first is told to encrypt nothing`() throws {
    let configuration = encrypting(.identity, .local(.secretbox, [try encryptionKey("key1")]))
    #expect(
      doubts(configuration) == [
        "resources[0].providers[0]: identity comes first, so nothing is encrypted"
      ]
    )
  }

  @Test func `ciphers that are weak or short-lived are told only where they write`() throws {
    let key = try encryptionKey("key1")
    #expect(doubts(encrypting(.local(.aescbc, [key]))).count == 1)
    #expect(doubts(encrypting(.local(.aesgcm, [key]))).count == 1)
    let other = try encryptionKey("key2", seed: 8)
    #expect(doubts(encrypting(.local(.secretbox, [other]), .local(.aescbc, [key]))) == [])
  }

  @Test func `Secrets that no rule names are told`() throws {
    let key = try encryptionKey("key1")
    let rule = EncryptionConfiguration.Rule(
      resources: ["configmaps"],
      providers: [.local(.secretbox, [key])]
    )
    #expect(doubts(EncryptionConfiguration(rules: [rule]))[0].contains("no rule names secrets"))
    var wildcard = rule
    wildcard.resources = ["*."]
    #expect(doubts(EncryptionConfiguration(rules: [wildcard])) == [])
  }

  @Test func `a resource that an earlier rule covers is told`() throws {
    let provider = EncryptionProvider.local(.secretbox, [try encryptionKey("key1")])
    let configuration = EncryptionConfiguration(rules: [
      .init(resources: ["*."], providers: [provider]),
      .init(resources: ["deployments.apps", "secrets"], providers: [provider]),
    ])
    #expect(
      doubts(configuration) == [
        "resources[1].resources[1]: \"secrets\" stands in an earlier rule, which alone counts"
      ]
    )
  }

  @Test(arguments: [
    "L0KeMGR9", "hjwmr9dC", "dj2W+t0w", "c2VjcmV0", "dGhpcyBp", "YWJjZGVm",
  ])
  func `a key that tutorials print is told without being shown`(beginning: String) throws {
    let octets = try Base64.decode(Array(beginning.utf8))
    let rest = (0..<26).map { UInt8(truncatingIfNeeded: $0 * 11 + 129) }
    let secret = (octets + rest).withUnsafeBytes { SecretBytes(copying: $0) }
    let key = EncryptionKey(name: "key1", secret: secret)
    let found = doubts(encrypting(.local(.secretbox, [key])))
    #expect(found.count == 1)
    #expect(found[0].contains("is printed in a tutorial"))
    #expect(!found[0].contains(beginning))
  }

  @Test(arguments: [
    [UInt8](repeating: 0, count: 32), [UInt8](repeating: 0x61, count: 32),
    Array("correct horse battery staple 123".utf8),
  ])
  func `a key that is not random is told`(octets: [UInt8]) {
    let key = EncryptionKey(
      name: "key1",
      secret: octets.withUnsafeBytes { SecretBytes(copying: $0) }
    )
    #expect(PublishedKeys.reason(against: key) != nil)
  }

  @Test func `random keys are not suspected`() throws {
    for seed in 1...2_000 as ClosedRange<UInt64> {
      for length in [16, 24, 32] {
        let key = try encryptionKey("k", length: length, seed: seed)
        #expect(PublishedKeys.reason(against: key) == nil)
      }
    }
  }

  @Test func `one key under two names is told`() throws {
    let twins = [try encryptionKey("key1"), try encryptionKey("key2")]
    #expect(doubts(encrypting(.local(.secretbox, twins)))[0].contains("are the same"))
  }

  @Test func `the original form is told from 1_13 on`() throws {
    var configuration = encrypting(.local(.secretbox, [try encryptionKey("key1")]))
    configuration.form = .original
    #expect(doubts(configuration, try KubernetesVersion("1.12")) == [])
    #expect(doubts(configuration, try KubernetesVersion("1.13")).count == 1)
  }

  @Test(arguments: [
    (KeyService.Version.v1, "1.27", 0), (.v1, "1.28", 1), (.v1, "1.29", 1), (.v2, "1.25", 1),
    (.v2, "1.26", 1), (.v2, "1.27", 0), (.v2, "1.36", 0),
  ])
  func `protocols that need a feature gate are told`(
    protocolVersion: KeyService.Version,
    text: String,
    count: Int
  ) throws {
    let service = KeyService(version: protocolVersion, name: "v", endpoint: "unix:///k")
    #expect(doubts(encrypting(.keyService(service)), try KubernetesVersion(text)).count == count)
  }

  @Test func `no description shows a key`() throws {
    let key = try encryptionKey("key1")
    let digits = key.secret.withUnsafeBytes { Base64.encode(Array($0)) }
    let configuration = encrypting(.local(.secretbox, [key]), .identity)
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(key)", "\(configuration)", String(reflecting: configuration), dumped] {
      #expect(text.contains("key1"))
      #expect(!text.contains(digits.prefix(12)))
      #expect(!text.contains(key.secret.withUnsafeBytes { "\($0[0]), \($0[1])" }))
    }
  }
}
