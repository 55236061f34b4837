import ArgumentParser
import KTHWCore

/// `kthwctl inspect`: what certificates, requests and keys say.
struct InspectCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "inspect",
    abstract: "Show what certificates, requests and keys say.",
    discussion: """
      Reads PEM (any number of blocks a file) and DER. Of every certificate it
      shows the user and groups that it makes of its holder in Kubernetes, its
      names, usages, days left, and which of the given files signed it. Private
      keys are shown by their public half only.

      EXAMPLES
        kthwctl inspect admin.pem ca.pem
        cfssl gencert -initca ca-csr.json | cfssljson -stdout | kthwctl inspect -

      EXIT STATUS
        0 shown; 65 a file holds nothing that can be shown; 74 a file cannot be read
      """
  )

  @Argument(help: "Files to read; - is standard input.")
  var files: [String]

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let context = Context.system
    let report = try InspectFiles.run(InspectFiles.Input(files: files), in: context)
    try Printer.print(
      output.format,
      kind: "InspectionReport",
      document: { report.document(at: context.now()) },
      table: { InspectionText(report, at: context.now()).text }
    )
  }
}
