/// Which certificates were found signed by which, so that what lies on a
/// thousand machines is checked once.
final class CheckedSignatures: Sendable {
  private struct Question: Hashable {
    let certificate: [UInt8]
    let issuer: [UInt8]
  }

  private let known = Guarded<[Question: Bool]>([:])

  /// How many answers are kept, at most: some megabytes.
  private static let limit = 4096

  /// Whether one certificate was signed by another.
  ///
  /// - Parameters:
  ///   - certificate: the DER of the one.
  ///   - issuer: the DER of the other.
  ///   - check: finds out where nobody has asked before; always in the same
  ///     way.
  /// - Returns: what was found out, now or before.
  func isSigned(_ certificate: [UInt8], by issuer: [UInt8], _ check: () -> Bool) -> Bool {
    let question = Question(certificate: certificate, issuer: issuer)
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = check()
    known.withLock { if $0.count < CheckedSignatures.limit { $0[question] = answer } }
    return answer
  }
}
