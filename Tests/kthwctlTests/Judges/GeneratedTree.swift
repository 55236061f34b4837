import KTHWCore
import KTHWTestSupport
import Testing

/// A tree that the program itself made of one of its own starters.
struct GeneratedTree {
  let scratch: ScratchDirectory
  let spec: ClusterSpec

  /// The tree's absolute path.
  var path: String { scratch.path("out") }

  /// Makes a starter's tree for a version, its description changed first.
  init(
    _ starter: ClusterStarter,
    version: String = "1.36",
    changing: (String) -> String = { $0 }
  ) throws {
    scratch = try ScratchDirectory()
    let begin = try RunCommand.kthwctl(
      "init",
      "--like",
      starter.rawValue,
      "--kubernetes-version",
      version
    ).run().expecting(0)
    let text = changing(begin.outputText)
    spec = try ClusterSpec(reading: Array(text.utf8), file: "cluster.yaml")
    try scratch.write("cluster.yaml", text)
    try RunCommand.kthwctl("generate", "-", "--output", "out").inside(scratch).reading(text).run()
      .expecting(0)
  }

  /// A script of `Tests/Scripts` that looks at the tree.
  func script(_ name: String) -> RunCommand {
    RunCommand("bash", [Script.path(name)]).inside(scratch).setting("TREE", path)
  }

  /// `name=address` of the machines with one of some roles.
  func hosts(having roles: HostRole...) -> String {
    spec.hosts.filter { host in roles.contains { host.has($0) } }
      .map { "\($0.name)=\($0.address)" }.joined(separator: " ")
  }

  /// The names of the machines with a role.
  func names(having role: HostRole) -> String {
    spec.hosts.having(role).map(\.name.text).joined(separator: " ")
  }
}
