import ArgumentParser
import KTHWCore

/// `kthwctl key encrypt`: puts a key behind a passphrase.
struct KeyEncryptCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "encrypt",
    abstract: "Put a private key behind a passphrase.",
    discussion: """
      The key stays the same key: PKCS #8, PBKDF2 with 600,000 rounds of HMAC-SHA-256,
      AES-256, mode 0600, in the file's place in one step. What the file held before
      may still be found on the disk, in snapshots and in backups.

      EXAMPLES
        kthwctl key encrypt ca-key.pem
        kthwctl key encrypt ca-key.pem --passphrase-file ~/ca.phrase --out sealed.pem

      EXIT STATUS
        0 written; 1 the passphrase does not open the key; 5 another run holds the
        directory; 64 usage; 65 the file or the passphrase does not fit; 74 a file
        cannot be read or written
      """
  )

  @OptionGroup var key: KeyFileOptions
  @OptionGroup var passphrase: PassphraseOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    try key.change(.encrypt, in: passphrase.context())
  }
}
