import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Every starter's whole tree, as it was looked at and found right.
@Suite struct `Golden trees` {
  @Test(arguments: ClusterStarter.allCases, ["1.10", "1.14", "1.18", "1.24", "1.29", "1.36"])
  func `a starter's tree is the one that was looked at`(
    starter: ClusterStarter,
    version: String
  ) throws {
    let scratch = try ScratchDirectory()
    let text = starter.text(kubernetesVersion: try KubernetesVersion(version))
    let spec = try ClusterSpec(reading: Array(text.utf8), file: "cluster.yaml")
    var context = FixedContext.context(directory: scratch.path)
    context.keySource = .seeded(Array("golden".utf8).withUnsafeBytes { SecretBytes(copying: $0) })
    _ = try GenerateCluster.run(GenerateCluster.Input(spec: spec, output: "out"), in: context)
    Golden.expect(
      try TreeText("out", in: scratch).text,
      matches: "trees/\(starter.rawValue)-\(version).txt"
    )
  }
}
