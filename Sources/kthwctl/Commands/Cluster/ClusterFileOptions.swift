import ArgumentParser
import KTHWCore

/// The flag that names the cluster's description, for commands whose argument
/// is something else.
struct ClusterFileOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The cluster's description; - is standard input.", valueName: "cluster.yaml")
  )
  var file = ClusterFile.defaultName

  /// Reads it.
  func spec(in context: Context) throws -> ClusterSpec {
    try ClusterFile.read(file, in: context).spec
  }
}
