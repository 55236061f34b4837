import KTHWCore

/// Acts as `cfssljson`.
enum CFSSLJSONTool {
  private static let flags = GoFlags(flags: [
    .init("bare", .boolean, means: "the input is what the cfssl command prints"),
    .init("f", standard: "-", means: "file to read; - is standard input"),
    .init("stdout", .boolean, means: "print the contents instead of writing files"),
    .init("version", .boolean, means: "print the version"),
  ])

  /// Runs a command line without the program's name.
  static func run(_ arguments: ArraySlice<String>, context: Context = .system) -> Int32 {
    CompatFailure.catching(usage: usage) {
      let values = try flags.parse(arguments)
      if values.isOn("version") {
        try StandardStream.output.write(Release.cfsslText)
        return
      }
      let input = WriteCFSSLFiles.Input(
        responseFile: values.text("f"),
        isBare: values.isOn("bare"),
        base: values.positionals.first ?? "cert"
      )
      do {
        try run(input, printing: values.isOn("stdout"), in: context)
      } catch let error as KTHWError where values.positionals.contains("-bare") {
        throw error.hinting("flags come before the base name: cfssljson -bare ca")
      }
    }
  }

  private static func run(
    _ input: WriteCFSSLFiles.Input,
    printing: Bool,
    in context: Context
  ) throws {
    if printing {
      for file in try WriteCFSSLFiles.read(input, in: context).files {
        try StandardStream.output.write(file.standardOutput)
      }
    } else {
      _ = try WriteCFSSLFiles.run(input, in: context)
    }
  }

  private static var usage: String {
    "Usage: cfssljson [-bare] [-f FILE] [-stdout] [BASENAME]\n\n"
      + "Writes BASENAME.pem, BASENAME-key.pem and BASENAME.csr; BASENAME is cert unless given.\n\n"
      + "Flags:\n" + UsageText.flags(flags.flags)
  }
}
