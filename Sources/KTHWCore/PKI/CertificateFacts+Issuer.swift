extension CertificateFacts {
  /// What stands against issuing with this certificate as the CA.
  ///
  /// - Parameters:
  ///   - constraints: whether the new certificate is to be a CA itself.
  ///   - now: the present moment.
  /// - Returns: the findings, of which most are faults.
  public func findings(
    asIssuerOf constraints: BasicConstraints,
    at now: Timestamp
  ) -> [IssuanceFinding] {
    var findings: [IssuanceFinding] = []
    if now > validity.notAfter { findings.append(.issuerExpired(at: validity.notAfter)) }
    if now < validity.notBefore { findings.append(.issuerNotYetValid(from: validity.notBefore)) }
    if !isAuthority { findings.append(.issuerIsNoAuthority) }
    // Without the extension every use is allowed (RFC 5280 §4.2.1.3).
    if let keyUsage, !keyUsage.contains(.certificateSign) {
      findings.append(.issuerMayNotSignCertificates)
    }
    if let allowed = exceededPathLength(for: constraints) {
      findings.append(.issuerPathLengthExceeded(allowed: allowed))
    }
    if publicKey.specification == nil {
      findings.append(.issuerKeyIsWeak(publicKey.algorithmName))
    }
    // A root is believed as it is; nobody checks how it is signed.
    if subjectDER != issuerDER, hasWeakSignature {
      findings.append(.issuerSignatureIsWeak(Terminal.printable(signatureAlgorithmName)))
    }
    if subject.isEmpty { findings.append(.issuerHasNoName) }
    if subjectKeyIdentifier == nil { findings.append(.issuerHasNoKeyIdentifier) }
    return findings
  }

  /// The path length where a CA with some constraints would exceed it
  /// (RFC 5280 §4.2.1.9), else nil.
  func exceededPathLength(for constraints: BasicConstraints) -> Int? {
    guard case .authority(let allowed?) = basicConstraints,
      case .authority(let wanted) = constraints
    else { return nil }
    return allowed == 0 || (wanted ?? 0) >= allowed ? allowed : nil
  }

  /// Whether it is signed with a hash that was broken.
  var hasWeakSignature: Bool {
    let name = signatureAlgorithmName.uppercased()
    return ["MD2", "MD4", "MD5", "SHA1"].contains { weak in
      name.hasPrefix(weak) || name.hasSuffix(weak) || name.contains("-" + weak)
    }
  }
}
