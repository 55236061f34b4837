/// The files of one credential on the disk: what is there, and what comes there.
struct CredentialStore {
  let paths: CredentialPaths
  let context: Context

  /// Says no where a key would be lost that somebody may trust.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists``.
  func refuseLosingKey(_ policy: ExistingKey) throws {
    try check(
      replacing: policy != .refuse,
      hint: "--keep-key makes a new certificate for the key that is there, "
        + "--replace-key NAME a new key"
    )
  }

  /// Says no where a part of a CA is there.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists``.
  func refuseReplacingAuthority() throws {
    try check(
      replacing: false,
      hint: "a new CA would orphan everything that this one signed; give another name or directory"
    )
  }

  private func check(replacing isReplacing: Bool, hint: String) throws {
    do {
      try FileWriter.check(
        paths.all.map {
          OutputFile(
            $0,
            .bytes([]),
            mode: .everyoneReads,
            replacement: isReplacing ? .replace : .refuseExisting
          )
        },
        context: context
      )
    } catch let error as KTHWError where error.code == .alreadyExists {
      var problem = error.problems[0]
      problem.hint = hint
      throw KTHWError(problem)
    }
  }

  /// The key that is there.
  ///
  /// - Throws: ``KTHWError``, as ``PrivateKeyFile``.
  func existingKey() throws -> PrivateKey {
    try PrivateKeyFile.read(paths.key, in: context).key
  }

  /// Writes the files as one set.
  ///
  /// - Parameters:
  ///   - certificate: the certificate's DER.
  ///   - request: the request's DER.
  ///   - key: the key's text, or nil where the one on the disk stays.
  ///   - isReplacing: whether files that are there may be replaced.
  /// - Returns: the paths that were written.
  /// - Throws: ``KTHWError``, as ``FileWriter``.
  func write(
    certificate: [UInt8],
    request: [UInt8],
    key: SecretBytes?,
    replacing isReplacing: Bool
  ) throws -> [String] {
    let replacement: OutputFile.Replacement = isReplacing ? .replace : .refuseExisting
    var files: [OutputFile] = []
    if let key {
      files.append(
        OutputFile(
          paths.key,
          .secret(key),
          mode: .ownerOnly,
          replacement: replacement
        )
      )
    }
    files.append(
      OutputFile(
        paths.certificate,
        .text(PEM.encode(certificate, label: "CERTIFICATE")),
        mode: .everyoneReads,
        replacement: replacement
      )
    )
    if let path = paths.request {
      files.append(
        OutputFile(
          path,
          .text(PEM.encode(request, label: "CERTIFICATE REQUEST")),
          mode: .everyoneReads,
          replacement: replacement
        )
      )
    }
    try FileWriter.write(files, context: context)
    return files.map(\.path)
  }
}
