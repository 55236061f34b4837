extension CertificateJudgement {
  /// What was found out of a certificate's chain.
  private struct Verdict: Sendable {
    var signer: Int?
    var flaws: [CertificateFlaw] = []
    var related: [Int] = []
  }

  /// What OpenSSL has parsed, by the places in the census: every authority,
  /// since it stands in many chains, and the certificate that is looked at.
  private struct ParsedCertificates: Sendable {
    let authorities: [Int: ParsedCertificate?]
    var own: (index: Int, certificate: ParsedCertificate?)?

    subscript(_ index: Int) -> ParsedCertificate? {
      own?.index == index ? own?.certificate : authorities[index] ?? nil
    }
  }

  mutating func judgeChains() {
    let verdicts = self.verdicts()
    for (index, verdict) in verdicts.enumerated() {
      signers[index] = verdict.signer
      let related = verdict.related.map { census.certificates[$0].place }
      for flaw in verdict.flaws {
        add(flaw.rule, census.certificates[index], flaw.seen, related: related)
      }
    }
    judgeAuthoritiesOfJobs()
  }

  /// Checking signatures is most of the work, so all processors do it.
  private func verdicts() -> [Verdict] {
    let count = census.certificates.count
    let found = Guarded([Verdict](repeating: Verdict(), count: count))
    let signers = Set(census.authorities.values.joined())
    let parsed = ParsedCertificates(
      authorities: Dictionary(
        uniqueKeysWithValues: signers.map { ($0, parse($0)) }
      )
    )
    // Nothing is thrown: what cannot be checked is no finding.
    try? parallelEach(count: count) { index in
      var parsed = parsed
      parsed.own = (index, parse(index))
      let verdict = verdict(on: index, parsed)
      found.withLock { $0[index] = verdict }
    }
    return found.withLock(\.self)
  }

  private func verdict(on index: Int, _ parsed: ParsedCertificates) -> Verdict {
    let certificate = census.certificates[index].certificate
    if certificate.isSelfIssued { return verdict(onSelfIssued: index, parsed) }
    // Ten thousand authorities of one name are an attack, not a cluster.
    let candidates = census.authorities[certificate.issuerDER]?.prefix(8) ?? []
    guard !candidates.isEmpty else {
      guard !census.authorities.isEmpty else { return Verdict() }
      let seen = "was signed by \(Terminal.quoted("\(certificate.issuer)")), which is not here"
      return Verdict(flaws: [CertificateFlaw(.absentAuthority, seen)])
    }
    let fitting = candidates.filter {
      census.certificates[$0].certificate.mayHaveSigned(certificate)
    }
    let makers = fitting.filter { isSigned(index, by: $0, parsed) }
    guard let signer = makers.first(where: isGoodAuthority) ?? makers.first else {
      let name = Terminal.quoted("\(certificate.issuer)")
      let seen =
        fitting.isEmpty
        ? "was signed by another authority of the name \(name)"
        : "was not signed by the key of \(name), or was changed since"
      return Verdict(
        flaws: [CertificateFlaw(.orphanedCertificate, seen)],
        related: Array(candidates)
      )
    }
    return verdict(on: index, signedBy: signer, parsed)
  }

  private func verdict(
    on index: Int,
    signedBy signer: Int,
    _ parsed: ParsedCertificates
  ) -> Verdict {
    let certificate = census.certificates[index].certificate
    let authority = census.certificates[signer].certificate
    var verdict = Verdict(signer: signer, related: [signer])
    if !isGoodAuthority(signer) {
      // Of a root's own flaws is told at the root.
      if !authority.isSelfIssued {
        let seen = "was signed with \(census.certificates[signer].inWords), which may not sign"
        verdict.flaws.append(CertificateFlaw(.signedByLeaf, seen))
      }
      return verdict
    }
    if certificate.validity.notAfter > authority.validity.notAfter {
      let seen =
        "is meant to last until \(certificate.validity.notAfter), and "
        + "\(census.certificates[signer].inWords) ends on \(authority.validity.notAfter)"
      verdict.flaws.append(CertificateFlaw(.outlivedAuthority, seen))
    }
    if let seen = refusal(of: index, signedBy: signer, parsed) {
      verdict.flaws.append(CertificateFlaw(.refusedChain, seen))
    }
    return verdict
  }

  private func verdict(onSelfIssued index: Int, _ parsed: ParsedCertificates) -> Verdict {
    let certificate = census.certificates[index].certificate
    let namesakes = (census.authorities[certificate.subjectDER] ?? []).prefix(8)
      .filter { $0 != index }
    if isSigned(index, by: index, parsed) {
      guard !certificate.isAuthority, certificate.version == 3, !flawed.contains(index) else {
        return Verdict(flaws: certificate.ownIdentifierFlaws)
      }
      return Verdict(flaws: [CertificateFlaw(.ownAuthority, "signs itself and is no CA")])
    }
    if let signer = namesakes.first(where: { isSigned(index, by: $0, parsed) }) {
      guard !certificate.isAuthority else { return Verdict(signer: signer) }
      let seen =
        "has the subject \(Terminal.quoted("\(certificate.subject)")), which is also that of "
        + "its authority"
      return Verdict(
        signer: signer,
        flaws: [CertificateFlaw(.authoritysName, seen)],
        related: [signer]
      )
    }
    let seen = "says that it signs itself, and its signature does not hold"
    return Verdict(flaws: [CertificateFlaw(.brokenSelfSignature, seen)])
  }

  private func isSigned(_ index: Int, by signer: Int, _ parsed: ParsedCertificates) -> Bool {
    guard let signed = parsed[index], let key = parsed[signer] else { return false }
    return ChainVerifier.isSigned(signed, byKeyOf: key)
  }

  private func parse(_ index: Int) -> ParsedCertificate? {
    try? ParsedCertificate(der: census.certificates[index].certificate.der)
  }

  private func isGoodAuthority(_ index: Int) -> Bool {
    let certificate = census.certificates[index].certificate
    return certificate.isAuthority && certificate.keyUsage?.contains(.certificateSign) != false
  }

  /// Why OpenSSL refuses a chain of certificates that are fine by themselves.
  private func refusal(
    of index: Int,
    signedBy signer: Int,
    _ parsed: ParsedCertificates
  ) -> String? {
    var chain = [index, signer]
    while let last = chain.last, !census.certificates[last].certificate.isSelfIssued,
      chain.count < 7
    {
      let certificate = census.certificates[last].certificate
      let next = census.authorities[certificate.issuerDER]?.prefix(8).first { candidate in
        !chain.contains(candidate)
          && census.certificates[candidate].certificate.mayHaveSigned(certificate)
      }
      guard let next else { break }
      chain.append(next)
    }
    guard flawed.isDisjoint(with: chain) else { return nil }
    let facts = chain.map { census.certificates[$0].certificate }
    // Dates are judged by themselves: here a moment counts that fits all.
    let begin = facts.map(\.validity.notBefore).max() ?? terms.now
    let end = facts.map(\.validity.notAfter).min() ?? terms.now
    guard begin < end else { return nil }
    var rules = ChainVerifier.Rules()
    rules.allowsPartialChain = facts.last?.isSelfIssued == false
    let links = chain.compactMap { parsed[$0] }
    guard links.count == chain.count else { return nil }
    do {
      try ChainVerifier.verify(
        links[0],
        intermediates: Array(links.dropFirst().dropLast()),
        roots: links.suffix(1),
        at: begin,
        rules: rules
      )
      return nil
    } catch let error as KTHWError {
      return error.problems.first.map { "is refused: " + $0.message }
    } catch {
      return nil
    }
  }
}

extension CertificateFacts {
  /// Whether the key identifiers leave it open that this one signed another.
  fileprivate func mayHaveSigned(_ other: CertificateFacts) -> Bool {
    guard let wanted = other.authorityKeyIdentifier, let own = subjectKeyIdentifier else {
      return true
    }
    return wanted == own
  }
}
