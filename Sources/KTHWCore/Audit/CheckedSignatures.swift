/// Which certificates were issued by which, as far as that was asked before:
/// the same kubeconfig may lie on a thousand machines.
final class CheckedSignatures: Sendable {
  private struct Question: Hashable {
    let certificate: [UInt8]
    let issuer: [UInt8]
  }

  private let known = Guarded<[Question: Bool]>([:])

  /// How many answers are kept, at most: some megabytes.
  private static let limit = 4096

  /// Whether one certificate was issued by another, signature and all; dates
  /// are not looked at.
  func isIssued(_ certificate: CertificateFacts, by issuer: CertificateFacts) -> Bool {
    let question = Question(certificate: certificate.der, issuer: issuer.der)
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = (try? ChainVerifier.check(certificate.der, isSignedBy: issuer.der)) != nil
    known.withLock { if $0.count < CheckedSignatures.limit { $0[question] = answer } }
    return answer
  }
}
