/// What can be said against the certificates and files of a kubeconfig.
struct CertificateFindings {
  /// Where relative names of kubeconfigs start.
  let directory: String
  let context: Context
  /// How soon the end of a certificate is worth a warning.
  let warnsBefore: GoDuration

  private(set) var all: [KubeconfigFinding] = []

  init(directory: String, context: Context, warnsBefore: GoDuration) {
    self.directory = directory
    self.context = context
    self.warnsBefore = warnsBefore
  }

  /// Judges a cluster's CA.
  mutating func judge(_ cluster: KubeconfigCluster, _ name: String) {
    let field = "clusters.\(name).certificate-authority"
    guard
      let source = bytes(
        cluster.certificateAuthorityData,
        cluster.certificateAuthority,
        field,
        cluster.origin
      ),
      let certificates = certificates(source)
    else { return }
    for certificate in certificates {
      judgeValidity(of: certificate, source)
      if !certificate.isAuthority {
        add(.warning, "ca-is-no-ca", .policyViolation, "is no CA's certificate", source)
      }
    }
  }

  /// Judges a user's certificate, key and token file.
  mutating func judge(_ user: KubeconfigUser, _ name: String) {
    let field = "users.\(name)"
    if !user.tokenFile.isEmpty {
      _ = bytes([], user.tokenFile, field + ".tokenFile", user.origin)
    }
    let certificate = bytes(
      user.clientCertificateData,
      user.clientCertificate,
      field + ".client-certificate",
      user.origin
    )
    let key = secret(user, field + ".client-key")
    guard let certificate, let leaf = certificates(certificate)?.first else { return }
    judgeValidity(of: leaf, certificate)
    if !leaf.grantsClientIdentity {
      add(.error, "no-client", .policyViolation, "is no certificate for a client", certificate)
    }
    for problem in IdentityMisspelling.problems(in: leaf.subject) {
      add(.warning, "identity", problem.code, problem.message, certificate, hint: problem.hint)
    }
    guard let key, !key.matches(leaf.publicKey) else { return }
    add(
      .error,
      "key-mismatch",
      .keyMismatch,
      "does not belong to the key beside it",
      certificate,
      hint: "embed both again, from one pair"
    )
  }

  // MARK: - Reading

  /// Bytes and the place that they come from.
  private struct Source {
    let bytes: [UInt8]
    let place: Place
  }

  private mutating func bytes(
    _ data: [UInt8],
    _ path: String,
    _ field: String,
    _ origin: String?
  ) -> Source? {
    let place = Place(file: origin, field: data.isEmpty ? field : field + "-data")
    guard data.isEmpty else { return Source(bytes: data, place: place) }
    // What begins with ~ is complained about without looking.
    guard !path.isEmpty, !path.hasPrefix("~") else { return nil }
    do {
      return Source(
        bytes: try InputFile.read(absolute(path, origin), context: context),
        place: place
      )
    } catch {
      note(error, "unreadable", at: place)
      return nil
    }
  }

  private mutating func secret(_ user: KubeconfigUser, _ field: String) -> PrivateKey? {
    let hasData = user.clientKeyData != nil
    let place = Place(file: user.origin, field: hasData ? field + "-data" : field)
    guard hasData || !user.clientKey.isEmpty && !user.clientKey.hasPrefix("~") else { return nil }
    do {
      let file = absolute(user.clientKey, user.origin)
      let pem = try user.clientKeyData ?? InputFile.readSecret(file, context: context)
      return try PrivateKey(pem: pem)
    } catch {
      note(error, "unusable-key", at: place)
      return nil
    }
  }

  private mutating func certificates(_ source: Source) -> [CertificateFacts]? {
    do {
      return try CertificateReader.certificates(pem: source.bytes, file: nil)
    } catch {
      note(error, "no-certificate", at: source.place)
      return nil
    }
  }

  private func absolute(_ path: String, _ origin: String?) -> String {
    KubeconfigPath.resolved(path, inKubeconfig: origin ?? "config", directory: directory)
  }

  // MARK: - Findings

  private mutating func judgeValidity(of certificate: CertificateFacts, _ source: Source) {
    let now = context.now()
    if let problem = certificate.validity.problem(at: now) {
      return add(.error, "validity", problem.code, problem.message, source, hint: problem.hint)
    }
    let left = certificate.validity.secondsLeft(at: now)
    guard left < warnsBefore.nanoseconds / 1_000_000_000 else { return }
    add(
      .warning,
      "expires-soon",
      .invalidValue,
      "expires on \(certificate.validity.notAfter), in \(left / 86_400) days",
      source
    )
  }

  private mutating func add(
    _ severity: KubeconfigFinding.Severity,
    _ rule: String,
    _ code: KTHWError.Code,
    _ message: String,
    _ source: Source,
    hint: String? = nil
  ) {
    let problem = Problem(code, message, at: source.place, hint: hint)
    all.append(KubeconfigFinding(rule: rule, severity: severity, problem: problem))
  }

  private mutating func note(_ error: any Error, _ rule: String, at place: Place) {
    for problem in (error as? KTHWError)?.problems ?? [] {
      var placed = problem
      if let file = problem.place?.file { placed.message = "\(file): \(problem.message)" }
      placed.place = place
      all.append(KubeconfigFinding(rule: rule, severity: .error, problem: placed))
    }
  }
}
