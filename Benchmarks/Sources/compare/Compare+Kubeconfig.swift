#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension Compare {
  /// The four calls with which tutorials make a kubeconfig: ours beside
  /// kubectl's, and our one call that does the same beside them.
  ///
  /// Makes its certificates with the real cfssl, in ``folder``.
  func kubeconfigs(kubectl: String) throws -> [Comparison] {
    try makeCredential()
    var four = Comparison(
      "a kubeconfig by four `config` calls",
      against: "kubectl",
      summary: .median,
      limit: 1 / 15
    )
    try four.run(
      rounds: rounds(40),
      us: { round in try fourCalls([kthwctl], into: "\(folder)/ours-\(round).kubeconfig") },
      them: { round in try fourCalls([kubectl], into: "\(folder)/theirs-\(round).kubeconfig") }
    )
    var one = Comparison(
      "the same by one `kubeconfig` call",
      against: "our four calls",
      summary: .median,
      limit: 1
    )
    try one.run(
      rounds: rounds(40),
      us: { round in try oneCall(into: "\(folder)/one-\(round).kubeconfig") },
      them: { round in try fourCalls([kthwctl], into: "\(folder)/four-\(round).kubeconfig") }
    )
    return [four, one]
  }

  private func makeCredential() throws {
    try write(#"{"CN": "admin", "names": [{"O": "system:masters"}]}"#, to: folder + "/admin.json")
    _ = try Pipeline(
      [cfssl, "gencert", "-initca", folder + "/admin.json"],
      [cfssljson, "-bare", folder + "/admin"]
    ).run()
  }

  private func fourCalls(_ program: [String], into file: String) throws -> Sample {
    let calls = [
      [
        "set-cluster", "hard-way", "--certificate-authority=\(folder)/admin.pem",
        "--embed-certs=true", "--server=https://127.0.0.1:6443",
      ],
      [
        "set-credentials", "admin", "--client-certificate=\(folder)/admin.pem",
        "--client-key=\(folder)/admin-key.pem", "--embed-certs=true",
      ],
      ["set-context", "default", "--cluster=hard-way", "--user=admin"],
      ["use-context", "default"],
    ]
    return try calls.reduce(Sample(wall: 0, processor: 0)) { sum, words in
      let cost = try Pipeline(program + ["config"] + words + ["--kubeconfig=\(file)"]).run()
      return Sample(wall: sum.wall + cost.wall, processor: sum.processor + cost.processor)
    }
  }

  private func oneCall(into file: String) throws -> Sample {
    try Pipeline([
      kthwctl, "kubeconfig", "admin", "--server", "https://127.0.0.1:6443",
      "--ca", "\(folder)/admin.pem", "--cert", "\(folder)/admin.pem",
      "--key", "\(folder)/admin-key.pem", "--cluster", "hard-way", "--out", file,
    ]).run()
  }
}
