import Testing

@testable import KTHWCore

@Suite struct `Viewing a kubeconfig` {
  private let base: Kubeconfig

  init() throws { base = try KubeconfigFixture.read(KubeconfigFixture.two, file: "dir/k") }

  @Test func `secrets are replaced, programs and providers shown`() throws {
    var user = KubeconfigUser(token: "t")
    user.password = "p"
    user.username = "u"
    user.clientCertificateData = [1]
    user.clientKeyData = [UInt8]([2]).withUnsafeBytes { SecretBytes(copying: $0) }
    user.authProvider = AuthProvider(name: "a", config: ["k": "shown"])
    user.exec = ExecCredential(
      command: "c",
      arguments: ["shown"],
      environment: [.init("E", "shown")]
    )
    let cluster = KubeconfigCluster(server: "s", certificateAuthorityData: [3])
    let kubeconfig = Kubeconfig(clusters: ["c": cluster], users: ["u": user])
    let text = try KubeconfigFixture.text(kubeconfig.redacted())
    for line in [
      "certificate-authority-data: DATA+OMITTED", "client-certificate-data: DATA+OMITTED",
      "client-key-data: DATA+OMITTED", "password: REDACTED", "token: REDACTED", "username: u",
      "k: shown", "- shown", "value: shown",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    let strict = try KubeconfigFixture.text(kubeconfig.redacted(strictly: true))
    #expect(!strict.contains("shown") && strict.contains("k: REDACTED"))
    let nothing = try KubeconfigFixture.text(Kubeconfig(users: ["e": KubeconfigUser()]).redacted())
    #expect(nothing.contains("user: {}"))
  }

  @Test func `minifying leaves one context with what it names`() throws {
    #expect(try base.minified().clusters.names == ["a"])
    let other = try base.minified(to: "cb")
    #expect(other.currentContext == "cb" && other.users.names == ["ub"])
    #expect(other.contexts.names == ["cb"] && other.clusters.names == ["b"])
  }

  @Test(arguments: [
    ("", "current-context must exist in order to minify"), ("x", "cannot locate context x"),
    ("c", "cannot locate cluster gone"), ("u", "cannot locate user gone"),
  ])
  func `minifying to what is not there is refused`(name: String, words: String) {
    var kubeconfig = base
    kubeconfig.currentContext = ""
    kubeconfig.contexts["c"] = KubeconfigContext(cluster: "gone")
    kubeconfig.contexts["u"] = KubeconfigContext(user: "gone")
    let error = #expect(throws: KTHWError.self) { try kubeconfig.minified(to: name) }
    #expect(error?.problems.first?.peerWords?.text == words)
  }

  @Test func `flattening takes files in, from where the stanza came`() throws {
    var kubeconfig = base
    kubeconfig.users["ub"]?.clientCertificate = "/abs/c"
    kubeconfig.users["ub"]?.clientKey = "../k"
    kubeconfig.users["ub"]?.tokenFile = "stays"
    let files = ["/w/dir/ca.pem": [1], "/abs/c": [2], "/w/k": [3]] as [String: [UInt8]]
    let flat = try KubeconfigView(flattens: true).applied(to: kubeconfig, directory: "/w") { path in
      try #require(files[path])
    }
    #expect(flat.clusters["b"]?.certificateAuthority == "")
    #expect(flat.clusters["b"]?.certificateAuthorityData == [1])
    #expect(flat.users["ub"]?.clientCertificateData == [2])
    #expect(flat.users["ub"]?.clientKeyData?.withUnsafeBytes { Array($0) } == [3])
    #expect(flat.users["ub"]?.tokenFile == "stays" && flat.users["ua"]?.token == "secret-a")
  }

  @Test func `path and contents together are refused when flattening`() {
    var kubeconfig = base
    kubeconfig.clusters["b"]?.certificateAuthorityData = [1]
    let error = #expect(throws: KTHWError.self) { try kubeconfig.flattened { _ in [] } }
    #expect(
      error?.problems.first?.peerWords?.text == "cannot have values for both path and contents"
    )
  }

  @Test(arguments: [
    ("wide", "unable to match a printer suitable for the output format \"wide\", "),
    ("JSONPATH={.kind}", "unable to match a printer suitable for the output format "),
    ("json=foo", "unable to match a printer suitable for the output format \"json=foo\", "),
    ("jsonpath", "template format specified but no template given"),
    ("go-template=", "template format specified but no template given"),
    ("jsonpath-file=/none", "error reading --template /none, open /none: gone"),
    ("jsonpath={.a", "error parsing jsonpath {.a, unclosed action"),
  ])
  func `formats that kubectl does not have are refused`(output: String, words: String) {
    let error = #expect(throws: KTHWError.self) {
      try KubeconfigFormat(output: output) { path in
        throw KTHWError(.notFound, "gone", peerWords: PeerWords("open \(path): gone"))
      }
    }
    #expect(error?.problems.first?.peerWords?.text.hasPrefix(words) == true)
  }

  @Test func `formats are found by name, template and file`() throws {
    func text(_ output: String?, _ template: String = "") throws -> String {
      let format = try KubeconfigFormat(output: output, template: template) { _ in
        Array("{.kind}".utf8)
      }
      return try format.text(of: base).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try text(nil).hasPrefix("apiVersion: v1\n") && text("YAML") == text(nil))
    #expect(try text("Json").hasPrefix("{\n    \"kind\": \"Config\",\n"))
    #expect(try text("") == "config/<unknown>\n" && text("name") == text(""))
    #expect(try text("jsonpath={.kind}") == "Config" && text("jsonpath", "{.kind}") == "Config")
    #expect(try text("jsonpath-file=f") == "Config")
    #expect(try text("jsonpath-as-json={.kind}") == "[\n    \"Config\"\n]\n")
    #expect(try text(nil, "{{.kind}}") == "Config" && text("template={{.kind}}") == "Config")
  }
}
