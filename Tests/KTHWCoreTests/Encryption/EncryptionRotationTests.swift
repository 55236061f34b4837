import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct EncryptionRotationTests {
  let random = FixedContext.context(seed: 99).random

  /// The providers and keys of the first rule: `secretbox(key2 key1) identity`.
  func shape(_ configuration: EncryptionConfiguration) -> String {
    configuration.rules[0].providers.map { provider in
      let keys = provider.keys.map(\.name).joined(separator: " ")
      return provider.name + (keys.isEmpty ? "" : "(\(keys))")
    }.joined(separator: " ")
  }

  func step(_ configuration: EncryptionConfiguration) throws -> EncryptionConfiguration {
    try configuration.rotated(configuration.rotationStage().nextStep, using: random)
  }

  @Test func `three steps replace a key and keep the reading of plain text`() throws {
    let old = encrypting(.local(.secretbox, [try encryptionKey("key1")]), .identity)
    #expect(try old.rotationStage() == .settled)
    let added = try step(old)
    #expect(shape(added) == "secretbox(key1 key2) identity")
    #expect(try added.rotationStage() == .added)
    let promoted = try step(added)
    #expect(shape(promoted) == "secretbox(key2 key1) identity")
    #expect(try promoted.rotationStage() == .promoted)
    let dropped = try step(promoted)
    #expect(shape(dropped) == "secretbox(key2) identity")
    #expect(try dropped.rotationStage() == .settled)
    #expect(shape(try step(dropped)) == "secretbox(key2 key3) identity")
  }

  @Test func `at every step all servers read what any of them writes`() throws {
    // Two servers, one with the file of before and one with that of after.
    var before = encrypting(.local(.aescbc, [try encryptionKey("key1")]), .identity)
    for _ in 1...9 {
      let after = try step(before)
      let readable = [before, after].map { file in
        Set(file.rules[0].providers.flatMap(\.keys).map(\.name))
      }
      for file in [before, after] {
        let writer = try #require(file.rules[0].providers.first?.keys.first)
        #expect(readable.allSatisfy { $0.contains(writer.name) })
      }
      #expect(after.problems(for: .newest) == [])
      before = after
    }
    #expect(shape(before) == "secretbox(key4) identity")
  }

  @Test func `plain text becomes encrypted without a server that cannot read`() throws {
    let added = try step(encrypting(.identity))
    #expect(shape(added) == "identity secretbox(key1)")
    let promoted = try step(added)
    #expect(shape(promoted) == "secretbox(key1) identity")
    #expect(try promoted.rotationStage() == .settled)
  }

  @Test func `another cipher comes in as another provider and the old one goes last`() throws {
    let old = encrypting(.local(.aescbc, [try encryptionKey("key1")]), .identity)
    let added = try step(old)
    #expect(shape(added) == "aescbc(key1) secretbox(key2) identity")
    let promoted = try step(added)
    #expect(shape(promoted) == "secretbox(key2) aescbc(key1) identity")
    #expect(shape(try step(promoted)) == "secretbox(key2) identity")
    let same = try old.rotated(.add, to: .aescbc, using: random)
    #expect(shape(same) == "aescbc(key1 key2) identity")
  }

  @Test func `the newest key is promoted wherever it stands`() throws {
    let keys = try ["key2", "key1", "key9"].map { try encryptionKey($0) }
    let configuration = encrypting(
      .local(.aescbc, Array(keys[..<2])),
      .identity,
      .local(.secretbox, [try encryptionKey("key3"), keys[2]])
    )
    #expect(try configuration.rotationStage() == .added)
    #expect(
      shape(try configuration.rotated(.promote, using: random))
        == "secretbox(key9 key3) aescbc(key2 key1) identity"
    )
  }

  @Test func `one name without a number is the oldest, two tell nothing`() throws {
    let one = encrypting(.local(.secretbox, [try encryptionKey("default")]))
    let added = try step(one)
    #expect(shape(added) == "secretbox(default key2)")
    #expect(shape(try step(added)) == "secretbox(key2 default)")
    let two = encrypting(.local(.secretbox, [try encryptionKey("old"), try encryptionKey("new")]))
    let error = try #require(throws: KTHWError.self) { try two.rotationStage() }
    #expect(error.code == .unsupported)
    #expect(shape(try two.rotated(.promote, using: random)) == "secretbox(new old)")
    #expect(shape(try two.rotated(.drop, using: random)) == "secretbox(old)")
    #expect(shape(try two.rotated(.add, using: random)) == "secretbox(old key3 new)")
  }

  @Test func `steps that lead nowhere are refused`() throws {
    let settled = encrypting(.local(.secretbox, [try encryptionKey("key1")]), .identity)
    #expect(throws: KTHWError.self) { try settled.rotated(.promote, using: random) }
    let plain = encrypting(.identity)
    #expect(throws: KTHWError.self) { try plain.rotated(.promote, using: random) }
    #expect(throws: KTHWError.self) { try plain.rotated(.drop, using: random) }
    let service = KeyService(version: .v2, name: "v", endpoint: "unix:///k")
    let kms = encrypting(.keyService(service), .identity)
    #expect(throws: KTHWError.self) { try kms.rotationStage() }
    #expect(throws: KTHWError.self) { try kms.rotated(.add, using: random) }
  }

  @Test func `dropping keeps a key service behind the key`() throws {
    let service = KeyService(version: .v2, name: "v", endpoint: "unix:///k")
    let configuration = encrypting(
      .local(.secretbox, [try encryptionKey("key2"), try encryptionKey("key1")]),
      .keyService(service),
      .identity
    )
    #expect(
      shape(try configuration.rotated(.drop, using: random)) == "secretbox(key2) kms identity"
    )
  }

  @Test func `rules at different stages need a step to be named`() throws {
    let key1 = try encryptionKey("key1")
    let key2 = try encryptionKey("key2")
    let configuration = EncryptionConfiguration(rules: [
      .init(resources: ["secrets"], providers: [.local(.secretbox, [key1])]),
      .init(resources: ["configmaps"], providers: [.local(.secretbox, [key1, key2])]),
    ])
    #expect(throws: KTHWError.self) { try configuration.rotationStage() }
    let added = try configuration.rotated(.add, using: random)
    #expect(
      added.rules.map { $0.providers[0].keys.map(\.name) } == [
        ["key1", "key2"], ["key1", "key3", "key2"],
      ]
    )
  }

  @Test func `no randomness, no rotation`() throws {
    let old = encrypting(.local(.secretbox, [try encryptionKey("key1")]))
    #expect(throws: KTHWError.self) {
      try old.rotated(.add) { _ in throw KTHWError(.cryptography, "none") }
    }
  }

  @Test(arguments: [("key12", 12), ("key", nil), ("7", 7), ("k1e", nil), ("", nil), ("key-007", 7)])
  func `the number is what a name ends with`(name: String, number: Int?) {
    #expect(EncryptionKey.number(in: name) == number)
  }
}
