import KTHWTestSupport
import Testing

@testable import KTHWCore

/// A key of some length whose octets depend on its seed.
func encryptionKey(_ name: String, length: Int = 32, seed: UInt64 = 7) throws -> EncryptionKey {
  try EncryptionKey(name: name, length: length, using: FixedContext.context(seed: seed).random)
}

/// A configuration of one rule about Secrets.
func encrypting(_ providers: EncryptionProvider...) -> EncryptionConfiguration {
  EncryptionConfiguration(rules: [.init(resources: ["secrets"], providers: providers)])
}

@Suite struct EncryptionRulesTests {
  static let newest = KubernetesVersion.newest

  func version(_ text: String) throws -> KubernetesVersion { try KubernetesVersion(text) }

  @Test(arguments: ["1.10", "1.12", "1.13", "1.36"])
  func `what we make is right for its version and free of doubts`(text: String) throws {
    let version = try version(text)
    let made = try EncryptionConfiguration.encrypting(
      for: version,
      using: FixedContext.context().random
    )
    #expect(made.problems(for: version) == [])
    #expect(made.doubts(for: version) == [])
    #expect(made.form == (version.minor < 13 ? .original : .current))
    #expect(made.rules[0].providers.map(\.name) == ["secretbox", "identity"])
  }

  @Test(arguments: [
    ("1.12", "--experimental-encryption-provider-config"), ("1.13", "--encryption-provider-config"),
  ])
  func `the flag has the name of its version`(text: String, flag: String) throws {
    #expect(try EncryptionConfiguration.flag(for: version(text)) == flag)
  }

  @Test(arguments: LocalCipher.allCases, [0, 1, 15, 16, 24, 31, 32, 33, 64])
  func `only keys of legal lengths are taken`(cipher: LocalCipher, length: Int) throws {
    let configuration = encrypting(.local(cipher, [try encryptionKey("key1", length: length)]))
    let problems = configuration.problems(for: Self.newest)
    #expect(problems.isEmpty == cipher.keyLengths.contains(length))
    #expect(
      problems.allSatisfy {
        $0.place?.field == "resources[0].providers[0].\(cipher.rawValue).keys[0].secret"
      }
    )
  }

  @Test func `a random source that gives too little makes no key`() {
    #expect(throws: KTHWError.self) { try EncryptionKey(name: "k", using: { _ in [1, 2, 3] }) }
  }

  @Test func `every fault is told at once, with its place`() throws {
    let short = try encryptionKey("a", length: 5)
    let configuration = EncryptionConfiguration(rules: [
      .init(
        resources: [],
        providers: [.local(.secretbox, [short, short]), .local(.aesgcm, [])]
      ),
      .init(resources: ["Secrets"], providers: []),
      .init(
        resources: ["secrets"],
        providers: [.local(.aescbc, [try encryptionKey(""), try encryptionKey("a\u{1b}b")])]
      ),
    ])
    #expect(
      configuration.problems(for: Self.newest).map { $0.place?.field ?? "" } == [
        "resources[0].resources",
        "resources[0].providers[0].secretbox.keys[0].secret",
        "resources[0].providers[0].secretbox.keys[1].name",
        "resources[0].providers[0].secretbox.keys[1].secret",
        "resources[0].providers[1].aesgcm.keys",
        "resources[1].resources[0]",
        "resources[1].providers",
        "resources[2].providers[0].aescbc.keys[0].name",
        "resources[2].providers[0].aescbc.keys[1].name",
      ]
    )
  }

  @Test func `no rules and the new form before its time are refused`() {
    let empty = EncryptionConfiguration(rules: [])
    #expect(empty.problems(for: .oldest).map(\.code) == [.unsupported, .missingField])
    #expect(EncryptionConfiguration(rules: [], form: .original).problems(for: .oldest).count == 1)
  }

  @Test(
    arguments: [
      (["secrets"], "1.10", true), (["secrets", "configmaps"], "1.10", true),
      (["Secrets"], "1.36", false), ([""], "1.36", false), (["*"], "1.36", false),
      (["*.*"], "1.26", false), (["*.*"], "1.27", true), (["*."], "1.27", true),
      (["*.apps"], "1.27", true), (["deployments.apps"], "1.13", true),
      (["pandas.awesome.bears.example"], "1.25", false),
      (["pandas.awesome.bears.example"], "1.26", true),
      (["leases.coordination.k8s.io"], "1.20", true), (["secrets", "secrets"], "1.36", false),
      (["*.*", "secrets"], "1.36", false), (["secrets", "*."], "1.36", false),
      (["*.apps", "deployments.apps"], "1.36", false), (["*.apps", "secrets"], "1.36", true),
      (["deployments.extensions"], "1.36", false), (["*.events.k8s.io"], "1.36", false),
      (["events"], "1.36", true), (["a b"], "1.36", false), (["secrets."], "1.36", false),
      (["a..b"], "1.36", false), (["-a"], "1.36", false), (["*.*.*"], "1.36", false),
      (["secrets\n"], "1.36", false),
    ] as [([String], String, Bool)]
  )
  func `resources follow the rules of their version`(
    resources: [String],
    text: String,
    isFine: Bool
  ) throws {
    let problems = EncryptedResources.problems(resources, for: try version(text))
    #expect(problems.isEmpty == isFine, "\(problems)")
  }

  @Test func `a resource in upper case gets the right name as a hint`() {
    let problems = EncryptedResources.problems(["Secrets"], for: .newest)
    #expect(problems[0].problem.hint == "resources are in lower case: use secrets")
  }

  @Test(
    arguments: [
      (KeyService.Version.v1, "1.10", 1000, true), (.v1, "1.17", 0, true), (.v1, "1.18", 0, false),
      (.v1, "1.18", -1, true), (.v1, "1.17", -1, false), (.v2, "1.24", nil, false),
      (.v2, "1.25", nil, true), (.v2, "1.36", nil, true), (.v2, "1.36", 5, false),
    ] as [(KeyService.Version, String, Int?, Bool)]
  )
  func `a key service follows the rules of its version`(
    protocolVersion: KeyService.Version,
    text: String,
    cache: Int?,
    isFine: Bool
  ) throws {
    let service = KeyService(
      version: protocolVersion,
      name: "vault",
      endpoint: "unix:///run/kms.sock",
      cacheSize: cache
    )
    let kubernetes = try version(text)
    var configuration = encrypting(.keyService(service), .identity)
    configuration.form = .init(for: kubernetes)
    #expect(configuration.problems(for: kubernetes).isEmpty == isFine)
  }

  @Test func `a key service needs a name, a socket and time`() {
    let service = KeyService(version: .v2, name: "a:b", endpoint: "http://x", timeout: .zero)
    let problems = encrypting(.keyService(service)).problems(for: .newest)
    #expect(
      problems.map { $0.place?.field?.split(separator: ".").last ?? "" } == [
        "name", "endpoint", "timeout",
      ]
    )
    let nameless = KeyService(version: .v1, name: "", endpoint: "unix:///k")
    #expect(encrypting(.keyService(nameless)).problems(for: .newest).count == 1)
  }

  @Test func `two services of one name are refused, in whatever rules`() {
    let service = KeyService(version: .v2, name: "vault", endpoint: "unix:///k")
    let configuration = EncryptionConfiguration(rules: [
      .init(resources: ["secrets"], providers: [.keyService(service)]),
      .init(resources: ["configmaps"], providers: [.keyService(service)]),
    ])
    #expect(configuration.problems(for: .newest).map(\.code) == [.duplicateField])
  }
}
