import ArgumentParser
import KTHWCore

/// `kthwctl keypair`: a bare key pair.
struct KeypairCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "keypair",
    abstract: "Make a bare key pair, as service account tokens are signed with.",
    discussion: """
      Writes NAME-key.pem (mode 0600) and NAME.pub. The tutorials sign a
      certificate for this key; nothing needs one, and it would be a working
      client of the API server.

      EXAMPLES
        kthwctl keypair
        kthwctl keypair service-account --key rsa-2048

      EXIT STATUS
        0 written; 1 a key is there; 5 another run holds the directory; 64 usage;
        65 a value does not fit; 74 a file cannot be written
      """
  )

  @Argument(help: "What the files are called.")
  var name = "service-account"

  @OptionGroup var key: KeyOptions

  @Flag(help: "Replace a key that is there.")
  var replace = false

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let output = try MakeKeyPair.run(
      MakeKeyPair.Input(
        key: key.specification,
        privateKeyPath: name + "-key.pem",
        publicKeyPath: name + ".pub",
        isReplacing: replace
      ),
      in: .system
    )
    Failure.say(
      "wrote \(output.written.joined(separator: ", ")): \(output.publicKey.algorithmName)"
    )
  }
}
