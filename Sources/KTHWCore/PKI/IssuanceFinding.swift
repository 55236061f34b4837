/// Something about a certificate to be issued that whoever issues it should
/// know, or should not do.
///
/// cfssl's commands issue regardless and warn; our own refuse the faults.
public enum IssuanceFinding: Hashable, Sendable {
  /// The issuer's certificate ended before now.
  case issuerExpired(at: Timestamp)
  /// The issuer's certificate begins after now.
  case issuerNotYetValid(from: Timestamp)
  /// The issuer's certificate is no CA certificate.
  case issuerIsNoAuthority
  /// The issuer's key usage does not allow signing certificates.
  case issuerMayNotSignCertificates
  /// The issuer allows no such CA below it.
  case issuerPathLengthExceeded(allowed: Int)
  /// The issuer's key is too weak: the key in words.
  case issuerKeyIsWeak(String)
  /// The issuer's certificate is signed with a broken hash: the algorithm.
  case issuerSignatureIsWeak(String)
  /// The issuer has an empty subject, so the certificate has an empty issuer.
  case issuerHasNoName
  /// The certificate's key is too weak, or of a kind Kubernetes does not take.
  case keyIsWeak(String)
  /// The certificate ends before it begins, or before now.
  case isExpiredAtBirth(at: Timestamp)
  /// A CA certificate without a subject.
  case authorityHasNoName
  /// The certificate outlasts its issuer.
  case outlivesIssuer(until: Timestamp, issuerUntil: Timestamp)
  /// The certificate was to outlast its issuer and now ends with it.
  case clampedToIssuer(wanted: Timestamp, issuerUntil: Timestamp)
  /// Subject and issuer are the same, so verifiers take it for self-signed.
  case subjectIsIssuers
  /// The issuer has no key identifier to point at.
  case issuerHasNoKeyIdentifier
  /// A server's certificate without names: clients refuse it.
  case serverWithoutNames
  /// Names that a CA certificate does not keep.
  case namesDropped([SubjectAlternativeName])

  /// Whether our own commands refuse to issue.
  public var isFault: Bool {
    switch self {
    case .issuerExpired, .issuerNotYetValid, .issuerIsNoAuthority, .issuerMayNotSignCertificates,
      .issuerPathLengthExceeded, .issuerKeyIsWeak, .issuerSignatureIsWeak, .issuerHasNoName,
      .keyIsWeak, .isExpiredAtBirth, .authorityHasNoName:
      true
    case .outlivesIssuer, .clampedToIssuer, .subjectIsIssuers, .issuerHasNoKeyIdentifier,
      .serverWithoutNames, .namesDropped:
      false
    }
  }

  /// Whether only the issuer's dates are wrong, which a user may insist on.
  public var isAboutIssuerDates: Bool {
    switch self {
    case .issuerExpired, .issuerNotYetValid: true
    default: false
    }
  }

  /// The finding in words, with ``KTHWError/Code/policyViolation``.
  public var problem: Problem {
    let (message, hint) = words
    return Problem(.policyViolation, message, hint: hint)
  }

  private var words: (message: String, hint: String?) {
    switch self {
    case .issuerExpired(let end):
      ("the CA certificate expired at \(end)", "renew the CA, or correct the clock")
    case .issuerNotYetValid(let begin):
      ("the CA certificate is not valid before \(begin)", "wait, or correct the clock")
    case .issuerIsNoAuthority:
      (
        "the issuer is not a CA: its basicConstraints do not say CA:TRUE",
        "give the CA's own certificate, not one that it signed"
      )
    case .issuerMayNotSignCertificates:
      ("the CA certificate's key usage lacks certificate signing", "issue the CA with cert sign")
    case .issuerPathLengthExceeded(let allowed):
      (
        "the CA allows \(allowed) CAs below it, fewer than this certificate needs",
        "lower the new path length, or issue the CA with a higher one"
      )
    case .issuerKeyIsWeak(let key):
      ("the CA's key, \(key), is too weak or unusual", "use RSA from 2048 bits, ECDSA or Ed25519")
    case .issuerSignatureIsWeak(let algorithm):
      (
        "the CA certificate is signed with \(algorithm), which verifiers refuse",
        "have it issued again with SHA-256"
      )
    case .issuerHasNoName:
      ("the CA certificate has an empty subject", "issue the CA with a common name")
    case .keyIsWeak(let key):
      ("the key, \(key), is too weak or unusual", "use RSA from 2048 bits, ECDSA or Ed25519")
    case .isExpiredAtBirth(let end):
      ("the certificate would end at \(end), before it can be used", "give a longer lifetime")
    case .authorityHasNoName:
      ("a CA certificate needs a subject", "give a common name")
    case .outlivesIssuer(let end, let issuerEnd):
      (
        "the certificate is valid until \(end), but its CA only until \(issuerEnd)",
        "renew the CA first, or give a shorter lifetime"
      )
    case .clampedToIssuer(let wanted, let issuerEnd):
      (
        "the certificate ends with its CA at \(issuerEnd), not at \(wanted)",
        "renew the CA to get the whole lifetime"
      )
    case .subjectIsIssuers:
      (
        "the subject is the CA's own, so verifiers take the certificate for self-signed",
        "give it another common name"
      )
    case .issuerHasNoKeyIdentifier:
      (
        "the CA certificate has no subject key identifier, which strict verifiers demand",
        "issue the CA again"
      )
    case .serverWithoutNames:
      (
        "a server certificate without host names or IP addresses: clients will refuse it",
        "list the names and addresses that clients connect to"
      )
    case .namesDropped(let names):
      (
        "a CA certificate keeps IP addresses only; left out: "
          + names.map(\.description).joined(separator: ", "),
        nil
      )
    }
  }
}
