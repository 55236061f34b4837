import ArgumentParser
import KTHWCore

/// A private key's file, and where the changed one goes.
struct KeyFileOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The private key's file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("A new file for the result; without it FILE is replaced.", valueName: "file")
  )
  var out: String?

  /// Changes the file, and says what it holds now.
  func change(_ change: ChangeKeyEncryption.Change, in context: Context) throws {
    let output = try ChangeKeyEncryption.run(
      ChangeKeyEncryption.Input(file: file, change: change, output: out),
      in: context
    )
    let way = output.encryption.map { "behind a passphrase: \($0)" } ?? "unencrypted"
    Failure.say("wrote \(output.written): \(output.publicKey.algorithmName), \(way)")
  }
}
