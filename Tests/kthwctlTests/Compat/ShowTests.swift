import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct ShowTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.makeAuthority()
    let words = ["gencert"] + Workshop.signing + ["-hostname=a.example,10.0.0.1", "admin-csr.json"]
    try shop.make("admin", words)
  }

  func certinfo(_ words: String..., reading input: String? = nil) throws -> CommandResult {
    var command = RunCommand.kthwctl(as: "cfssl-certinfo", words).inside(shop.directory)
    if let input { command = command.reading(input) }
    return try command.run()
  }

  @Test func `certinfo shows a certificate from a file or standard input`() throws {
    let byFile = try shop.cfssl("certinfo", "-cert", "admin.pem").expecting(0)
    let node = try JSONReader.node(from: byFile.output)
    #expect(node["subject"]?["common_name"]?.text == "admin")
    #expect(node["sans"]?.items?.compactMap(\.text) == ["a.example", "10.0.0.1"])
    #expect(byFile.outputText.hasPrefix("{\n  \"subject\": {\n"))
    let pem = try shop.directory.text("admin.pem")
    let byInput = try shop.cfssl("certinfo", "-cert", "-", reading: pem).expecting(0)
    #expect(byInput.output == byFile.output)
    #expect(byFile.errors.isEmpty)
  }

  @Test func `certinfo shows every certificate of a file`() throws {
    let chain = try shop.directory.text("admin.pem") + shop.directory.text("ca.pem")
    try shop.directory.write("chain.pem", chain)
    let result = try shop.cfssl("certinfo", "-cert", "chain.pem").expecting(0)
    #expect(result.outputText.split(separator: "\n").filter { $0 == "}" }.count == 2)
  }

  @Test func `certinfo shows a request`() throws {
    let result = try shop.cfssl("certinfo", "-csr", "admin.csr").expecting(0)
    let node = try JSONReader.node(from: result.output)
    #expect(node["DNSNames"]?.items?.compactMap(\.text) == ["a.example"])
  }

  @Test(arguments: [
    (["-cert", "none.pem"], "open none.pem: no such file or directory"),
    (["-cert", "admin-csr.json"], "\"code\":1002"),
    (["-cert", "admin-key.pem"], "\"code\":1003"),
    (["-csr", "admin.pem"], "\"code\":9300"),
    ([], "Must specify certinfo target"),
  ])
  func `certinfo tells what is wrong`(flags: [String], words: String) throws {
    let result = try shop.cfssl(["certinfo"] + flags).expecting(1)
    #expect(result.errorText.contains(words))
    #expect(result.output.isEmpty)
    #expect(!result.tellsKey)
  }

  @Test func `cfssl-certinfo shows the same, and fails where the original does not`() throws {
    let whole = try shop.cfssl("certinfo", "-cert", "admin.pem").expecting(0)
    #expect(try certinfo("-cert", "admin.pem").expecting(0).output == whole.output)
    try certinfo("-cert", "none.pem").expecting(1)
    try certinfo().expecting(1)
    let remote = try certinfo("-domain", "example.com").expecting(1)
    #expect(remote.errorText.hasPrefix("-domain is not part of this program"))
    try certinfo("-csr", "admin.csr").expecting(2)
    try certinfo("-h").expecting(0)
  }

  @Test func `bundle finds the chain to the root`() throws {
    try shop.directory.write("sub.json", #"{"CN":"Sub CA"}"#)
    let flags = ["-config=ca-config.json", "-ca=ca.pem", "-ca-key=ca-key.pem"]
    try shop.make("sub", ["gencert"] + flags + ["-profile=intermediate", "sub.json"])
    let leaf = ["-ca=sub.pem", "-ca-key=sub-key.pem", "-hostname=leaf"]
    try shop.make("leaf", ["gencert"] + leaf + ["admin-csr.json"])
    let result = try shop.cfssl(
      "bundle",
      "-cert=leaf.pem",
      "-key=leaf-key.pem",
      "-ca-bundle=ca.pem",
      "-int-bundle=sub.pem"
    ).expecting(0)
    #expect(result.outputText.last == "}")
    let node = try JSONReader.node(from: result.output)
    let chain = try shop.directory.text("leaf.pem") + shop.directory.text("sub.pem")
    #expect(node["bundle"]?.text.map { $0 + "\n" } == chain)
    #expect(node["root"]?.text.map { $0 + "\n" } == (try shop.directory.text("ca.pem")))
    #expect(node["key"]?.text?.hasPrefix("-----BEGIN EC PRIVATE KEY-----") == true)
    #expect(!result.tellsKey)
    try shop.directory.makeDirectory("more")
    try shop.directory.write("more/sub.pem", shop.directory.text("sub.pem"))
    try shop.cfssl("bundle", "-cert=leaf.pem", "-ca-bundle=ca.pem", "-int-dir=more").expecting(0)

    let unknown = try shop.cfssl("bundle", "-cert=leaf.pem", "-ca-bundle=ca.pem").expecting(1)
    #expect(unknown.errorText.contains("\"code\":1220"))
    #expect(unknown.output.isEmpty)
  }

  @Test func `bundle takes a chain as given when forced`() throws {
    let chain = try shop.directory.text("admin.pem") + shop.directory.text("ca.pem")
    try shop.directory.write("chain.pem", chain)
    let result = try shop.cfssl("bundle", "-cert=chain.pem", "-flavor=force").expecting(0)
    let node = try JSONReader.node(from: result.output)
    #expect(node["bundle"]?.text.map { $0 + "\n" } == chain)
    #expect(node["root"]?.text == "")
    let alone = try shop.cfssl("bundle", "-cert=ca.pem", "-flavor=force").expecting(1)
    #expect(alone.errorText.contains("\"code\":1100"))
    let turned = try shop.directory.text("ca.pem") + shop.directory.text("admin.pem")
    try shop.directory.write("turned.pem", turned)
    try shop.cfssl("bundle", "-cert=turned.pem", "-flavor=force").expecting(1)
  }

  @Test func `bundle refuses another certificate's key`() throws {
    let result = try shop.cfssl(
      "bundle",
      "-cert=admin.pem",
      "-key=ca-key.pem",
      "-ca-bundle=ca.pem"
    ).expecting(1)
    #expect(result.errorText.contains("\"code\":2300"))
    #expect(!result.tellsKey)
  }
}
