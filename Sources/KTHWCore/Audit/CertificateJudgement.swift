/// Judges all certificates, keys and requests of a cluster's files together.
///
/// What is copied to many machines is judged once, where it was seen first.
struct CertificateJudgement {
  let digests: [AreaDigest]
  let terms: AuditTerms
  let census: CredentialCensus
  var findings = AuditFindings()
  /// Certificates of whose own flaws is told already: what follows from them
  /// is not told again.
  private(set) var flawed: Set<Int> = []
  /// Which certificate signed which.
  var signers: [Int: Int] = [:]

  init(_ digests: [AreaDigest], _ terms: AuditTerms) {
    self.digests = digests
    self.terms = terms
    census = CredentialCensus(digests)
  }

  /// Whether the cluster's description asks for one authority and shared
  /// certificates.
  var isSingleMeant: Bool { terms.spec?.pki.hierarchy == .single }

  /// Whether programs are among the files that say themselves whom they trust.
  var saysWhomItTrusts: Bool {
    digests.contains { digest in
      digest.invocations.contains { $0.program == .etcd || $0.program == .kubeAPIServer }
    }
  }

  /// Judges everything.
  mutating func judge() {
    judgeProfiles()
    judgeRequestsAndKeys()
    judgeChains()
    judgeAuthorities()
    judgePairs()
    judgeSharing()
    judgeUsages()
    judgeIdentities()
    judgeNodes()
    judgeServerNames()
    judgeMemberNames()
    judgeExpiry()
  }

  /// Keeps what was found at a certificate.
  mutating func add(
    _ rule: AuditRule,
    _ sighting: CertificateSighting,
    _ seen: String,
    remedy: String? = nil,
    related: [Place] = []
  ) {
    guard sighting.isInFile || !CertificateJudgement.toldOfKubeconfigs.contains(rule) else {
      return
    }
    findings.add(
      rule,
      at: sighting.place,
      seen,
      remedy: remedy,
      related: related.isEmpty ? sighting.copies : related
    )
  }
}

extension CertificateJudgement {
  /// What rules of their own say of certificates that only kubeconfigs hold.
  private static let toldOfKubeconfigs: Set<AuditRule> = [
    .expired, .notYetValid, .endsSoon, .misspeltIdentity, .orphanedCertificate, .absentAuthority,
  ]
}

// MARK: - Each by itself

extension CertificateJudgement {
  private mutating func judgeProfiles() {
    for (index, sighting) in census.certificates.enumerated() {
      let certificate = sighting.certificate
      let namesakes = census.authorities[certificate.subjectDER] ?? []
      let signs = certificate.isSelfIssued && namesakes == [index]
      for flaw in certificate.flaws(signs: signs && hasIssued(certificate)) {
        if flaw.rule.severity > .info { flawed.insert(index) }
        // Its key alone is used; that it has a certificate is told by itself.
        if flaw.rule == .unlimitedUsage, sighting.jobs.contains(.serviceAccount) { continue }
        add(flaw.rule, sighting, flaw.seen)
      }
    }
  }

  /// Whether others name it as their issuer.
  private func hasIssued(_ certificate: CertificateFacts) -> Bool {
    census.certificates.contains {
      !$0.certificate.isSelfIssued && $0.certificate.issuerDER == certificate.subjectDER
    }
  }

  private mutating func judgeRequestsAndKeys() {
    let certified = Set(census.certificates.map(\.certificate.publicKey.subjectPublicKeyInfo))
    for request in census.requests {
      if !request.value.isSignatureValid {
        findings.add(
          .unprovenRequest,
          at: request.place.place,
          "has a signature that does not hold"
        )
      }
      // What is wrong with a request that was granted is told of its certificate.
      if certified.contains(request.value.publicKey.subjectPublicKeyInfo) { continue }
      for flaw in request.value.publicKey.flaws + request.value.subjectAlternativeNames.flaws {
        findings.add(flaw.rule, at: request.place.place, "asks for a certificate that " + flaw.seen)
      }
      for problem in IdentityMisspelling.problems(in: request.value.subject) {
        findings.add(
          .misspeltIdentity,
          at: request.place.place,
          "asks for a certificate: " + problem.message,
          remedy: problem.hint
        )
      }
    }
    let asked = Set(census.requests.map(\.value.publicKey.subjectPublicKeyInfo))
    for key in census.privateKeys + census.publicKeys {
      let isServiceAccount = CertificateJob.isServiceAccount(key.place.file.path)
      if isServiceAccount, key.value.specification == .ed25519 {
        findings.add(.accountKeyKind, at: key.place.place, "holds an Ed25519 key")
      }
      let encoded = key.value.subjectPublicKeyInfo
      guard !certified.contains(encoded), !asked.contains(encoded) else { continue }
      for flaw in key.value.flaws { findings.add(flaw.rule, at: key.place.place, flaw.seen) }
    }
  }
}

// MARK: - Dates

extension CertificateJudgement {
  private static let day: Int64 = 86_400

  private mutating func judgeExpiry() {
    for sighting in census.certificates {
      let validity = sighting.certificate.validity
      let now = terms.now
      if now > validity.notAfter {
        add(
          .expired,
          sighting,
          "expired on \(validity.notAfter): " + (consequence(of: sighting) ?? "it is refused")
        )
      } else if now < validity.notBefore {
        add(.notYetValid, sighting, "is not valid before \(validity.notBefore)")
      } else {
        let left = validity.notAfter.secondsSince1970 - now.secondsSince1970
        // What is meant to be short-lived is no news before its last third.
        if left < min(terms.expiryWarning, validity.seconds / 3) {
          add(
            .endsSoon,
            sighting,
            "ends on \(validity.notAfter), in \(left / Self.day) days"
              + (consequence(of: sighting).map { ": from then on " + $0 } ?? "")
          )
        }
      }
      let longest: Int64 = sighting.certificate.isAuthority ? 9150 : 3660
      if validity.seconds > longest * Self.day {
        add(.lastsForever, sighting, "is good for \(validity.seconds / Self.day) days")
      }
    }
  }

  /// What stops when it ends, and where.
  private func consequence(of sighting: CertificateSighting) -> String? {
    guard let job = CertificateJob.allCases.first(where: sighting.jobs.contains) else { return nil }
    let machine = sighting.places.lazy.compactMap { digests[$0.area].machine }.first
    let node = job == .kubeletClient || job == .kubeletServing ? sighting.certificate.node : nil
    return job.consequence + ((node ?? machine).map { " (\(Terminal.printable($0)))" } ?? "")
  }
}

extension CertificateFacts {
  /// The name of the node whose kubelet it names; nil for everybody else.
  var node: String? {
    guard let user = subject.commonName, user.hasPrefix(RBACIdentity.nodeUserPrefix) else {
      return nil
    }
    let name = user.dropFirst(RBACIdentity.nodeUserPrefix.count)
    return name.isEmpty ? nil : String(name)
  }
}

extension CertificateJob {
  /// Whether a file is named as the key pair of service accounts.
  static func isServiceAccount(_ path: String) -> Bool {
    var base = base(of: path.split(separator: "/").last.map(String.init) ?? "")
    for ending in ["-key", ".key", ".pub"] where base.hasSuffix(ending) {
      base = String(base.dropLast(ending.count))
    }
    return ComponentIdentity.named(base)?.name == "service-account"
  }
}
