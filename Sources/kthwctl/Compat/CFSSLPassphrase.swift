import KTHWCore

/// Where cfssl's commands get the passphrase of an encrypted key from.
///
/// cfssl has one way, the environment variable. It is kept for those who use
/// it, and beside it are ours, which nobody else can look into.
struct CFSSLPassphrase {
  /// The variable that cfssl looks into.
  static let variable = "CFSSL_CA_PK_PASSWORD"

  /// The world, with passphrases.
  let context: Context

  init(_ flags: GoFlags.Values, _ world: Context) throws {
    var context = world
    let file = flags.nonEmpty("passphrase-file")
    let descriptor = flags.nonEmpty("passphrase-fd")
    switch (file, descriptor) {
    case (_?, _?):
      throw KTHWError(.usage, "only one of -passphrase-file and -passphrase-fd has the passphrase")
    case (let file?, nil):
      context.passphrase = PassphraseOrigin.file(file).source
    case (nil, let number?):
      guard let descriptor = Int32(number), descriptor >= 0 else {
        throw KTHWError(.usage, "-passphrase-fd is the number of an open descriptor")
      }
      context.passphrase = PassphraseOrigin.descriptor(descriptor).source
    case (nil, nil):
      context.passphrase = { request in
        try CFSSLPassphrase.inVariable(of: world, request)
      }
    }
    self.context = context
  }

  /// What the variable holds; without it, nobody is asked, as with cfssl.
  private static func inVariable(
    of world: Context,
    _ request: PassphraseRequest
  ) throws -> SecretBytes? {
    guard request.attempt == 0 else { return nil }
    guard var text = world.environment(variable), !text.isEmpty else {
      throw KTHWError(
        .keyIsEncrypted,
        "the private key is encrypted, and no passphrase is given",
        at: .file(request.file),
        hint: "give it with -passphrase-file or -passphrase-fd; cfssl's own way, the environment "
          + "variable \(variable), works as well"
      )
    }
    return text.withUTF8 { SecretBytes(copying: UnsafeRawBufferPointer($0)) }
  }
}
