/// Finds everything that ends: certificates in files and in kubeconfigs, and
/// tokens that say when.
public enum ListExpiry {
  /// Where to look.
  public struct Input: Sendable {
    /// Files, directories and trees; `-` is standard input.
    public var paths: [String]
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(paths: [String], workers: Int = Processors.available) {
      self.paths = paths
      self.workers = workers
    }
  }

  /// Looks everywhere.
  ///
  /// - Parameters:
  ///   - input: where.
  ///   - context: the world.
  /// - Returns: what ends, the first first.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read.
  public static func run(_ input: Input, in context: Context) throws -> ExpiryReport {
    let sources = try AuditSources(input.paths, context: context)
    let survey = ExpirySurvey()
    try sources.forEachArea(workers: input.workers) { try survey.take($1) }
    return survey.report(at: context.now())
  }
}

/// Collects what ends from areas as they are read, from any thread.
final class ExpirySurvey: Sendable {
  private let found = Guarded(ExpiryCollection())

  /// Takes what ends in an area.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  func take(_ area: AuditedArea) throws {
    var collection = ExpiryCollection()
    for file in area.files { try collection.add(file) }
    let collected = collection
    found.withLock { $0.merge(collected) }
  }

  /// All that ends, the first first.
  func report(at now: Timestamp) -> ExpiryReport { found.withLock { $0.report(at: now) } }
}

/// What was found so far, each thing once.
private struct ExpiryCollection {
  private var byFingerprint: [String: ExpiringCredential] = [:]
  /// Where bootstrap tokens are shown, whose ends stand elsewhere.
  private var shownTokens: [String: [ExpiringCredential.Location]] = [:]
  private var problems: [Problem] = []
  private var fileCount = 0

  mutating func add(_ file: AuditedFile) throws {
    fileCount += 1
    switch file.content {
    case .objects(let objects):
      for object in objects {
        guard let facts = object.certificate else { continue }
        try add(facts, at: file.place(), position: object.position, path: file.path)
      }
    case .kubeconfig(let kubeconfig): try add(kubeconfig, of: file)
    case .documents(.manifest, _): try addTokens(of: file)
    case .unreadable(let kind, let error):
      // What is only broken text has nothing in it that ends.
      guard ExpiryCollection.mayHoldCredentials(kind) else { return }
      problems += error.problems.map { $0.inFile(file.path) }
    default: break
    }
  }

  private static func mayHoldCredentials(_ kind: String) -> Bool {
    ["certificates, requests or keys", "a kubeconfig", "a file"].contains(kind)
  }

  private mutating func add(_ kubeconfig: Kubeconfig, of file: AuditedFile) throws {
    for (name, cluster) in kubeconfig.clusters where !cluster.certificateAuthorityData.isEmpty {
      let field = "clusters.\(name).certificate-authority-data"
      try add(pem: cluster.certificateAuthorityData, at: file.place(field: field), file)
    }
    for (name, user) in kubeconfig.users {
      if !user.clientCertificateData.isEmpty {
        let field = "users.\(name).client-certificate-data"
        try add(pem: user.clientCertificateData, at: file.place(field: field), file)
      }
      if !user.token.isEmpty {
        try add(user.token, at: file.place(field: "users.\(name).token"))
      }
    }
  }

  private mutating func add(pem: [UInt8], at place: Place, _ file: AuditedFile) throws {
    do {
      let chain = try CertificateReader.certificates(pem: pem, file: nil)
      for (index, facts) in chain.enumerated() {
        try add(facts, at: place, position: index + 1, path: nil)
      }
    } catch let error as KTHWError {
      problems += error.problems.map { problem in
        var problem = problem
        problem.place = place
        return problem
      }
    }
  }

  private mutating func add(
    _ facts: CertificateFacts,
    at place: Place,
    position: Int,
    path: String?
  ) throws {
    insert(
      ExpiringCredential(
        kind: .certificate,
        role: CertificateRole(facts, at: path),
        subject: facts.subject.description,
        begins: facts.validity.notBefore,
        ends: facts.validity.notAfter,
        fingerprint: Hexadecimal.plain(Hash.sha256(facts.der)),
        locations: [ExpiringCredential.Location(place: place, position: position)],
        lineage: CertificateLineage(facts)
      )
    )
  }

  /// The Secrets of bootstrap tokens, which alone say when these end.
  private mutating func addTokens(of file: AuditedFile) throws {
    for secret in file.tokenSecrets {
      guard let token = secret.token, let ends = secret.expiration.moment else { continue }
      insert(
        ExpiringCredential(
          kind: .bootstrapToken,
          role: CertificateRole(token.identity),
          subject: token.identity.user,
          begins: nil,
          ends: ends,
          fingerprint: Hexadecimal.plain(Hash.sha256(Array(token.text.utf8))),
          locations: [
            ExpiringCredential.Location(
              place: file.place(secret.mark(of: "expiration"), field: "expiration"),
              position: 1
            )
          ]
        )
      )
    }
  }

  private mutating func add(_ token: String, at place: Place) throws {
    let read = BearerToken(token)
    guard let ends = read.expiry else {
      if read.kind == .bootstrap {
        let fingerprint = Hexadecimal.plain(Hash.sha256(Array(token.utf8)))
        let location = ExpiringCredential.Location(place: place, position: 1)
        shownTokens[fingerprint, default: []].append(location)
      }
      return
    }
    insert(
      ExpiringCredential(
        kind: .token,
        role: CertificateRole(read.identity),
        subject: read.identity?.user ?? "",
        begins: read.issued,
        ends: ends,
        fingerprint: Hexadecimal.plain(Hash.sha256(Array(token.utf8))),
        locations: [ExpiringCredential.Location(place: place, position: 1)]
      )
    )
  }

  private mutating func insert(_ credential: ExpiringCredential) {
    guard var known = byFingerprint[credential.fingerprint] else {
      byFingerprint[credential.fingerprint] = credential
      return
    }
    known.locations += credential.locations
    byFingerprint[credential.fingerprint] = known
  }

  mutating func merge(_ other: ExpiryCollection) {
    for credential in other.byFingerprint.values { insert(credential) }
    shownTokens.merge(other.shownTokens) { $0 + $1 }
    problems += other.problems
    fileCount += other.fileCount
  }

  /// The whole, in an order that does not depend on which thread was first.
  func report(at now: Timestamp) -> ExpiryReport {
    let credentials = byFingerprint.values.map { credential in
      var credential = credential
      credential.locations += shownTokens[credential.fingerprint] ?? []
      credential.locations.sort()
      return credential
    }
    return ExpiryReport(
      credentials: credentials.sorted {
        ($0.ends, $0.locations[0], $0.fingerprint) < ($1.ends, $1.locations[0], $1.fingerprint)
      },
      problems: problems.sorted { $0.description < $1.description },
      fileCount: fileCount,
      now: now
    )
  }
}
