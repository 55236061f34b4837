/// What a user shows to an API server, read from its files and judged.
struct KubeconfigCredential {
  /// The user's entry.
  var user = KubeconfigUser()
  /// The client certificate and what came with it, where there is one.
  private(set) var certificate: [CertificateFacts]?
  /// What is doubtful about it.
  private(set) var doubts: [Problem] = []

  /// Reads a credential.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyMismatch``,
  ///   ``KTHWError/Code/invalidValue``; what reading throws.
  init(_ input: MakeKubeconfig.Input, _ context: Context) throws {
    switch input.credential {
    case .certificate(let file, let keyFile):
      try read(file, keyFile, input, context)
    case .token(let file):
      user.token = try KubeconfigCredential.token(file, context)
    case .bootstrapToken(let file):
      let token = try KubeconfigCredential.token(file, context)
      do {
        user.token = try BootstrapToken(token).text
      } catch let error as KTHWError {
        throw error.within(.file(file))
      }
    case .exec(let exec):
      user.exec = exec
    }
  }

  private mutating func read(
    _ file: String,
    _ keyFile: String,
    _ input: MakeKubeconfig.Input,
    _ context: Context
  ) throws {
    let bytes = try InputFile.read(file, context: context)
    let facts = try CertificateReader.certificates(pem: bytes, file: file)
    let keyBytes = try InputFile.readSecret(keyFile, context: context)
    let key = try PrivateKey(pem: keyBytes, file: keyFile)
    if let leaf = facts.first {
      guard key.matches(leaf.publicKey) else {
        throw KTHWError(
          .keyMismatch,
          "does not belong to the certificate in \(Terminal.printable(file))",
          at: .file(keyFile),
          hint: "name the key that the certificate was made with"
        )
      }
      doubts = judge(leaf, file, input, at: context.now())
    }
    certificate = facts
    if input.embeds {
      user = KubeconfigUser(certificate: bytes, key: keyBytes)
    } else {
      let directory = try WorkingDirectory.path(context)
      user.clientCertificate = KubeconfigPath.absolute(file, in: directory)
      user.clientKey = KubeconfigPath.absolute(keyFile, in: directory)
    }
  }

  private func judge(
    _ leaf: CertificateFacts,
    _ file: String,
    _ input: MakeKubeconfig.Input,
    at now: Timestamp
  ) -> [Problem] {
    var problems = IdentityMisspelling.problems(in: leaf.subject).map { $0.inFile(file) }
    if let problem = leaf.validity.problem(at: now) { problems.append(problem.inFile(file)) }
    if !leaf.grantsClientIdentity {
      problems.append(
        Problem(.policyViolation, "is no certificate for a client", at: .file(file))
      )
    }
    guard let wanted = input.identity, let actual = RBACIdentity(leaf.subject) else {
      return problems
    }
    if actual.user != wanted.user {
      problems.append(
        Problem(
          .invalidName,
          "makes its holder the user \(Terminal.quoted(actual.user)), not "
            + Terminal.quoted(wanted.user),
          at: .file(file)
        )
      )
    }
    return problems
  }

  /// A token, without the white space around it.
  private static func token(_ file: String, _ context: Context) throws -> String {
    let bytes = try InputFile.read(file, context: context, allowStandardInput: true)
    let text = String(decoding: bytes, as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 1, let word = words.first,
      word.utf8.allSatisfy({ 0x21...0x7E ~= $0 })
    else {
      throw KTHWError(.invalidValue, "one token is expected, and nothing else", at: .file(file))
    }
    return String(word)
  }
}

extension Validity {
  /// What is wrong with the period at a moment, where something is.
  func problem(at moment: Timestamp) -> Problem? {
    if moment < notBefore {
      return Problem(.invalidValue, "is not valid before \(notBefore)")
    }
    if moment > notAfter {
      return Problem(.invalidValue, "has expired on \(notAfter)", hint: "make a new certificate")
    }
    return nil
  }
}
