import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `The keys that a cluster's settings ask for` {
  private let random = FixedContext.context().random

  private func configuration(
    _ provider: EncryptionSettings.Provider = .local(.secretbox),
    _ resources: [String] = ["secrets"],
    replacing old: EncryptionConfiguration? = nil,
    for version: KubernetesVersion = .newest
  ) throws -> EncryptionConfiguration? {
    let settings = EncryptionSettings(provider: provider, resources: resources)
    return try settings.configuration(replacing: old, for: version, using: random)
  }

  @Test func `are made once and kept`() throws {
    let first = try #require(try configuration())
    #expect(first.rules.map(\.resources) == [["secrets"]])
    #expect(first.rules[0].providers.map(\.name) == ["secretbox", "identity"])
    #expect(try configuration(replacing: first) == first)
    #expect(try configuration(.none) == nil)
  }

  @Test func `are kept in every stage of a rotation`() throws {
    let first = try #require(try configuration())
    let added = try first.rotated(.add, using: random)
    let promoted = try added.rotated(.promote, using: random)
    for stage in [added, promoted] { #expect(try configuration(replacing: stage) == stage) }
  }

  @Test func `come before the old ones, which still read`() throws {
    let first = try #require(try configuration(.local(.aescbc)))
    let second = try #require(try configuration(.local(.secretbox), replacing: first))
    #expect(second.rules[0].providers.map(\.name) == ["secretbox", "aescbc", "identity"])
    #expect(second.rules[0].providers[1].keys == first.rules[0].providers[0].keys)
    #expect(second.rules[0].providers[0].keys.map(\.name) == ["key2"])
    // And back again: no key is lost.
    let third = try #require(try configuration(.local(.aescbc), replacing: second))
    #expect(third.rules[0].providers.map(\.name) == ["aescbc", "secretbox", "identity"])
    let keys = third.rules[0].providers.flatMap(\.keys)
    #expect(Set(keys.map(\.name)).isSuperset(of: ["key1", "key2"]))
  }

  @Test func `do for more resources, and give up others without losing a key`() throws {
    let first = try #require(try configuration())
    let key = first.rules[0].providers[0].keys
    let more = try #require(
      try configuration(.local(.secretbox), ["secrets", "configmaps"], replacing: first)
    )
    #expect(more.rules.map(\.resources) == [["secrets", "configmaps"]])
    #expect(more.rules[0].providers[0].keys == key)
    let fewer = try #require(
      try configuration(.local(.secretbox), ["configmaps"], replacing: more)
    )
    #expect(fewer.rules.map(\.resources) == [["configmaps"], ["secrets"]])
    #expect(fewer.rules[1].providers.map(\.name) == ["identity", "secretbox"])
    #expect(fewer.rules.flatMap(\.providers).allSatisfy { $0.keys.isEmpty || $0.keys == key })
    #expect(try configuration(.local(.secretbox), ["configmaps"], replacing: fewer) == fewer)
  }

  @Test func `stand in the form of the cluster's version`() throws {
    let old = try #require(try configuration(for: KubernetesVersion("1.12")))
    #expect(old.form == .original)
    let new = try #require(try configuration(replacing: old, for: KubernetesVersion("1.13")))
    #expect(new.form == .current)
    #expect(new.rules == old.rules)
  }
}
