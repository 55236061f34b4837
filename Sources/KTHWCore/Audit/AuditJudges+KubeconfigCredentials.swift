extension AuditTerms {
  /// Whether the end is near: by the clock, and by how long the certificate
  /// lasts at all, since some are short-lived on purpose.
  fileprivate func isEndingSoon(_ validity: Validity) -> Bool {
    let rest = validity.notAfter.secondsSince1970 - now.secondsSince1970
    let lifetime = validity.notAfter.secondsSince1970 - validity.notBefore.secondsSince1970
    return rest < min(expiryWarning, lifetime / 3)
  }
}

extension AuditJudges {
  /// Tells what is wrong with the certificates and keys of kubeconfigs, and
  /// with where they lead.
  static let judgeKubeconfigCredentials: OfArea = { area, invocations, terms, findings in
    let surroundings = Surroundings(area, invocations)
    var read: [[UInt8]: [CertificateFacts]] = [:]
    for file in area.files {
      guard case .kubeconfig(let kubeconfig) = file.content else { continue }
      let credentials = kubeconfig.credentials(in: area)
      let pairs = kubeconfig.pairs(of: credentials)
      let byCluster = Dictionary(grouping: pairs, by: \.cluster)
      for credential in credentials { judge(credential, in: file, terms, &findings) }
      for (name, cluster) in kubeconfig.clusters {
        let field = "clusters.\(name).certificate-authority-data"
        let data = cluster.certificateAuthorityData
        // All kubeconfigs of a cluster have the same.
        guard let authorities = read[data] ?? authorities(data, field, in: file, &findings) else {
          continue
        }
        read[data] = authorities
        for facts in authorities {
          judgeValidity(of: facts, "the CA", field, in: file, terms, &findings)
        }
        for pair in byCluster[name] ?? [] {
          judge(pair.credential, against: authorities, in: file, terms, &findings)
        }
      }
      for (name, credential) in pairs {
        guard let server = kubeconfig.clusters[name]?.server else { continue }
        judgeServer(server, of: name, credential, in: file, surroundings, terms, &findings)
      }
      if area.isComplete,
        let admin = credentials.first(where: { $0.identity?.isAdministrator == true })
      {
        findings.add(
          .administratorOnServer,
          at: file.place(of: "users.\(admin.user)"),
          "is of \(Terminal.quoted(admin.identity?.user ?? "")), who may do everything"
        )
      }
    }
  }

  /// What an area has that answers at a loopback address.
  struct Surroundings {
    let kind: AuditedArea.Kind
    let answersItself: Bool

    init(_ area: AuditedArea, _ invocations: [ComponentInvocation]) {
      kind = area.kind
      answersItself =
        invocations.contains { $0.program == .kubeAPIServer }
        || area.files.contains { file in
          switch file.content {
          case .text(.haproxy, _), .text(.nginx, _), .documents(.staticPod, _): true
          default: false
          }
        }
    }
  }

  // MARK: Certificates and keys

  private static func judge(
    _ credential: ShownCredential,
    in file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    for (field, error) in credential.failures {
      findings.add(
        .unreadableEmbedded,
        at: file.place(of: field),
        error.problems.first?.message ?? "cannot be read",
        remedy: error.problems.first?.hint
      )
    }
    for (field, path) in credential.missing {
      findings.add(
        .missingKubeconfigFile,
        at: file.place(of: field),
        "there is no file \(Terminal.quoted(path)) on this machine"
      )
    }
    guard let certificate = credential.certificate else { return }
    let field = "users.\(credential.user).client-certificate-data"
    if let key = credential.key,
      key.subjectPublicKeyInfo != certificate.publicKey.subjectPublicKeyInfo
    {
      findings.add(
        .embeddedPairMismatch,
        at: file.place(of: "users.\(credential.user).client-key-data"),
        "the key is not that of the certificate for "
          + Terminal.quoted(certificate.subject.commonName ?? "")
      )
    }
    // What stands in files of its own is judged there.
    guard credential.isEmbedded else { return }
    judgeValidity(of: certificate, "the client certificate", field, in: file, terms, &findings)
    for problem in IdentityMisspelling.problems(in: certificate.subject) {
      let isHarmless = problem.message.hasPrefix("the group \"system:system:")
      findings.add(
        isHarmless ? .harmlessMisspelling : .powerlessIdentity,
        at: file.place(of: field),
        problem.message,
        remedy: problem.hint
      )
    }
  }

  private static func judgeValidity(
    of facts: CertificateFacts,
    _ what: String,
    _ field: String,
    in file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let place = file.place(of: field)
    let who = "\(what) of \(Terminal.quoted(facts.subject.commonName ?? ""))"
    if terms.now > facts.validity.notAfter {
      findings.add(.embeddedExpired, at: place, "\(who) ended at \(facts.validity.notAfter)")
    } else if terms.now < facts.validity.notBefore {
      findings.add(
        .embeddedExpired,
        at: place,
        "\(who) begins at \(facts.validity.notBefore) only",
        remedy: "look at the clock of the machine that made it"
      )
    } else if terms.isEndingSoon(facts.validity) {
      findings.add(.embeddedExpiring, at: place, "\(who) ends at \(facts.validity.notAfter)")
    }
  }

  /// The embedded CAs of a cluster; nil where there are none to read.
  private static func authorities(
    _ data: [UInt8],
    _ field: String,
    in file: AuditedFile,
    _ findings: inout AuditFindings
  ) -> [CertificateFacts]? {
    guard !data.isEmpty else { return nil }
    do {
      return try CertificateReader.certificates(pem: data)
    } catch {
      let problem = (error as? KTHWError)?.problems.first
      findings.add(
        .unreadableEmbedded,
        at: file.place(of: field),
        problem?.message ?? "cannot be read",
        remedy: problem?.hint
      )
      return nil
    }
  }

  private static func judge(
    _ credential: ShownCredential,
    against authorities: [CertificateFacts],
    in file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let certificate = credential.certificate else { return }
    let place = file.place(of: "users.\(credential.user).client-certificate-data")
    let issuer = Terminal.quoted(certificate.issuer.commonName ?? "")
    let namesakes = authorities.filter { $0.subjectDER == certificate.issuerDER }
    if !namesakes.isEmpty {
      let isOfOne = namesakes.contains { authority in
        terms.signatures.isSigned(certificate.der, by: authority.der) {
          (try? ChainVerifier.check(certificate.der, isSignedBy: authority.der)) != nil
        }
      }
      guard !isOfOne else { return }
      findings.add(
        .otherAuthority,
        at: place,
        "the certificate is of a CA \(issuer) with another key than the one that is trusted here"
      )
    } else if let name = certificate.issuer.commonName, foreignAuthorities.contains(name) {
      findings.add(.storeAuthority, at: place, "the certificate is of the CA \(issuer)")
    }
  }

  /// The CAs that no API server's client is of.
  private static let foreignAuthorities: Set<String> = [
    ComponentIdentity.Authority.etcd.rawValue, ComponentIdentity.Authority.frontProxy.rawValue,
  ]
}
