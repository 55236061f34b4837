import ArgumentParser
import KTHWCore

/// `kthwctl version`: which release this is, and whose code is inside.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    leaf: "version",
    abstract: "Show which release this is, and of OpenSSL and cfssl which.",
    discussion: """
      The static build contains the OpenSSL that is shown; the ordinary one
      shows the system's.

      EXAMPLES
        kthwctl version
        kthwctl version -o json

      EXIT STATUS
        0 shown; 64 usage
      """
  )

  // Not the group that others have: this is the shortest of starts.
  @Option(name: .shortAndLong, help: "How to print: table, json or yaml.")
  var output: OutputFormat = .table

  func run() throws {
    let lines = [
      ("kthwctl", Release.version),
      ("openssl", OpenSSLLibrary.version),
      ("standsInForCFSSL", Release.cfsslVersion),
    ]
    try Printer.print(
      output,
      kind: "Version",
      document: { lines.map { Node.Entry($0.0, .string($0.1)) } },
      table: {
        """
        kthwctl \(Release.version)
        \(OpenSSLLibrary.version)
        stands in for cfssl \(Release.cfsslVersion)

        """
      }
    )
  }
}
