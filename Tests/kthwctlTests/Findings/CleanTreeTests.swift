import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What `generate` makes is what `verify` asks for: nothing at all is found in
/// the trees of the starters, with their description and without it.
struct CleanTreeTests {
  @Test(
    arguments: ClusterStarter.allCases,
    ["1.10", "1.18", "1.24", "1.31", "1.36"]
  )
  func `nothing is found in a tree with separate authorities`(
    starter: ClusterStarter,
    version: String
  ) throws {
    let tree = try CleanTree(starter, version: version, hierarchy: .separate)
    let known = try tree.findings(isKnown: true)
    #expect(known.isEmpty, "with its description: \(known.map(FindingScript.line))")
    let unknown = try tree.findings(isKnown: false)
    #expect(unknown.isEmpty, "without its description: \(unknown.map(FindingScript.line))")
  }

  @Test(
    arguments: ClusterStarter.allCases,
    ["1.10", "1.18", "1.24", "1.31", "1.36"]
  )
  func `of a tree with one authority only that is told, to those who did not ask for it`(
    starter: ClusterStarter,
    version: String
  ) throws {
    let tree = try CleanTree(starter, version: version, hierarchy: .single)
    let known = try tree.findings(isKnown: true)
    #expect(known.isEmpty, "with its description: \(known.map(FindingScript.line))")
    let unknown = try tree.findings(isKnown: false)
      .filter { !CleanTree.meantBySingleAuthority.contains($0.rule.id) }
    #expect(unknown.isEmpty, "without its description: \(unknown.map(FindingScript.line))")
  }
}

/// A starter's tree, made quickly and the same every time.
struct CleanTree {
  let scratch: ScratchDirectory
  let context: Context

  /// The rules that say what one authority for everything means.
  ///
  /// A description with `hierarchy: single` asks for it; files alone do not
  /// say who wanted it.
  static let meantBySingleAuthority: Set<String> = ["KTHW-USE-001", "KTHW-USE-004"]

  init(
    _ starter: ClusterStarter,
    version: String,
    hierarchy: PKISettings.Hierarchy
  ) throws {
    scratch = try ScratchDirectory()
    let seed = Array("\(starter) \(version)".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    context = FixedContext.context(keySource: .seeded(seed))
    let release = try KubernetesVersion(version)
    let text =
      starter.text(kubernetesVersion: release) + "\n  pki: {hierarchy: \(hierarchy.rawValue)}\n"
    try scratch.write("cluster.yaml", text)
    let spec = try ClusterSpec(reading: Array(text.utf8), file: "cluster.yaml")
    _ = try GenerateCluster.run(
      GenerateCluster.Input(spec: spec, output: scratch.path("out"), workers: 2),
      in: context
    )
  }

  /// What is found in it, with its description at hand or not.
  func findings(isKnown: Bool) throws -> [AuditFinding] {
    var input = VerifyFiles.Input(paths: [scratch.path("out")], workers: 2)
    input.cluster = isKnown ? scratch.path("cluster.yaml") : nil
    return try VerifyFiles.run(input, in: context).findings
  }
}
