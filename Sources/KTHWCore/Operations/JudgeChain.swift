/// Judges whether a certificate is good for whom it is shown to, as strictly
/// as ``VerifyFiles`` judges those of a cluster.
///
/// Chains are built and verified by OpenSSL in its strict mode; what it lets
/// pass and RFC 5280 or Kubernetes does not, the rules of ``AuditRule`` say.
public enum JudgeChain {
  /// What is to be judged.
  public struct Input: Sendable {
    /// The DER of the certificate.
    public var certificate: [UInt8]
    /// DER of certificates that may stand between it and a trusted one.
    public var intermediates: [[UInt8]]
    /// DER of the trusted certificates.
    public var roots: [[UInt8]]
    /// When it is shown.
    public var moment: Timestamp
    /// What it is shown for.
    public var purpose: ChainVerifier.Purpose
    /// Whom it must name, each of them; none asks for nobody.
    public var names: [SubjectAlternativeName]
    /// How many CA certificates may stand between it and the trusted one.
    public var maximumDepth: Int

    /// Creates an input with the usual choices.
    public init(
      certificate: [UInt8],
      intermediates: [[UInt8]] = [],
      roots: [[UInt8]],
      moment: Timestamp,
      purpose: ChainVerifier.Purpose,
      names: [SubjectAlternativeName] = [],
      maximumDepth: Int = 5
    ) {
      self.certificate = certificate
      self.intermediates = intermediates
      self.roots = roots
      self.moment = moment
      self.purpose = purpose
      self.names = names
      self.maximumDepth = maximumDepth
    }
  }

  /// What was found.
  public struct Output: Sendable {
    /// The rules that are broken; places name the certificate and its issuers.
    public var findings: [AuditFinding] = []

    /// Whether the certificate is good: nothing is worse than an information.
    public var isAccepted: Bool { findings.allSatisfy { $0.severity == .info } }
  }

  /// Judges a certificate.
  ///
  /// - Returns: what was found; what cannot be read is a finding as well.
  public static func run(_ input: Input) -> Output {
    var findings = AuditFindings()
    do {
      let certificate = try CertificateReader.certificate(der: input.certificate)
      judge(certificate, input, &findings)
      let chain = try chain(input)
      for (number, der) in chain.enumerated().dropFirst() {
        let authority = try CertificateReader.certificate(der: der)
        for flaw in authority.flaws(signs: true) {
          findings.add(flaw.rule, at: .field("issuer \(number)"), flaw.seen)
        }
        guard authority.isSelfIssued, try ChainVerifier.isSigned(der, byKeyOf: der) else {
          continue
        }
        for flaw in authority.ownIdentifierFlaws {
          findings.add(flaw.rule, at: .field("issuer \(number)"), flaw.seen)
        }
      }
    } catch let error as KTHWError {
      for problem in error.problems {
        let rule: AuditRule =
          problem.code == .verificationFailed ? .refusedChain : .malformedExtension
        findings.add(rule, at: .field("certificate"), problem.message, remedy: problem.hint)
      }
    } catch {
      findings.add(.malformedExtension, at: .field("certificate"), "cannot be read")
    }
    return Output(findings: findings.all)
  }

  /// The chain that OpenSSL finds, at a moment that may be its last.
  private static func chain(_ input: Input) throws -> [[UInt8]] {
    let intermediates = readable(input.intermediates)
    let roots = readable(input.roots)
    func verify(at moment: Timestamp) throws -> [[UInt8]] {
      try ChainVerifier.verify(
        input.certificate,
        intermediates: intermediates,
        roots: roots,
        at: moment,
        purpose: input.purpose,
        peer: input.names.first.flatMap(peer),
        rules: rules(input)
      )
    }
    do {
      return try verify(at: input.moment)
    } catch let error as KTHWError where error.code == .verificationFailed {
      // The last second still counts (RFC 5280 §4.1.2.5), for OpenSSL it does not.
      let ends = ([input.certificate] + intermediates + roots).contains { der in
        (try? CertificateReader.certificate(der: der))?.validity.notAfter == input.moment
      }
      guard ends else { throw error }
      return try verify(at: input.moment.adding(seconds: -1))
    }
  }

  private static func judge(
    _ certificate: CertificateFacts,
    _ input: Input,
    _ findings: inout AuditFindings
  ) {
    let place = Place.field("certificate")
    for flaw in certificate.flaws() { findings.add(flaw.rule, at: place, flaw.seen) }
    if certificate.isAuthority {
      findings.add(.leafAuthority, at: place, "says CA:TRUE and is shown as a leaf")
    }
    if input.purpose == .server, certificate.subjectAlternativeNames.isEmpty {
      findings.add(.missingNames, at: place, "is a server's and has no alternative names")
    }
    for name in input.names where !certificate.covers(name) {
      findings.add(.missingDialledName, at: place, "is not for \(name)")
    }
  }

  private static func rules(_ input: Input) -> ChainVerifier.Rules {
    var rules = ChainVerifier.Rules()
    rules.maximumDepth = input.maximumDepth
    // Whoever trusts a certificate that is no root trusts what it signs.
    rules.allowsPartialChain = true
    return rules
  }

  /// A name as OpenSSL looks for it; mail addresses it does not.
  private static func peer(_ name: SubjectAlternativeName) -> ChainVerifier.Peer? {
    switch name {
    case .dns(let host): .host(host)
    case .ip(let address): .address(address)
    case .email, .uri: nil
    }
  }

  /// What others offer may be anything; what cannot be read signs nothing.
  private static func readable(_ ders: [[UInt8]]) -> [[UInt8]] {
    ders.filter { (try? CertificateReader.certificate(der: $0)) != nil }
  }
}
