/// The certificates of a file that somebody trusts.
struct TrustedBundle {
  /// The certificates.
  let certificates: [CertificateFacts]
  /// The file.
  let file: AuditedFile

  /// The bundle that a flag names; nil where it cannot be seen.
  init?(_ flag: String, of invocation: ComponentInvocation, in area: AuditedArea) {
    guard let file = invocation.file(of: flag, in: area) else { return nil }
    self.init(file)
  }

  init?(_ file: AuditedFile) {
    guard !file.certificates.isEmpty else { return nil }
    certificates = file.certificates
    self.file = file
  }

  /// Whether a certificate chains up to the bundle, by way of others that
  /// come with it; dates and purposes are not looked at.
  func issued(_ certificate: CertificateFacts, with others: [CertificateFacts] = []) -> Bool {
    var current = certificate
    // A chain of more than five is none that anybody has made.
    for _ in 0..<5 {
      if certificates.contains(where: { $0.der == current.der || $0.signed(current) }) {
        return true
      }
      guard let next = others.first(where: { $0.der != current.der && $0.signed(current) }) else {
        return false
      }
      current = next
    }
    return false
  }

  /// Whether both trust somebody in common.
  func shares(with other: TrustedBundle) -> Bool {
    certificates.contains { mine in
      other.certificates.contains {
        $0.subjectDER == mine.subjectDER && $0.publicKey == mine.publicKey
      }
    }
  }
}

extension CertificateFacts {
  /// Whether another certificate was issued by this one.
  ///
  /// Names and key identifiers decide where both certificates have the
  /// latter; whether a signature was forged is not asked here.
  func signed(_ other: CertificateFacts) -> Bool {
    guard other.issuerDER == subjectDER else { return false }
    if let wanted = other.authorityKeyIdentifier, let mine = subjectKeyIdentifier {
      return wanted == mine
    }
    return (try? ChainVerifier.check(other.der, isSignedBy: der)) != nil
  }

  /// Whether a purpose is allowed; without a list all of them are.
  func allows(_ usage: ExtendedKeyUsage) -> Bool {
    extendedKeyUsages.map { $0.contains(usage) || $0.contains(.any) } ?? true
  }
}
