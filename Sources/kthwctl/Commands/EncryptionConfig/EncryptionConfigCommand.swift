import ArgumentParser
import KTHWCore

/// `kthwctl encryption-config`: how API servers encrypt what is in etcd.
struct EncryptionConfigCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "encryption-config",
    abstract: "Make the API servers' encryption configuration, or rotate its key.",
    discussion: """
      A new file has a new random key, and still reads what was stored in plain
      text. It goes to standard output, or with --out into a file of mode 0600.

      A key is replaced in three steps, and --rotate takes the next one: add puts
      a new key in second place, promote lets it write, drop removes the old one.
      After each step every API server needs the file and a restart.

      EXAMPLES
        kthwctl encryption-config --out enc.yaml
        kthwctl encryption-config --rotate enc.yaml --out enc.yaml

      EXIT STATUS
        0 made; 1 a file is in the way, or the step cannot be taken; 5 another run
        holds the directory; 64 usage; 65 a value or the file does not fit; 74 a file
        cannot be read or written
      """
  )

  @Option(help: "secretbox, aesgcm, aescbc, kms or identity (which encrypts nothing).")
  var provider: Provider?

  @Option(
    help: "What is encrypted, joined by commas; secrets by default.",
    transform: ArgumentReader.words
  )
  var resources: [String]?

  @Option(
    help: "The cluster's version, 1.10 to 1.36; 1.12 and older need another kind of file.",
    transform: ArgumentReader.version
  )
  var kubernetesVersion: KubernetesVersion?

  @OptionGroup var service: KeyServiceOptions

  @Option(
    help: ArgumentHelp("The file whose key is rotated; - is standard input.", valueName: "file")
  )
  var rotate: String?

  @Option(help: "Which step is taken: add, promote or drop; by default the next one.")
  var step: EncryptionRotation.Step?

  @Option(
    help: ArgumentHelp(
      "The file to write; one that is there must be that of --rotate.",
      valueName: "file"
    )
  )
  var out: String?

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard step == nil || rotate != nil else {
      throw ValidationError("--step goes with --rotate.")
    }
    guard rotate == nil || resources == nil else {
      throw ValidationError("--rotate takes the resources from its file.")
    }
    guard rotate == nil || provider == nil || provider?.cipher != nil else {
      throw ValidationError("--rotate makes a key for secretbox, aesgcm or aescbc.")
    }
    try service.validate(isKMS: provider == .kms)
  }

  func perform() throws {
    let output = try MakeEncryptionConfiguration.run(
      MakeEncryptionConfiguration.Input(task: task, version: kubernetesVersion, output: out),
      in: .system
    )
    if out == nil { try StandardStream.output.write(output.configuration.text()) }
    Failure.warn(output.doubts)
    for line in RotationAdvice.lines(output, file: out, version: kubernetesVersion) {
      Failure.say(line)
    }
  }

  private var task: MakeEncryptionConfiguration.Task {
    if let rotate { return .rotate(file: rotate, step: step, to: provider?.cipher ?? .secretbox) }
    let names = resources ?? ["secrets"]
    switch provider ?? .secretbox {
    case .kms: return .create(resources: names, .keyService(service.keyService(kubernetesVersion)))
    case .identity: return .create(resources: names, .identity)
    case let other: return .create(resources: names, .local(other.cipher ?? .secretbox))
    }
  }

  /// What `--provider` may say.
  enum Provider: String, Choice {
    case secretbox, aesgcm, aescbc, kms, identity

    /// The cipher, where the key stands in the file.
    var cipher: LocalCipher? { LocalCipher(rawValue: rawValue) }
  }
}
