/// Says what certificates and requests hold, as `cfssl certinfo` does.
public enum CertificateInformation {
  /// Describes every certificate of a file, one JSON text after the other.
  ///
  /// cfssl refuses files of more than one; other blocks are passed over.
  /// - Parameters:
  ///   - file: a path; `-` is standard input.
  ///   - context: where relative paths start.
  /// - Returns: the texts, each indented and ended by a newline.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  public static func ofCertificates(file: String, in context: Context) throws -> String {
    let pem = try InputFile.read(file, context: context, allowStandardInput: true)
    do {
      return try CertificateReader.certificates(pem: pem, file: file)
        .map { CertificateInfo($0).json }.joined()
    } catch let error as KTHWError {
      let isPEM = (try? PEM.blocks(in: pem))?.isEmpty == false
      throw error.saying(
        isPEM
          ? PeerWords(code: 1003, "Failed to parse certificate")
          : PeerWords(code: 1002, "Failed to decode certificate")
      )
    }
  }

  /// Describes a certificate request; its signature is not looked at.
  ///
  /// - Parameters:
  ///   - file: a path; `-` is standard input.
  ///   - context: where relative paths start.
  /// - Returns: the text, indented and ended by a newline.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  public static func ofRequest(file: String, in context: Context) throws -> String {
    let pem = try InputFile.read(file, context: context, allowStandardInput: true)
    do {
      return try RequestInfo(CertificateReader.request(pem: pem, file: file)).json
    } catch let error as KTHWError {
      throw error.saying(RequestFile.words(for: pem))
    }
  }
}
