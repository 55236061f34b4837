import ArgumentParser
import KTHWCore

/// `kthwctl key decrypt`: takes a key out from behind its passphrase.
struct KeyDecryptCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "decrypt",
    abstract: "Take a private key out from behind its passphrase.",
    discussion: """
      Reads what kthwctl, openssl, step and easy-rsa encrypt, and writes what the
      tutorials have: PKCS #1 for RSA, SEC 1 for ECDSA, mode 0600.

      EXAMPLES
        kthwctl key decrypt ca-key.pem
        kthwctl key decrypt sealed.pem --passphrase-fd 3 --out ca-key.pem 3<~/ca.phrase

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
    try key.change(.decrypt, in: passphrase.context())
  }
}
