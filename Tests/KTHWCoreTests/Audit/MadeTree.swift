import KTHWTestSupport

@testable import KTHWCore

/// A starter's tree as generate makes it, for judging and for spoiling.
struct MadeTree {
  let scratch: ScratchDirectory
  let spec: ClusterSpec
  let context: Context

  /// Makes the tree at `out`.
  init(
    _ starter: ClusterStarter,
    version: String = "1.36",
    changing: (String) -> String = { $0 }
  ) throws {
    scratch = try ScratchDirectory()
    let text = changing(starter.text(kubernetesVersion: try KubernetesVersion(version)))
    spec = try ClusterSpec(reading: Array(text.utf8), file: "cluster.yaml")
    var context = FixedContext.context(directory: scratch.path)
    context.keySource = .seeded(Array("audit".utf8).withUnsafeBytes { SecretBytes(copying: $0) })
    self.context = context
    let input = GenerateCluster.Input(spec: spec, description: Array(text.utf8), output: "out")
    _ = try GenerateCluster.run(input, in: context)
  }

  /// What is found in it.
  func findings() throws -> [AuditFinding] {
    try VerifyFiles.run(VerifyFiles.Input(paths: ["out"]), in: context).findings
  }

  /// The rules that are broken, and by which files below the tree.
  func broken() throws -> [String] {
    try findings().map { finding in
      "\(finding.rule.id) \(finding.place.file?.dropFirst("out/".count) ?? "")"
    }
  }
}
