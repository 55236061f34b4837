extension PrivateKey {
  /// Reads a key from PEM.
  ///
  /// PKCS#1, SEC1 and PKCS#8 are told apart by what is in them, because
  /// labels lie (cfssl calls PKCS#8 `Ed25519 PRIVATE KEY`); other blocks,
  /// such as `EC PARAMETERS` or a certificate, may stand around. Encrypted
  /// keys are PKCS#8 (`ENCRYPTED PRIVATE KEY`) or of OpenSSL's traditional
  /// kind (`Proc-Type: 4,ENCRYPTED`). It is checked that the key's numbers
  /// belong together; nothing is ever asked on a terminal.
  /// - Parameters:
  ///   - text: the PEM text, which its owner wipes.
  ///   - passphrase: what opens the key, should it be encrypted.
  ///   - file: the file's name for messages.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyIsEncrypted`` where a
  ///   passphrase is missing, ``KTHWError/Code/wrongPassphrase``,
  ///   ``KTHWError/Code/syntax``, ``KTHWError/Code/keyMismatch`` where public
  ///   and private half differ, ``KTHWError/Code/unsupported`` or
  ///   ``KTHWError/Code/limitExceeded``.
  public convenience init(
    pem text: UnsafeRawBufferPointer,
    passphrase: SecretBytes? = nil,
    file: String? = nil
  ) throws {
    let (key, kind) = try PrivateKey.read(text, passphrase, file)
    try self.init(adopting: OwnedKey(adopting: key), kind: kind)
  }

  /// Reads a key from PEM that is in memory which nobody wipes.
  ///
  /// - Parameters:
  ///   - text: the PEM text.
  ///   - passphrase: what opens the key, should it be encrypted.
  ///   - file: the file's name for messages.
  /// - Throws: ``KTHWError`` as for text that is wiped.
  public convenience init(
    pem text: [UInt8],
    passphrase: SecretBytes? = nil,
    file: String? = nil
  ) throws {
    let (key, kind) = try text.withUnsafeBytes { try PrivateKey.read($0, passphrase, file) }
    try self.init(adopting: OwnedKey(adopting: key), kind: kind)
  }

  /// Reads a key from PEM that is wiped after use.
  ///
  /// - Parameters:
  ///   - text: the PEM text.
  ///   - passphrase: what opens the key, should it be encrypted.
  ///   - file: the file's name for messages.
  /// - Throws: ``KTHWError`` as for text in other memory.
  public convenience init(
    pem text: SecretBytes,
    passphrase: SecretBytes? = nil,
    file: String? = nil
  ) throws {
    let (key, kind) = try text.withUnsafeBytes { try PrivateKey.read($0, passphrase, file) }
    try self.init(adopting: OwnedKey(adopting: key), kind: kind)
  }

  /// Reads a key, which the caller then owns.
  private static func read(
    _ text: UnsafeRawBufferPointer,
    _ passphrase: SecretBytes?,
    _ file: String?
  ) throws -> (OpaquePointer, KeyKind) {
    let blocks = try PEM.secretBlocks(in: text, file: file)
    guard let first = blocks.first else {
      throw PEM.missing("a private key", in: text, file: file)
    }
    guard let block = privateKeyBlock(of: blocks) else {
      throw KTHWError(
        .syntax,
        "a private key expected, but there is only a \(PEM.quoted(label: first.label))",
        at: Place(file: file, mark: first.mark)
      )
    }
    do {
      return try read(block, passphrase)
    } catch let error as KTHWError {
      throw error.within(Place(file: file, mark: block.mark))
    }
  }

  /// The block that holds the key: the first that is called a private key,
  /// else the first that is not known to be something else.
  private static func privateKeyBlock(of blocks: [PEM.SecretBlock]) -> PEM.SecretBlock? {
    let others = ["CERTIFICATE", "REQUEST", "PUBLIC KEY", "PARAMETERS", "CRL", "PKCS7", "CMS"]
    return blocks.first { $0.label.hasSuffix("PRIVATE KEY") }
      ?? blocks.first { block in !others.contains { block.label.hasSuffix($0) } }
  }

  private static func read(
    _ block: PEM.SecretBlock,
    _ passphrase: SecretBytes?
  ) throws -> (OpaquePointer, KeyKind) {
    guard block.bytes.count <= PrivateKeyEncryption.keyByteLimit else {
      throw KTHWError(.limitExceeded, "\(block.bytes.count) bytes are too much for a private key")
    }
    guard block.label != "OPENSSH PRIVATE KEY" else {
      throw KTHWError(
        .unsupported,
        "keys in OpenSSH's own format are not read",
        hint: "convert a copy with: ssh-keygen -p -m PKCS8 -f FILE"
      )
    }
    try OpenSSLLibrary.start()
    if block.isEncrypted {
      let opened = try PrivateKeyEncryption.open(block, with: passphrase)
      return try read(opened: opened)
    }
    return try block.bytes.withUnsafeBytes { der in
      let shape = try PrivateKeyShape(der: der)
      guard case .encrypted = shape else { return try owned(shape) }
      let opened = try PrivateKeyEncryption.open(pkcs8: der, with: passphrase)
      return try read(opened: opened)
    }
  }

  private static func read(opened: SecretBytes) throws -> (OpaquePointer, KeyKind) {
    try opened.withUnsafeBytes { der in
      // A wrong passphrase goes unnoticed once in 256 times and leaves noise.
      guard let shape = try? PrivateKeyShape(der: der) else {
        throw PrivateKeyEncryption.wrongPassphrase
      }
      return try owned(shape)
    }
  }

  private static func owned(_ shape: PrivateKeyShape) throws -> (OpaquePointer, KeyKind) {
    let (key, kind) = try CheckedKey.key(of: shape)
    OpenSSLCall.forgetErrors()
    return (key, kind)
  }
}
