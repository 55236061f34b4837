import ArgumentParser
import KTHWCore

/// `kthwctl key reencrypt`: encrypts an encrypted key anew.
struct KeyReencryptCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "reencrypt",
    abstract: "Put an encrypted private key behind another passphrase, or a stronger lock.",
    discussion: """
      Without a new passphrase the old one stays, and what is weak about the way in
      which the key was encrypted goes: 2,048 rounds, as openssl does them, become
      600,000.

      EXAMPLES
        kthwctl key reencrypt ca-key.pem
        kthwctl key reencrypt ca-key.pem --new-passphrase
        kthwctl key reencrypt ca-key.pem --passphrase-file old --new-passphrase-file new

      EXIT STATUS
        0 written; 1 the passphrase does not open the key; 5 another run holds the
        directory; 64 usage; 65 the file or the passphrase does not fit; 74 a file
        cannot be read or written
      """
  )

  @OptionGroup var key: KeyFileOptions
  @OptionGroup var passphrase: PassphraseOptions

  @Flag(help: "Ask for a new passphrase on the terminal.")
  var newPassphrase = false

  @Option(
    help: ArgumentHelp("The file whose only line is the new passphrase.", valueName: "file")
  )
  var newPassphraseFile: String?

  @Option(
    help: ArgumentHelp(
      "The open descriptor to read the new passphrase from.",
      valueName: "number"
    )
  )
  var newPassphraseFd: Int32?

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    let ways = [newPassphrase, newPassphraseFile != nil, newPassphraseFd != nil].filter { $0 }
    guard ways.count <= 1 else {
      throw ValidationError("Only one flag says where the new passphrase comes from.")
    }
    guard newPassphraseFd ?? 0 >= 0 else {
      throw ValidationError("--new-passphrase-fd is the number of an open descriptor.")
    }
  }

  func perform() throws {
    var context = passphrase.context()
    if let origin = newOrigin {
      let (old, new) = (context.passphrase, origin.source)
      context.passphrase = { try $0.purpose == .opening ? old($0) : new($0) }
    }
    try key.change(.reencrypt, in: context)
  }

  /// Where a new passphrase comes from; nil keeps the old one.
  private var newOrigin: PassphraseOrigin? {
    if let newPassphraseFile { return .file(newPassphraseFile) }
    if let newPassphraseFd { return .descriptor(newPassphraseFd) }
    return newPassphrase ? .terminal : nil
  }
}
