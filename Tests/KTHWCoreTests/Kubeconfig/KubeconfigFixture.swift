import KTHWTestSupport

@testable import KTHWCore

/// Kubeconfigs to test with.
enum KubeconfigFixture {
  /// A golden file's bytes.
  static func golden(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let parts = file.split(separator: "/")
    let tests = parts.lastIndex(of: "Tests") ?? parts.startIndex
    return try InputFile.read("/" + parts[...tests].joined(separator: "/") + "/Goldens/" + name)
  }

  /// Reads a kubeconfig from a text.
  static func read(_ text: String, file: String? = "k") throws -> Kubeconfig {
    try Kubeconfig(reading: Array(text.utf8), file: file)
  }

  /// What a kubeconfig is written as.
  static func text(_ kubeconfig: Kubeconfig) throws -> String {
    try kubeconfig.yaml().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// A small kubeconfig with two of everything.
  static let two = """
    apiVersion: v1
    clusters:
    - cluster:
        server: https://a:6443
      name: a
    - cluster:
        certificate-authority: ca.pem
        server: https://b:6443
      name: b
    contexts:
    - context:
        cluster: a
        user: ua
      name: ca
    - context:
        cluster: b
        namespace: ns
        user: ub
      name: cb
    current-context: ca
    kind: Config
    preferences: {}
    users:
    - name: ua
      user:
        token: secret-a
    - name: ub
      user:
        password: secret-p
        username: bob

    """
}
