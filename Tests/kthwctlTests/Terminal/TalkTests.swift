import KTHWTestSupport
import Testing

@testable import kthwctl

@Suite struct `How much is said` {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", RunCommand.kthwctl("init").run().outputText)
  }

  func run(_ words: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, words).inside(scratch).run()
  }

  @Test func `is nothing with --quiet, where all is well`() throws {
    for words in [
      ["generate"], ["generate"], ["matrix", "out"], ["ca", "init"], ["cert", "admin"],
      ["keypair"], ["verify", "out", "--fail-on", "never"], ["expiry", "out", "--within", "1d"],
      ["init", "--out", "other.yaml"],
    ] {
      let result = try RunCommand(RunCommand.kthwctlPath, words + ["-q"]).inside(scratch).run()
      #expect(result.succeeded && result.errors.isEmpty, "\(result)")
    }
  }

  @Test func `is errors, warnings and their hints even with --quiet`() throws {
    let missing = try run("generate", "nowhere.yaml", "--quiet").expecting(74)
    #expect(missing.errorText.hasPrefix("kthwctl: error: "))
    let typo = try run("render", "kubelt.service", "-q").expecting(64)
    #expect(typo.errorText.hasSuffix("kthwctl: hint: did you mean kubelet.service?\n"))
    let doubt = try run("csr", "a", "--cn", "system:nodes:worker", "-q").expecting(0)
    #expect(doubt.errorText.hasPrefix("kthwctl: warning: "))
    let seeded = try run("generate", "--insecure-seed", "x", "--dry-run", "-q").expecting(0)
    #expect(seeded.errorText.hasPrefix("kthwctl: warning: "))
  }

  @Test func `is every name, who runs and for how long with --verbose`() throws {
    let usual = try run("generate").expecting(0).errorText
    #expect(usual.contains(" and ") && usual.contains(" more\n"))
    let scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", RunCommand.kthwctl("init").run().outputText)
    let much = try RunCommand.kthwctl("generate", "-v").inside(scratch).run().expecting(0)
    let lines = much.errorText.split(separator: "\n")
    #expect(lines.first?.hasPrefix("kthwctl: version \(Release.version), OpenSSL 3.") == true)
    #expect(
      lines.last?.hasPrefix("kthwctl: took 0.") == true || lines.last?.hasSuffix(" s") == true
    )
    #expect(!much.errorText.contains(" more\n"))
    // What is data is the same.
    let data = try run("identities", "-o", "json", "-v").expecting(0).output
    #expect(try run("identities", "-o", "json").output == data)
  }

  @Test func `is as the compatible programs say it`() throws {
    // -q and -v are theirs to refuse.
    try run("cfssl", "version", "-q").expecting(2)
    #expect(try run("config", "current-context", "-q").status == 1)
  }

  @Test func `is as JSON and YAML what a table says`() throws {
    try run("generate", "-q").expecting(0)
    for (words, kind) in [
      (["verify", "out"], "VerificationReport"), (["matrix", "out"], "ConnectionMatrix"),
      (["verify", "--list"], "RuleList"), (["render", "--list"], "RenderedFileList"),
      (["expiry", "out"], "ExpiryReport"), (["identities"], "IdentityList"),
      (["inspect", "out/pki/ca.pem"], "InspectionReport"), (["version"], "Version"),
      (["explain", "KTHW-SAN-004"], "Explanation"),
      (["whoami", "--kubeconfig", "out/kubeconfigs/admin.kubeconfig"], "ClientReport"),
    ] {
      for format in ["json", "yaml"] {
        let arguments = words + ["-o", format]
        let result = try RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch).run()
        #expect(result.succeeded, "\(result)")
        let text = result.outputText.filter { $0 != "\"" }
        #expect(text.contains("apiVersion: kthwctl/v1alpha1"), "\(result)")
        #expect(text.contains("kind: \(kind)"), "\(words): \(text.prefix(120))")
      }
    }
    try run("verify", "--list", "-o", "sarif").expecting(64)
    try run("render", "kubelet.service", "-o", "json").expecting(64)
  }
}
