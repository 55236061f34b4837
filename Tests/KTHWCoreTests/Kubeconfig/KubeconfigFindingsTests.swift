import Testing

@testable import KTHWCore

// The errors are what kubectl.1.32 get --raw / refuses, seen with such files.
@Suite struct `Findings in a kubeconfig` {
  private func rules(_ kubeconfig: Kubeconfig) -> [String] {
    kubeconfig.findings().map { "\($0.severity.rawValue): \($0.rule)" }
  }

  private func good() -> Kubeconfig {
    Kubeconfig(
      cluster: "c",
      server: "https://s:6443",
      certificateAuthority: [1],
      user: "u",
      credentials: KubeconfigUser(token: "t")
    )
  }

  private func with(_ change: (inout Kubeconfig) -> Void) -> Kubeconfig {
    var kubeconfig = good()
    change(&kubeconfig)
    return kubeconfig
  }

  @Test func `nothing is said against a good one, or against an empty one`() {
    #expect(rules(good()) == [])
    #expect(rules(Kubeconfig()) == [])
  }

  @Test func `every rule finds what it is for`() {
    func exec(_ change: (inout ExecCredential) -> Void) -> Kubeconfig {
      var exec = ExecCredential(command: "plug")
      change(&exec)
      return with { $0.users["u"] = KubeconfigUser(exec: exec) }
    }
    let v1 = "client.authentication.k8s.io/v1"
    let table: [(Kubeconfig, [String])] = [
      (with { $0.currentContext = "" }, ["warning: no-current-context"]),
      (with { $0.currentContext = "x" }, ["error: dangling-current-context"]),
      (
        with { $0.clusters = ["d": $0.clusters["c"] ?? KubeconfigCluster()] },
        ["error: dangling-cluster", "warning: orphan-cluster"]
      ),
      (with { $0.users = [:] }, ["error: dangling-user"]),
      (
        with { $0.contexts["default"] = KubeconfigContext(cluster: "c") },
        ["warning: context-without-user", "warning: orphan-user"]
      ),
      (
        with { $0.contexts["default"] = KubeconfigContext(user: "u") },
        ["error: context-without-cluster", "warning: orphan-cluster"]
      ),
      (with { $0.clusters["c"]?.server = "" }, ["error: no-server"]),
      (with { $0.clusters["c"]?.server = "http://s" }, ["warning: plain-http"]),
      (with { $0.clusters["c"]?.server = "s:6443" }, ["warning: server-without-scheme"]),
      (with { $0.clusters["c"]?.insecureSkipTLSVerify = true }, ["error: ca-and-insecure"]),
      (
        with {
          $0.clusters["c"] = KubeconfigCluster(server: "https://s")
          $0.clusters["c"]?.insecureSkipTLSVerify = true
        }, ["warning: insecure"]
      ),
      (with { $0.clusters["c"]?.certificateAuthority = "/ca" }, ["error: path-and-data"]),
      (
        with {
          $0.clusters["c"]?.certificateAuthorityData = []
          $0.clusters["c"]?.certificateAuthority = "~/ca"
        }, ["error: tilde"]
      ),
      (with { $0.users["u"]?.clientCertificate = "/c" }, ["error: certificate-without-key"]),
      (with { $0.users["u"]?.clientKey = "/k" }, ["warning: key-without-certificate"]),
      (with { $0.users["u"]?.tokenFile = "/t" }, ["warning: token-and-file"]),
      (
        with { $0.users["u"]?.password = "p" },
        ["error: two-methods", "error: basic-authentication"]
      ),
      (with { $0.users["u"] = KubeconfigUser() }, ["warning: no-credentials"]),
      (with { $0.users["u"]?.authProvider = AuthProvider(name: "gcp") }, ["error: auth-provider"]),
      (with { $0.users["u"]?.authProvider = AuthProvider(name: "oidc") }, []),
      (exec { $0.command = "" }, ["error: exec-without-command"]),
      (exec { $0.command = "./plug" }, ["warning: relative-exec"]),
      (exec { $0.apiVersion = "" }, ["error: exec-without-version"]),
      (exec { $0.apiVersion = v1 + "alpha1" }, ["error: exec-version"]),
      (exec { $0.interactiveMode = "" }, ["error: exec-interactive-mode"]),
      (
        exec {
          $0.apiVersion = v1 + "beta1"
          $0.interactiveMode = ""
        }, []
      ),
    ]
    for (kubeconfig, expected) in table { #expect(rules(kubeconfig) == expected) }
  }

  @Test func `findings say where, and never what is secret`() throws {
    var kubeconfig = try KubeconfigFixture.read(
      "users: [{name: u, user: {token: hush, password: hush, tokenFile: /t}}]",
      file: "k"
    )
    kubeconfig.contexts["x"] = KubeconfigContext(cluster: "c", user: "uu")
    let findings = kubeconfig.findings()
    #expect(findings.contains { $0.problem.description.hasPrefix("k: users.u.token: ") })
    #expect(findings.contains { $0.problem.hint == "did you mean \"u\"?" })
    #expect(!"\(findings)".contains("hush"))
  }
}
