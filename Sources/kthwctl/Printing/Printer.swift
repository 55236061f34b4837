import KTHWCore

/// Prints what commands return: data to stdout, talk to stderr.
enum Printer {
  /// The version that our JSON and YAML documents carry; it changes when a
  /// field changes its meaning.
  static let apiVersion = "kthwctl/v1alpha1"

  /// Prints a value as a table for people, or as a document for programs.
  static func print(
    _ format: OutputFormat,
    kind: String,
    document: () -> [Node.Entry],
    table: () -> String
  ) throws {
    let text =
      switch format {
      case .table: table()
      case .json: JSONWriter.indented(wrapped(kind, document())) + "\n"
      case .yaml: try YAMLWriter.text(wrapped(kind, document()))
      }
    try StandardStream.output.write(text)
  }

  private static func wrapped(_ kind: String, _ entries: [Node.Entry]) -> Node {
    .mapping(
      [Node.Entry("apiVersion", .string(apiVersion)), Node.Entry("kind", .string(kind))] + entries
    )
  }
}
