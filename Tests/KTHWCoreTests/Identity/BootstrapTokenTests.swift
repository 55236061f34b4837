import Testing

@testable import KTHWCore

@Suite struct `A bootstrap token` {
  @Test(arguments: [
    "", ".", "abcdef", "abcdef.0123456789abcde", "abcdef.0123456789abcdef0",
    "ABCDEF.0123456789abcdef",
    "abcde.0123456789abcdef", "abcdef.0123456789abcdeF", "abcdef.0123456789abcdef\n",
    "abcdef.0123456789.bcdef", "abcdéf.0123456789abcdef", " abcdef.0123456789abcdef",
  ])
  func `of another form is refused, and not shown`(text: String) {
    let error = #expect(throws: KTHWError.self) { try BootstrapToken(text) }
    #expect(error?.problems.first?.code == .invalidValue)
    #expect(
      text.count < 7 || error?.problems.contains { "\($0)".contains(text.suffix(8)) } == false
    )
  }

  @Test func `tells its id, and never its secret`() throws {
    let token = try BootstrapToken("abcdef.0123456789abcdef")
    #expect(token.text == "abcdef.0123456789abcdef")
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped, String(describing: [token])] {
      #expect(text.contains("abcdef"))
      #expect(!text.contains("0123456789"))
    }
    #expect(token.identity.user == "system:bootstrap:abcdef")
  }

  @Test func `has characters that are all as likely, whatever octets there are`() throws {
    var counts: [Character: Int] = [:]
    // 22 characters of each eleven times 256 octets in a row.
    for start in 0..<256 {
      let token = try BootstrapToken { count, attempt in
        (0..<count).map { UInt8(truncatingIfNeeded: start + $0 + attempt) }
      }
      for character in token.id + token.secret { counts[character, default: 0] += 1 }
    }
    #expect(counts.count == 36)
    let mean = 256 * 22 / 36
    #expect(counts.values.allSatisfy { abs($0 - mean) < mean / 4 })
    // Octets that are of no use are not taken.
    var attempts = 0
    let token = try BootstrapToken { count, attempt in
      attempts = attempt
      return [UInt8](repeating: attempt < 3 ? 255 : 0, count: count)
    }
    #expect(attempts == 3)
    #expect(token.text == "aaaaaa.aaaaaaaaaaaaaaaa")
  }

  @Test(arguments: [
    ("system:bootstrappers:kthw:nodes", true), ("system:bootstrappers:a", true),
    ("system:bootstrappers", false), ("system:bootstrappers:", false),
    ("system:bootstrappers:a-", false), ("system:bootstrappers:A", false),
    ("system:masters", false), ("system:bootstrappers:a b", false),
    ("system:bootstrappers:" + String(repeating: "a", count: 256), true),
    ("system:bootstrappers:" + String(repeating: "a", count: 257), false),
  ])
  func `gives groups of one kind only`(group: String, isGroup: Bool) {
    #expect(BootstrapToken.isGroup(group) == isGroup)
  }

  @Test(arguments: [
    "123456.1234567890123456", "0e1234.0000000000000000", "000000.0000000000000001",
    "0x1234.abcdefabcdefabcd", "nullnu.truetruetruetrue", "1e5000.9999999999999999",
  ])
  func `is a text to whoever reads its Secret and its kubeconfig`(text: String) throws {
    let token = try BootstrapToken(text)
    let moment = Timestamp(year: 2027, month: 1, day: 2)
    let terms = BootstrapTokenSecret.Terms(token: token, expires: moment)
    let yaml = try BootstrapTokenSecret.text(of: terms, why: "why").withUnsafeBytes { Array($0) }
    let secret = try #require(BootstrapTokenSecret(reading: yaml))
    #expect(secret.token == token)
    #expect(secret.name == "bootstrap-token-\(token.id)")
    #expect(secret.namespace == "kube-system")
    #expect(secret.expiration == .at(moment))
    #expect(secret.groups == ["system:bootstrappers:kthw:nodes"])
    #expect(secret.authenticates)
    #expect(secret["usage-bootstrap-signing"] == nil)
    // Every field must be a string, or the API server refuses the Secret.
    let node = try #require(try YAMLReader.node(from: yaml))
    for entry in node["stringData"]?.entries ?? [] {
      #expect(entry.value.scalar?.text != nil && entry.value.scalar?.integer == nil, "\(entry.key)")
      #expect(entry.value.scalar?.boolean == nil, "\(entry.key)")
    }
    let spec = try ClusterFixture.balanced()
    let form = try BootstrapKubeconfig(spec, certificateAuthority: Array("-----".utf8))
    let written = try form.text(token).withUnsafeBytes { Array($0) }
    let kubeconfig = try Kubeconfig(reading: written)
    #expect(kubeconfig.users.map(\.value.token) == [text])
    #expect(kubeconfig.clusters.map(\.value.server) == ["https://192.168.26.10:6443"])
    #expect(kubeconfig.currentContext == "default")
  }

  @Test func `is read from base64 as well, and plain text wins`() throws {
    let yaml = """
      apiVersion: v1
      kind: Secret
      type: bootstrap.kubernetes.io/token
      metadata: {name: bootstrap-token-abcdef, namespace: kube-system}
      data: {token-id: YWJjZGVm, token-secret: MDEyMzQ1Njc4OWFiY2RlZg==, expiration: "!!"}
      stringData: {token-id: fedcba}
      """
    let secret = try #require(BootstrapTokenSecret(reading: Array(yaml.utf8)))
    #expect(secret.token?.text == "fedcba.0123456789abcdef")
    #expect(secret.unreadable == ["expiration"])
    #expect(secret.expiration == .never)
  }

  @Test(arguments: ["", "x", "kind: Secret", "kind: Secret\ntype: Opaque\n", "- a", "{", "a: [1"])
  func `is not found in other files`(text: String) {
    #expect(BootstrapTokenSecret(reading: Array(text.utf8)) == nil)
  }
}
