import ArgumentParser
import KTHWCore

/// Where the passphrase of an encrypted key comes from: never from the command
/// line itself or the environment, which others may read.
struct PassphraseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file whose only line is the passphrase of the encrypted key; - is standard input.",
      valueName: "file"
    )
  )
  var passphraseFile: String?

  @Option(
    help: ArgumentHelp(
      "The open descriptor to read the passphrase from; without either it is asked for on the terminal.",
      valueName: "number"
    )
  )
  var passphraseFd: Int32?

  func validate() throws {
    guard passphraseFile == nil || passphraseFd == nil else {
      throw ValidationError("Only one of --passphrase-file and --passphrase-fd has the passphrase.")
    }
    guard passphraseFd ?? 0 >= 0 else {
      throw ValidationError("--passphrase-fd is the number of an open descriptor.")
    }
  }

  /// Whether the passphrase was given with the command.
  var areGiven: Bool { passphraseFile != nil || passphraseFd != nil }

  /// Whether standard input has the passphrase.
  var areStandardInput: Bool {
    ["-", "/dev/stdin", "/dev/fd/0"].contains(passphraseFile) || passphraseFd == 0
  }

  /// Where passphrases come from.
  var origin: PassphraseOrigin {
    if let passphraseFile { return .file(passphraseFile) }
    if let passphraseFd { return .descriptor(passphraseFd) }
    return .terminal
  }

  /// The world, with passphrases.
  func context(_ world: Context = .system) -> Context {
    var context = world
    context.passphrase = origin.source
    return context
  }
}
