/// A private key that was opened with a passphrase, where it needs one.
struct OpenedKey {
  let key: PrivateKey
  /// What is doubtful about the way in which the key is encrypted.
  let warnings: [Problem]

  /// How many passphrases are tried.
  private static let attempts = 4

  /// Opens a key.
  ///
  /// - Parameters:
  ///   - pem: the key's text.
  ///   - file: the key's file as its user knows it.
  ///   - ask: knows passphrases.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyIsEncrypted`` where
  ///   nobody knows a passphrase, ``KTHWError/Code/wrongPassphrase`` where
  ///   none fits; what asking throws, and reading.
  init(_ pem: SecretBytes, file: String, asking ask: Context.PassphraseSource) throws {
    do {
      key = try PrivateKey(pem: pem, file: file)
      warnings = []
    } catch let error as KTHWError where error.code == .keyIsEncrypted {
      key = try OpenedKey.opened(pem, file, ask, failure: error.hinting(OpenedKey.hint))
      warnings = OpenedKey.doubts(pem, file)
    }
  }

  private static func opened(
    _ pem: SecretBytes,
    _ file: String,
    _ ask: Context.PassphraseSource,
    failure: KTHWError
  ) throws -> PrivateKey {
    var failure = failure
    for attempt in 0..<attempts {
      let request = PassphraseRequest(.opening, file: file, attempt: attempt)
      guard let passphrase = try ask(request) else { break }
      do {
        return try PrivateKey(pem: pem, passphrase: passphrase, file: file)
      } catch let error as KTHWError where error.code == .wrongPassphrase {
        failure = error
      }
    }
    throw failure
  }

  /// What whoever meets an encrypted key may do.
  static let hint =
    "give its passphrase with --passphrase-file or --passphrase-fd, or call from a terminal"

  /// What is doubtful about the way in which a key is encrypted.
  static func doubts(_ pem: SecretBytes, _ file: String) -> [Problem] {
    let blocks = (try? pem.withUnsafeBytes { try PEM.secretBlocks(in: $0) }) ?? []
    return blocks.compactMap { block in
      guard let weakness = KeyEncryption(of: block)?.weakness else { return nil }
      return Problem(
        .policyViolation,
        "the passphrase can be guessed cheaply: \(weakness)",
        at: Place(file: file, mark: block.mark),
        hint: "kthwctl key reencrypt \(Terminal.printable(file))"
      )
    }
  }
}
