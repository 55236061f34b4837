/// Which of the certificates and keys that were found take which part in a
/// cluster.
struct CredentialMatch {
  /// A credential of the cluster, and what was found of it.
  struct Pair {
    let credential: Credential
    let certificate: CertificateFacts?
    let key: FoundCredentials.Key?
    /// The file that it comes from.
    let source: String
  }

  private let found: FoundCredentials
  private(set) var pairs: [Pair] = []
  private var used: Set<[UInt8]> = []
  /// The authorities that were found, by the names of their credentials.
  private var authorities: [String: CertificateFacts] = [:]

  init(_ found: FoundCredentials, _ spec: ClusterSpec) {
    self.found = found
    let catalog = CertificateCatalog(spec)
    let credentials = catalog.shared + spec.hosts.flatMap { catalog.credentials(of: $0) }
    for credential in credentials where credential.kind == .authority { takeAuthority(credential) }
    for credential in credentials where credential.purpose != nil && credential.kind != .authority {
      takeLeaf(credential)
    }
    for credential in credentials where credential.purpose == nil { takeKeyPair(credential) }
  }

  /// What was taken, for people.
  var adopted: [AdoptCluster.Adopted] {
    pairs.map {
      AdoptCluster.Adopted(name: $0.credential.name, source: $0.source, hasKey: $0.key != nil)
    }
  }

  /// The files of certificates that nothing of the cluster takes.
  var leftBehind: [String] {
    var files: [String] = []
    for certificate in found.certificates where !used.contains(certificate.facts.der) {
      if !files.contains(certificate.file) { files.append(certificate.file) }
    }
    return files
  }

  private mutating func take(_ credential: Credential, _ certificate: FoundCredentials.Certificate)
  {
    used.insert(certificate.facts.der)
    pairs.append(
      Pair(
        credential: credential,
        certificate: certificate.facts,
        key: found.keys[certificate.facts.publicKey.subjectPublicKeyInfo],
        source: certificate.file
      )
    )
  }
}

// MARK: - Authorities

extension CredentialMatch {
  private mutating func takeAuthority(_ credential: Credential) {
    let candidates = found.certificates.filter {
      $0.facts.isAuthority && !used.contains($0.facts.der)
        && CredentialMatch.authorityName(of: $0) == credential.name
    }
    // Of an old and a new one, the one with its key, then the one that lasts.
    let best = candidates.max { left, right in
      (hasKey(left) ? 1 : 0, left.facts.validity.notAfter)
        < (hasKey(right) ? 1 : 0, right.facts.validity.notAfter)
    }
    guard let best else { return }
    authorities[credential.name] = best.facts
    take(credential, best)
  }

  private func hasKey(_ certificate: FoundCredentials.Certificate) -> Bool {
    found.keys[certificate.facts.publicKey.subjectPublicKeyInfo] != nil
  }

  /// What an authority signs for, by its name and its file's.
  private static func authorityName(of certificate: FoundCredentials.Certificate) -> String {
    let names =
      (certificate.facts.subject.commonName ?? "") + " "
      + certificate.file.split(separator: "/").suffix(2).joined(separator: "/")
    let text = names.lowercased()
    if text.contains("front-proxy") || text.contains("requestheader") { return "front-proxy-ca" }
    return text.contains("etcd") ? "etcd-ca" : "ca"
  }
}

// MARK: - Certificates

extension CredentialMatch {
  private mutating func takeLeaf(_ credential: Credential) {
    let authority = credential.authority.flatMap { authorities[$0] }
    let ranked = found.certificates.compactMap { certificate -> (Int, Candidate)? in
      guard !certificate.facts.isAuthority, !used.contains(certificate.facts.der) else {
        return nil
      }
      let rank = CredentialMatch.rank(certificate.facts, for: credential, authority)
      return rank.map { ($0, Candidate(certificate: certificate)) }
    }
    let best = ranked.max { left, right in
      (left.0, left.1.certificate.facts.validity.notAfter)
        < (right.0, right.1.certificate.facts.validity.notAfter)
    }
    if let best { take(credential, best.1.certificate) }
  }

  private struct Candidate { let certificate: FoundCredentials.Certificate }

  /// How well a certificate fits a credential; nil where it is another's.
  private static func rank(
    _ facts: CertificateFacts,
    for credential: Credential,
    _ authority: CertificateFacts?
  ) -> Int? {
    guard isOf(facts, credential) else { return nil }
    if let authority, facts.issuerDER != authority.subjectDER { return nil }
    let wanted = Set(credential.purpose?.extendedKeyUsages ?? [])
    let usages = Set(facts.extendedKeyUsages ?? [.serverAuthentication, .clientAuthentication])
    guard wanted.isSubset(of: usages) else { return nil }
    return usages == wanted ? 2 : 1
  }

  /// Whether a certificate names whom a credential names.
  private static func isOf(_ facts: CertificateFacts, _ credential: Credential) -> Bool {
    let names = Set(facts.subjectAlternativeNames)
    switch credential.name {
    case "kube-apiserver", "kubernetes": return facts.isForAPIServer
    case "admin":
      let identity = RBACIdentity(facts.subject)
      return ["admin", "kubernetes-admin"].contains(identity?.user)
    case "break-glass":
      let user = RBACIdentity(facts.subject)?.user ?? ""
      return user == "break-glass" || user.hasSuffix("super-admin")
    default: break
    }
    guard facts.subject.commonName == credential.subject.commonName else { return false }
    // Members of etcd all have one name; their machines are told by the rest.
    guard credential.host != nil, credential.purpose?.needsHostNames == true else { return true }
    let own = credential.names.filter { $0 != .dns("localhost") && !$0.isLoopback }
    return own.contains(where: names.contains)
  }
}

extension SubjectAlternativeName {
  /// Whether it is an address of every machine.
  fileprivate var isLoopback: Bool {
    if case .ip(let address) = self { address.isLoopback } else { false }
  }
}

// MARK: - Bare keys

extension CredentialMatch {
  /// The key that signs service accounts' tokens: named so, with a public
  /// half beside it, or with a certificate as older tutorials have it.
  private mutating func takeKeyPair(_ credential: Credential) {
    let certified = found.certificates.first { certificate in
      ["service-accounts", "service-account"].contains(certificate.facts.subject.commonName)
    }
    let key =
      found.keys.values.filter { CredentialMatch.isNamedForServiceAccounts($0.file) }
      .min { $0.file < $1.file }
      ?? found.keys.filter { found.publicKeys[$0.key] != nil }.map(\.value)
      .min { $0.file < $1.file }
      ?? certified.flatMap { found.keys[$0.facts.publicKey.subjectPublicKeyInfo] }
    guard let key else { return }
    if let certified { used.insert(certified.facts.der) }
    pairs.append(Pair(credential: credential, certificate: nil, key: key, source: key.file))
  }

  private static func isNamedForServiceAccounts(_ file: String) -> Bool {
    let name = file.split(separator: "/").last.map(String.init) ?? ""
    return name == "sa.key" || name.hasPrefix("service-account")
  }
}
