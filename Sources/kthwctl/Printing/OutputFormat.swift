import ArgumentParser
import KTHWCore

/// The forms in which a command prints data.
enum OutputFormat: String, Choice {
  /// For people.
  case table
  /// For programs.
  case json
  /// For programs and people.
  case yaml
}

/// The `--output` flag, shared by every command that prints data.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "How to print: table, json or yaml."
  )
  var format: OutputFormat = .table
}
