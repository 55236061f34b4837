/// Encrypts a private key's file, decrypts it, or encrypts it anew.
///
/// The key stays the same key, so whatever it signed stays good.
public enum ChangeKeyEncryption {
  /// What is wanted.
  public struct Input: Sendable {
    /// The key's file.
    public var file: String
    /// What becomes of it.
    public var change: Change
    /// Where the result goes; nil puts it in the file's place.
    public var output: String?

    /// Creates an input.
    public init(file: String, change: Change, output: String? = nil) {
      self.file = file
      self.change = change
      self.output = output
    }
  }

  /// What becomes of a key's file.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    /// It is put behind a passphrase.
    case encrypt
    /// It is taken out from behind one.
    case decrypt
    /// It is put behind another passphrase, or the same in today's way.
    case reencrypt
  }

  /// What was made.
  public struct Output: Sendable {
    /// The public half of the key.
    public var publicKey: PublicKey
    /// How the key is encrypted now; nil where it is not.
    public var encryption: KeyEncryption?
    /// The file that was written.
    public var written: String
  }

  /// Changes the file, as a whole or not at all; it gets mode 0600.
  ///
  /// - Parameters:
  ///   - input: what is wanted.
  ///   - context: knows the passphrases: one to open, one to encrypt.
  /// - Returns: what was made.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where the key
  ///   is encrypted already, or not at all, or where more than the key is in
  ///   the file; ``KTHWError/Code/inputOutput`` where another run changed the
  ///   file meanwhile; what opening and writing throw.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let isInPlace = input.output == nil
    // Not held while somebody thinks of a passphrase.
    if isInPlace { _ = try DirectoryLock(replacing: input.file, context: context) }
    let text = try InputFile.readSecret(input.file, context: context)
    let isEncrypted = try onlyKey(in: text, of: input.file)
    try refuse(input, isEncrypted)
    let key = try OpenedKey(text, file: input.file, asking: context.passphrase).key
    let path = input.output ?? input.file
    let sealing = try KeySealing(path, isWanted: input.change != .decrypt, in: context)
    let changed = try sealing.text(of: key)
    let file = OutputFile(
      path,
      .secret(changed),
      mode: .ownerOnly,
      replacement: isInPlace ? .replace : .refuseExisting
    )
    let lock = try isInPlace ? lock(around: text, of: input.file, context) : nil
    try FileWriter.write([file], context: context, holding: lock)
    let blocks = try changed.withUnsafeBytes { try PEM.secretBlocks(in: $0) }
    return Output(
      publicKey: key.publicKey,
      encryption: blocks.first.flatMap(KeyEncryption.init(of:)),
      written: path
    )
  }

  /// Sees, under a lock, that a file still holds what was read: of two runs
  /// with two passphrases, both would believe that theirs opens the key.
  private static func lock(
    around text: SecretBytes,
    of file: String,
    _ context: Context
  ) throws -> DirectoryLock {
    let lock = try DirectoryLock(replacing: file, context: context)
    let now = try InputFile.readSecret(file, context: context)
    guard OutputFile.Contents.secret(now).holds(.secret(text)) else {
      throw KTHWError(
        .inputOutput,
        "another run changed the file meanwhile, and what it holds now is left alone",
        at: .file(file),
        hint: "run the command again"
      )
    }
    return lock
  }

  /// Sees that nothing but a key is in a file, which would be lost.
  ///
  /// - Returns: whether the key is encrypted.
  private static func onlyKey(in text: SecretBytes, of file: String) throws -> Bool {
    let blocks = try text.withUnsafeBytes { try PEM.secretBlocks(in: $0, file: file) }
      .filter { !$0.label.hasSuffix("PARAMETERS") }
    guard blocks.count <= 1 else {
      throw KTHWError(
        .invalidValue,
        "holds more than one private key, and the rest would be lost",
        at: .file(file, blocks[1].mark),
        hint: "put the key into a file of its own"
      )
    }
    return blocks.first.map { $0.isEncrypted || $0.label == "ENCRYPTED PRIVATE KEY" } ?? false
  }

  private static func refuse(_ input: Input, _ isEncrypted: Bool) throws {
    let file = Terminal.printable(input.file)
    switch input.change {
    case .encrypt where isEncrypted:
      throw KTHWError(
        .invalidValue,
        "the private key is encrypted already",
        at: .file(input.file),
        hint: "kthwctl key reencrypt \(file)"
      )
    case .decrypt where !isEncrypted, .reencrypt where !isEncrypted:
      throw KTHWError(
        .invalidValue,
        "the private key is not encrypted",
        at: .file(input.file),
        hint: input.change == .reencrypt ? "kthwctl key encrypt \(file)" : nil
      )
    default: break
    }
  }
}
