import KTHWCore
import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A tree, what is packed of it, and roots of machines to unpack it at.
struct BundleBench {
  let tree: GeneratedTree
  var scratch: ScratchDirectory { tree.scratch }

  init(
    _ starter: ClusterStarter = .standard,
    changing: (String) -> String = { $0 }
  ) throws {
    tree = try GeneratedTree(starter, changing: changing)
  }

  /// Where a machine's files lie in the tree.
  func placed(_ host: String, _ path: String) -> String { "out/hosts/\(host)/\(path)" }

  func bundle(_ words: String...) -> RunCommand {
    RunCommand(RunCommand.kthwctlPath, ["bundle"] + words).inside(scratch)
  }

  /// Unpacks a machine's archive below `roots/NAME`, and gives that path.
  func unpack(_ host: String, with tar: [String] = ["tar"]) throws -> String {
    let root = "roots/\(host)"
    try scratch.makeDirectory(root)
    var command = RunCommand(
      tar[0],
      tar.dropFirst() + ["-xzf", "bundles/\(host).tar.gz", "-C", root]
    )
    command.umask = 0o077
    let result = try command.inside(scratch).run().expecting(0)
    #expect(result.errorText == "")
    return root
  }

  /// Lets a machine's own script look at what lies below a root.
  func check(_ root: String, with shell: [String] = ["dash"]) throws -> CommandResult {
    let script = scratch.path(root + "/etc/kthwctl/check.sh")
    return try RunCommand(shell[0], shell.dropFirst() + [script, root]).inside(scratch).run()
  }

  /// The worker of the tree.
  var worker: String { tree.spec.hosts.having(.worker)[0].name.text }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only as root: others cannot give files to root.
  static var asRoot: Self { .enabled(if: geteuid() == 0, "files are given to root here") }
}
