import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Writing a kubeconfig` {
  // kubectl.1.32 --kubeconfig all-kinds.input.json config view --raw [-o json]
  @Test func `every field and some 300 odd strings come out as kubectl writes them`() throws {
    let input = try KubeconfigFixture.golden("kubeconfig/all-kinds.input.json")
    let kubeconfig = try Kubeconfig(reading: input, file: "k")
    Golden.expect(try KubeconfigFixture.text(kubeconfig), matches: "kubeconfig/all-kinds.yaml")
    Golden.expect(kubeconfig.json(), matches: "kubeconfig/all-kinds.json")
  }

  @Test func `what was written reads back as the same`() throws {
    let text = try KubeconfigFixture.golden("kubeconfig/all-kinds.yaml")
    let kubeconfig = try Kubeconfig(reading: text, file: "k")
    #expect(try kubeconfig.yaml().withUnsafeBytes { Array($0) } == text)
  }

  // printf '' | kubectl.1.32 --kubeconfig /dev/stdin config view
  @Test(arguments: ["", "\n", "# nothing\n", "null", "~\n", "{}", "---\n...\n"])
  func `an empty kubeconfig has its skeleton`(text: String) throws {
    let expected = """
      apiVersion: v1
      clusters: null
      contexts: null
      current-context: ""
      kind: Config
      preferences: {}
      users: null

      """
    #expect(try KubeconfigFixture.text(KubeconfigFixture.read(text)) == expected)
  }

  // for each: users: [{name: x, user: {username: TEXT}}], kubectl.1.32 config view --raw
  @Test(arguments: [
    ("a\u{85}b", "a b"), ("a \u{85} b", "a b"), ("a\u{85}", "'a '"),
    ("a\u{85}\u{85}b", "|-\n      a\n      b"), ("\u{FEFF}a b", #""\uFEFF\x61\x20\x62""#),
    ("a: b\u{2028}", "'a: b\u{2028}'"), ("x\u{2028}", "'x\u{2028}'"),
  ])
  func `characters that kubectl mangles are mangled alike`(text: String, expected: String) throws {
    var user = KubeconfigUser()
    user.username = text
    let written = try KubeconfigFixture.text(Kubeconfig(users: ["x": user]))
    #expect(written.hasSuffix("    username: " + expected + "\n"))
  }

  @Test(arguments: ["\u{7F}", "a\u{80}", "\u{9F}", "\u{FFFE}", "\u{FFFF}"])
  func `characters that kubectl refuses are refused`(text: String) throws {
    let kubeconfig = Kubeconfig(currentContext: text)
    let error = #expect(throws: KTHWError.self) { try kubeconfig.yaml() }
    #expect(error?.code == .invalidValue)
    #expect(
      error?.problems.first?.peerWords?.text == "yaml: control characters are not allowed"
    )
  }

  @Test func `a key may have 1,022 characters and no more`() throws {
    func text(_ count: Int) throws -> SecretBytes {
      let key = String(repeating: "k", count: count)
      var cluster = KubeconfigCluster()
      cluster.extensions["e"] = .mapping([Node.Entry(key, .null)])
      return try Kubeconfig(clusters: ["c": cluster]).yaml()
    }
    #expect(try text(1_022).count > 1_022)
    let error = #expect(throws: KTHWError.self) { try text(1_023) }
    #expect(error?.code == .limitExceeded)
  }

  @Test func `keys are in natural order`() {
    let ordered = ["", "-", "_", "1", "9", "10", "A", "Z", "a1-", "a9", "a09", "a10", "b", "é"]
    #expect(ordered.shuffled().sorted(by: NaturalOrder.precedes) == ordered)
    #expect(NaturalOrder.precedes("a", "ab") && !NaturalOrder.precedes("a", "a"))
    #expect(NaturalOrder.precedes("a1b", "ab") && NaturalOrder.precedes("x10", "x100"))
    #expect(NaturalOrder.precedes("a99999999999999999999999", "b"))
  }

  @Test func `a private key is written as base64 without line breaks`() throws {
    let key = [UInt8](repeating: 0x2D, count: 10_000)
    let user = KubeconfigUser(
      certificate: Array("c".utf8),
      key: key.withUnsafeBytes { SecretBytes(copying: $0) }
    )
    let text = try KubeconfigFixture.text(Kubeconfig(users: ["u": user]))
    #expect(text.contains("\n    client-key-data: " + Base64.encode(key) + "\n"))
  }

  @Test func `descriptions and mirrors never show secrets`() throws {
    var user = KubeconfigUser(token: "hush-1")
    user.password = "hush-2"
    user.clientKeyData = Array("hush-3".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    user.authProvider = AuthProvider(name: "p", config: ["client-secret": "hush-4"])
    user.exec = ExecCredential(
      command: "c",
      arguments: ["hush-5"],
      environment: [.init("A", "hush-6")]
    )
    let kubeconfig = Kubeconfig(users: ["u": user])
    var dumped = ""
    dump(kubeconfig, to: &dumped)
    dump(user.exec?.environment, to: &dumped)
    for text in ["\(kubeconfig)", String(reflecting: kubeconfig), dumped, "\(user)"] {
      #expect(!text.contains("hush"))
    }
    #expect("\(user)".contains("token, password, auth-provider, exec"))
  }
}
