/// How the text of a private key is made: encrypted or not.
///
/// The passphrase is asked for when this is made, before any work.
struct KeySealing {
  /// What the key is encrypted with; nil leaves it as it is.
  private let passphrase: SecretBytes?

  /// Settles how a key is written.
  ///
  /// - Parameters:
  ///   - file: the key's file as its user knows it.
  ///   - isWanted: whether it shall be encrypted.
  ///   - context: knows passphrases.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` where a passphrase
  ///   is needed and nobody knows one.
  init(_ file: String, isWanted: Bool, in context: Context) throws {
    try self.init(file, isWanted: isWanted, asking: context.passphrase)
  }

  init(_ file: String, isWanted: Bool, asking ask: Context.PassphraseSource) throws {
    guard isWanted else {
      passphrase = nil
      return
    }
    passphrase = try ask(PassphraseRequest(.encrypting, file: file))
    guard passphrase != nil else {
      throw KTHWError(
        .usage,
        "a passphrase is needed to encrypt the key",
        at: .file(file),
        hint: "give it with --passphrase-file or --passphrase-fd, or call from a terminal"
      )
    }
  }

  /// The key's text; an encrypted one was opened again before it counts.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  func text(of key: PrivateKey) throws -> SecretBytes {
    guard let passphrase else { return try key.pem() }
    let sealed = try key.pem(encryptedWith: passphrase)
    // Nobody could sign any more with a key that does not open.
    let opened = try PrivateKey(pem: sealed, passphrase: passphrase)
    guard opened.publicKey == key.publicKey else {
      throw KTHWError(.cryptography, "the encrypted key does not open as it should")
    }
    return sealed
  }
}
