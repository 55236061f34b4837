import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct EncryptionTextTests {
  func text(_ configuration: EncryptionConfiguration) -> String {
    configuration.text().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  func read(_ text: String) throws -> EncryptionConfiguration {
    try EncryptionConfiguration(text: Array(text.utf8), file: "enc.yaml")
  }

  func key(_ name: String, _ octets: ClosedRange<UInt8>) -> EncryptionKey {
    let secret = Array(octets).withUnsafeBytes { SecretBytes(copying: $0) }
    return EncryptionKey(name: name, secret: secret)
  }

  @Test func `the text is what Kubernetes' pages show`() {
    let configuration = EncryptionConfiguration(rules: [
      .init(
        resources: ["secrets", "*.apps"],
        providers: [
          .local(.secretbox, [key("key1", 1...32)]), .local(.aesgcm, [key("key2", 1...24)]),
          .keyService(
            KeyService(
              version: .v2,
              name: "my vault",
              endpoint: "unix:///run/kms.sock",
              timeout: .seconds(3)
            )
          ), .identity,
        ]
      )
    ])
    #expect(
      text(configuration) == """
        apiVersion: apiserver.config.k8s.io/v1
        kind: EncryptionConfiguration
        resources:
        - resources:
          - secrets
          - "*.apps"
          providers:
          - secretbox:
              keys:
              - name: key1
                secret: AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=
          - aesgcm:
              keys:
              - name: key2
                secret: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY"
          - kms:
              apiVersion: v2
              name: "my vault"
              endpoint: unix:///run/kms.sock
              timeout: 3s
          - identity: {}

        """
    )
  }

  @Test func `up to 1_12 the kind and version are the old ones`() {
    var configuration = encrypting(.identity)
    configuration.form = .original
    #expect(text(configuration).hasPrefix("apiVersion: v1\nkind: EncryptionConfig\n"))
  }

  @Test(arguments: [
    "key1", "Key1", "no", "y", "true", "1", "1e3", "0x10", "~", "null", "a: b", "a #b", "- a", "a:",
    "*", "&a", "!a", "%a", "@a", "`a", "\"", "'", "\\", "{}", "[]", "", " a", "a ", "é", "🔑",
    "a\nb",
    "a\tb", "<<", "=", "2001-01-01", "a/b:c", "k.1_2-3", "---", "...", "a\u{2028}b",
  ])
  func `a name of any kind survives`(name: String) throws {
    var configuration = encrypting(.local(.secretbox, [key(name, 1...32)]), .identity)
    configuration.rules[0].resources = [name]
    #expect(try read(text(configuration)) == configuration)
  }

  @Test func `whatever is made is read back the same`() throws {
    var generator = SeededGenerator(seed: 20_261_121)
    for _ in 1...300 {
      let configuration = EncryptionConfiguration(
        rules: (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          EncryptionConfiguration.Rule(
            resources: (0..<Int.random(in: 0...3, using: &generator)).map { "resource\($0)" },
            providers: (0..<Int.random(in: 0...4, using: &generator)).map { _ in
              provider(&generator)
            }
          )
        },
        form: Bool.random(using: &generator) ? .current : .original
      )
      #expect(try read(text(configuration)) == configuration)
    }
  }

  func provider(_ generator: inout SeededGenerator) -> EncryptionProvider {
    switch Int.random(in: 0...4, using: &generator) {
    case 0: return .identity
    case 1:
      return .keyService(
        KeyService(
          version: Bool.random(using: &generator) ? .v1 : .v2,
          name: "service",
          endpoint: "unix:///run/a b.sock",
          cacheSize: Bool.random(using: &generator) ? -1 : nil,
          timeout: Bool.random(using: &generator) ? .seconds(90) : nil
        )
      )
    default:
      let cipher = LocalCipher.allCases.randomElement(using: &generator) ?? .secretbox
      let keys = (0..<Int.random(in: 0...3, using: &generator)).map { index in
        let octets = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        let secret = octets.withUnsafeBytes { SecretBytes(copying: $0) }
        return EncryptionKey(name: "key\(index)", secret: secret)
      }
      return .local(cipher, keys)
    }
  }

  @Test func `JSON is read as well`() throws {
    let configuration = try read(
      """
      {"kind": "EncryptionConfiguration", "apiVersion": "apiserver.config.k8s.io/v1",
       "resources": [{"resources": ["secrets"], "providers": [{"identity": {}}]}]}
      """
    )
    #expect(configuration == encrypting(.identity))
  }

  @Test func `the tutorials' files are read and doubted`() throws {
    // The shape of the walkthroughs' heredocs, with a key of nobody's.
    let configuration = try read(
      """
      kind: EncryptionConfig
      apiVersion: v1
      resources:
        - resources:
            - secrets
          providers:
            - aescbc:
                keys:
                  - name: key1
                    secret: 8J+UkfCflJHwn5SR8J+UkfCflJHwn5SR8J+UkfCflJE=
            - identity: {}
      """
    )
    #expect(configuration.form == .original)
    #expect(configuration.problems(for: .newest) == [])
    #expect(configuration.doubts(for: .newest).count == 2)
    #expect(try configuration.rotationStage() == .settled)
  }

  @Test func `every mistake is told at once, with its line, and no key in it`() throws {
    let error = try #require(throws: KTHWError.self) {
      try read(
        """
        kind: EncryptionConfiguration
        apiVersion: v1
        resuorces: []
        resources:
        - resources: secrets
          providers:
          - secretbox:
              keys:
              - name: 1
                secrte: AAAA
              - name: key2
                secret: QUJDREVGR0hJSktMTU5PUFFS!
          - aesbc: {}
          - identity:
          - identity: {}
            aesgcm: {keys: []}
          - kms: {apiVersion: v3, name: a, endpoint: b, cachesize: many, timeout: 3}
          - {}
        - providers: []
        - oops
        """
      )
    }
    #expect(
      error.problems.map { String(describing: $0.place ?? Place()) } == [
        "enc.yaml:2:13: apiVersion",
        "enc.yaml:3:1",
        "enc.yaml:5:14: resources[0].resources",
        "enc.yaml:9:9: resources[0].providers[0].secretbox.keys[0].secret",
        "enc.yaml:9:15: resources[0].providers[0].secretbox.keys[0].name",
        "enc.yaml:10:9: resources[0].providers[0].secretbox.keys[0]",
        "enc.yaml:12:17: resources[0].providers[0].secretbox.keys[1].secret",
        "enc.yaml:13:5: resources[0].providers[1]",
        "enc.yaml:14:14: resources[0].providers[2].identity",
        "enc.yaml:15:5: resources[0].providers[3]",
        "enc.yaml:17:23: resources[0].providers[4].kms.apiVersion",
        "enc.yaml:17:60: resources[0].providers[4].kms.cachesize",
        "enc.yaml:17:75: resources[0].providers[4].kms.timeout",
        "enc.yaml:18:5: resources[0].providers[5]",
        "enc.yaml:19:3: resources[1].resources",
        "enc.yaml:20:3: resources[2]",
      ]
    )
    #expect(error.problems[0].message == "EncryptionConfiguration is not of \"v1\"")
    #expect(error.problems[5].hint == "did you mean \"secret\"?")
    #expect(error.problems[7].hint == "did you mean \"aescbc\"?")
    #expect(error.problems[8].hint == "write identity: {}")
    #expect(!error.description.contains("QUJDREVG"))
  }

  @Test(arguments: [
    "", "# nothing\n", "[]", "3", "kind: X", "---\n---\n", "{", "\u{0}",
    "kind: EncryptionConfiguration\nkind: EncryptionConfiguration\n",
  ])
  func `what is no configuration is refused`(text: String) {
    #expect(throws: KTHWError.self) { try read(text) }
  }
}
