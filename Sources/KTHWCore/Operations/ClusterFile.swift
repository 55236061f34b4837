/// The file that describes a cluster.
public enum ClusterFile {
  /// The name that it has where none is said.
  public static let defaultName = "cluster.yaml"

  /// Reads a cluster's description.
  ///
  /// - Parameters:
  ///   - name: a path; `-` is standard input.
  ///   - context: says where relative paths start.
  /// - Returns: the cluster, every default filled in, what its owner may
  ///   regret, and the text.
  /// - Throws: ``KTHWError`` with everything that is wrong with it, each with
  ///   its line and column.
  public static func read(
    _ name: String,
    in context: Context
  ) throws -> (spec: ClusterSpec, doubts: [Problem], text: [UInt8]) {
    let bytes = try InputFile.read(name, context: context, allowStandardInput: true)
    do {
      let shown = name == "-" ? "standard input" : name
      let (spec, doubts) = try ClusterSpec.reading(bytes, file: shown)
      return (spec, doubts, bytes)
    } catch let error as KTHWError {
      throw KTHWError(error.problems.map(asFault)) ?? error
    }
  }

  /// A wish that cannot be met is, in a description, a value that does not
  /// fit, as every other.
  private static func asFault(_ problem: Problem) -> Problem {
    guard problem.code == .unsupported else { return problem }
    var fault = problem
    fault.code = .invalidValue
    return fault
  }
}
