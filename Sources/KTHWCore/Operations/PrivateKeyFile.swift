/// Reads private keys that a user names.
enum PrivateKeyFile {
  /// The text of a key and the key.
  struct Contents {
    let pem: SecretBytes
    let key: PrivateKey
    /// What is doubtful about the way in which the key is encrypted.
    let warnings: [Problem]
  }

  /// Reads a key, and asks for its passphrase where it has one.
  ///
  /// - Parameters:
  ///   - name: a path, `file:PATH` or `env:VARIABLE`.
  ///   - context: variables, passphrases, and where relative paths start.
  /// - Returns: the key and its text.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  static func read(_ name: String, in context: Context) throws -> Contents {
    let pem = try InputFile.readSecret(name, context: context, allowPrefixes: true)
    do {
      let opened = try OpenedKey(pem, file: name, asking: context.passphrase)
      return Contents(pem: pem, key: opened.key, warnings: opened.warnings)
    } catch let error as KTHWError {
      throw inWordsOfCFSSL(error, pem)
    }
  }

  private static func inWordsOfCFSSL(_ error: KTHWError, _ pem: SecretBytes) -> KTHWError {
    var problem = error.problems[0]
    switch error.code {
    case .keyIsEncrypted:
      problem.peerWords = PeerWords(code: 2100, "Private key is encrypted.")
    case .wrongPassphrase:
      problem.peerWords = PeerWords("x509: decryption password incorrect")
    default:
      let isPEM = pem.withUnsafeBytes { (try? PEM.secretBlocks(in: $0))?.isEmpty == false }
      problem.peerWords =
        isPEM
        ? PeerWords(code: 2003, "Failed to parse private key")
        : PeerWords(code: 2002, "Failed to decode private key")
    }
    return KTHWError(problem)
  }
}
