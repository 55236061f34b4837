/// A passphrase as it stands in a file: its only line.
///
/// The bytes are taken as they are, as `openssl -passin file:` takes them, so
/// that what one writes the other opens. Whatever the two would read
/// differently is refused: several lines, a carriage return at the end, a NUL,
/// more than 1,023 bytes.
public enum PassphraseFile {
  /// The most bytes of a passphrase; `openssl` reads no more.
  public static let byteLimit = 1023

  /// Reads a passphrase.
  ///
  /// - Parameters:
  ///   - name: a path, such as `/dev/fd/3`; `-` is standard input.
  ///   - context: says where relative paths start.
  /// - Returns: the passphrase, and what is doubtful about the file.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` or
  ///   ``KTHWError/Code/limitExceeded``; what reading throws.
  public static func read(
    _ name: String,
    in context: Context
  ) throws -> (passphrase: SecretBytes, warnings: [Problem]) {
    let contents = try InputFile.readSecret(
      name,
      context: context,
      limit: 2 * byteLimit,
      allowStandardInput: true
    )
    let passphrase = try contents.withUnsafeBytes { bytes in
      do {
        return try PassphraseFile.passphrase(line: bytes)
      } catch let error as KTHWError {
        throw error.inFile(name)
      }
    }
    guard let mode = InputFile.permissions(of: name, context: context), mode.bits & 0o077 != 0
    else { return (passphrase, []) }
    let warning = Problem(
      .policyViolation,
      "others may read the passphrase",
      at: .file(name),
      hint: "chmod 0600 \(Terminal.printable(name))"
    )
    return (passphrase, [warning])
  }

  /// Takes a line as a passphrase, without the line feed at its end.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` or
  ///   ``KTHWError/Code/limitExceeded``.
  public static func passphrase(line: UnsafeRawBufferPointer) throws -> SecretBytes {
    let bytes = UnsafeRawBufferPointer(rebasing: line.last == newline ? line.dropLast() : line[...])
    func refused(_ why: String, _ hint: String? = nil) -> KTHWError {
      KTHWError(.invalidValue, why, hint: hint)
    }
    guard !bytes.isEmpty else {
      throw refused("the passphrase is empty, which protects nothing")
    }
    guard !bytes.contains(newline) else {
      throw refused("a passphrase is one line, and here are several")
    }
    guard bytes.last != UInt8(ascii: "\r") else {
      throw refused(
        "the passphrase ends with a carriage return",
        "end the line as Unix does, with a line feed alone"
      )
    }
    guard !bytes.contains(0) else { throw refused("a passphrase cannot hold a NUL byte") }
    guard bytes.count <= byteLimit else {
      throw KTHWError(.limitExceeded, "a passphrase has at most \(byteLimit) bytes")
    }
    return SecretBytes(copying: bytes)
  }

  private static let newline = UInt8(ascii: "\n")
}
