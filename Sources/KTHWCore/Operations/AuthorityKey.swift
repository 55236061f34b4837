/// The key of an authority, opened when something is signed with it for the
/// first time: where nothing is, nobody has to know its passphrase.
final class AuthorityKey: Sendable {
  private let outcome: Guarded<Result<PrivateKey, any Error>?>
  private let open: @Sendable () throws -> PrivateKey

  /// A key that is open.
  init(_ key: PrivateKey) {
    outcome = Guarded(.success(key))
    open = { key }
  }

  /// A key that somebody else opens.
  init(opening open: @escaping @Sendable () throws -> PrivateKey) {
    outcome = Guarded(nil)
    self.open = open
  }

  /// The key; whoever comes second waits for the first and gets the same,
  /// be it a failure.
  ///
  /// - Throws: what opening throws.
  func opened() throws -> PrivateKey {
    try outcome.withLock { outcome in
      let result = outcome ?? Result(catching: open)
      outcome = result
      return try result.get()
    }
  }
}

extension CredentialIssuer {
  /// The key of an authority that is there, maybe behind a passphrase.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/policyViolation`` for an
  ///   encrypted key that machines need.
  func key(of credential: Credential, _ found: FoundCredential) throws -> AuthorityKey? {
    if let key = found.key { return AuthorityKey(key) }
    guard found.isKeyEncrypted, let file = found.keyFile else { return nil }
    try refuseUnattendedUse(of: credential)
    let shown = root + "/" + credential.keyPath
    let certificate = found.certificate
    return AuthorityKey { [passphrase] in
      let key = try OpenedKey(file.secret, file: shown, asking: passphrase).key
      guard certificate.map({ key.matches($0.publicKey) }) ?? true else {
        throw CredentialIssuer.anotherKey(credential).within(.file(shown))
      }
      return key
    }
  }

  /// How the key of a new authority is written.
  ///
  /// - Throws: ``KTHWError``, before any key is made.
  func sealing(of credential: Credential) throws -> KeySealing {
    try KeySealing(
      root + "/" + credential.keyPath,
      isWanted: encryptsAuthorityKeys,
      asking: passphrase
    )
  }

  /// Refuses to have encrypted what a machine must read when nobody is there.
  func refuseUnattendedUse(of credential: Credential) throws {
    guard settings.clusterSigning, credential.name == "ca" else { return }
    throw KTHWError(
      .policyViolation,
      "the controller manager signs with this key, and cannot be asked for a passphrase",
      at: .file(root + "/" + credential.keyPath),
      hint: "set spec.pki.clusterSigning to false, or leave the key unencrypted"
    )
  }

  static func anotherKey(_ credential: Credential) -> KTHWError {
    KTHWError(
      .keyMismatch,
      "the certificate of the authority is not that of the key beside it",
      hint: "put the right \(credential.name).pem and \(credential.name)-key.pem there"
    )
  }
}
