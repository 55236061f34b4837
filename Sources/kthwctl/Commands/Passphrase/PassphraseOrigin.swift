import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where passphrases come from.
enum PassphraseOrigin: Sendable {
  /// The only line of a file; `-` is standard input.
  case file(String)
  /// The only line that an open descriptor gives.
  case descriptor(Int32)
  /// A person at the terminal, where there is one.
  case terminal

  /// Gives passphrases, the same again where one was good.
  var source: Context.PassphraseSource {
    let keeper = PassphraseKeeper { try passphrase($0) }
    return { try keeper.passphrase($0) }
  }

  private func passphrase(_ request: PassphraseRequest) throws -> SecretBytes? {
    switch self {
    case .file(let name):
      return try read(name, request)
    case .descriptor(let number):
      guard isatty(number) != 1 else {
        throw KTHWError(
          .usage,
          "descriptor \(number) is a terminal, which would show the passphrase",
          hint: "leave the flag out to be asked for it"
        )
      }
      return try read("/dev/fd/\(number)", request)
    case .terminal:
      let passphrase = try TerminalPassphrase.ask(request)
      if let passphrase { warnOfShort(passphrase, request) }
      return passphrase
    }
  }

  /// Reads it, once: what a file holds does not get better by reading it again.
  private func read(_ name: String, _ request: PassphraseRequest) throws -> SecretBytes? {
    guard request.attempt == 0 else { return nil }
    let (passphrase, warnings) = try PassphraseFile.read(name, in: .system)
    Failure.warn(warnings)
    warnOfShort(passphrase, request)
    return passphrase
  }

  private func warnOfShort(_ passphrase: SecretBytes, _ request: PassphraseRequest) {
    guard request.purpose == .encrypting, passphrase.count < 8 else { return }
    Failure.say("warning: a passphrase of less than 8 bytes is found by trying all of them")
  }
}
