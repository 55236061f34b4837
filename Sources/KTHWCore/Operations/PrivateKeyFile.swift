/// Reads private keys that a user names.
enum PrivateKeyFile {
  /// Where cfssl takes the passphrase of a CA's key from.
  static let passphraseVariable = "CFSSL_CA_PK_PASSWORD"

  /// The text of a key and the key.
  struct Contents {
    let pem: SecretBytes
    let key: PrivateKey
  }

  /// Reads a key.
  ///
  /// - Parameters:
  ///   - name: a path, `file:PATH` or `env:VARIABLE`.
  ///   - context: variables, and where relative paths start.
  /// - Returns: the key and its text.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  static func read(_ name: String, in context: Context) throws -> Contents {
    let pem = try InputFile.readSecret(name, context: context, allowPrefixes: true)
    do {
      let passphrase = secret(inVariable: passphraseVariable, of: context)
      return Contents(pem: pem, key: try PrivateKey(pem: pem, passphrase: passphrase, file: name))
    } catch let error as KTHWError {
      throw inWordsOfCFSSL(error, pem)
    }
  }

  private static func secret(inVariable name: String, of context: Context) -> SecretBytes? {
    guard var text = context.environment(name), !text.isEmpty else { return nil }
    return text.withUTF8 { SecretBytes(copying: UnsafeRawBufferPointer($0)) }
  }

  private static func inWordsOfCFSSL(_ error: KTHWError, _ pem: SecretBytes) -> KTHWError {
    var problem = error.problems[0]
    switch error.code {
    case .keyIsEncrypted:
      problem.peerWords = PeerWords(code: 2100, "Private key is encrypted.")
      problem.hint = "put its passphrase into the environment variable " + passphraseVariable
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
