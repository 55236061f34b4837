/// Writes the certificate, key and request of a cfssl response to files, as
/// `cfssljson` does.
public enum WriteCFSSLFiles {
  /// What to write.
  public struct Input: Sendable {
    /// The response: a path; `-` is standard input.
    public var responseFile: String
    /// Whether it is what the cfssl command prints, not a server's answer.
    public var isBare: Bool
    /// What the files' names begin with; it may hold directories.
    public var base: String

    /// Creates an input.
    public init(responseFile: String = "-", isBare: Bool, base: String = "cert") {
      self.responseFile = responseFile
      self.isBare = isBare
      self.base = base
    }
  }

  /// What was written.
  public struct Output: Hashable, Sendable {
    /// The files' paths, in cfssljson's order.
    public var paths: [String]
  }

  /// Writes the files: all of them, or none.
  ///
  /// They belong together, so the directory is locked for that time: two
  /// runs never leave the certificate of one with the key of the other. Keys
  /// have mode 0600, whatever mode a file of that name had.
  /// - Throws: ``KTHWError``.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let files = try read(input, in: context).files
    let outputs = files.map { file in
      let path = file.name(base: input.base)
      // A secret is never written for others to read; what is not one is
      // handed over as plain bytes.
      return file.mode == 0o600
        ? OutputFile(path, .secret(file.contents), mode: .ownerOnly)
        : OutputFile(
          path,
          .bytes(file.contents.withUnsafeBytes(Array.init)),
          mode: .masked(file.mode)
        )
    }
    try FileWriter.write(outputs, context: context)
    return Output(paths: outputs.map(\.path))
  }

  /// Reads what would be written.
  ///
  /// - Throws: ``KTHWError`` with the words of cfssljson beside ours.
  public static func read(_ input: Input, in context: Context) throws -> CFSSLFiles {
    let json: SecretBytes
    do {
      json = try InputFile.readSecret(
        input.responseFile,
        context: context,
        allowStandardInput: true
      )
    } catch let error as KTHWError {
      throw error.saying(PeerWords("Failed to read input: " + error.cfsslText))
    }
    return try CFSSLFiles(json: json, isBare: input.isBare, file: input.responseFile)
  }
}
