/// Reads certificates that a user names.
enum CertificateFile {
  /// Reads the one certificate of a file, as cfssl wants it.
  ///
  /// Text may stand before it, only white space behind it. The label is not
  /// looked at.
  /// - Parameters:
  ///   - name: a path, `file:PATH` or `env:VARIABLE`.
  ///   - context: variables, and where relative paths start.
  /// - Returns: what the certificate says.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  static func single(_ name: String, in context: Context) throws -> CertificateFacts {
    let text = try InputFile.read(name, context: context, allowPrefixes: true)
    let blocks: [PEM.Block]
    do {
      blocks = try PEM.blocks(in: text, file: name, surroundings: .textBefore)
    } catch let error as KTHWError {
      throw error.saying(PeerWords(code: 1003, "Failed to parse certificate"))
    }
    guard let block = blocks.first else {
      throw KTHWError(
        .syntax,
        "a certificate in PEM is expected, and there is none",
        at: .file(name),
        hint: "it begins with -----BEGIN CERTIFICATE-----",
        peerWords: PeerWords(code: 1002, "Failed to decode certificate")
      )
    }
    guard blocks.count == 1 else {
      throw KTHWError(
        .invalidValue,
        "one certificate is expected, and there are \(blocks.count)",
        at: .file(name, blocks[1].mark),
        hint: "keep the CA's own certificate alone in this file",
        peerWords: PeerWords(code: 1003, "the PEM file should contain only one object")
      )
    }
    do {
      return try CertificateReader.certificate(der: block.bytes)
    } catch let error as KTHWError {
      throw error.inFile(name).saying(PeerWords(code: 1003, "Failed to parse certificate"))
    }
  }
}

extension KTHWError {
  /// This error with another program's words for its first problem.
  func saying(_ words: PeerWords) -> KTHWError {
    var problems = problems
    problems[0].peerWords = words
    return KTHWError(problems) ?? self
  }
}
