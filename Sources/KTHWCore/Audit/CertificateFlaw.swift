/// Something about a certificate or request that it shows by itself.
struct CertificateFlaw: Hashable, Sendable {
  /// The rule that it breaks.
  let rule: AuditRule
  /// What was seen, as one clause.
  let seen: String

  init(_ rule: AuditRule, _ seen: String) {
    self.rule = rule
    self.seen = seen
  }
}

extension CertificateFacts {
  /// Whether it is its own issuer by name.
  var isSelfIssued: Bool { subjectDER == issuerDER }

  /// Whether an API server or etcd takes it for a client's.
  var worksForClients: Bool { works(for: .clientAuthentication) }

  /// Whether clients take it for a server's.
  var worksForServers: Bool { works(for: .serverAuthentication) }

  private func works(for usage: ExtendedKeyUsage) -> Bool {
    guard let extendedKeyUsages else { return true }
    return extendedKeyUsages.contains(usage) || extendedKeyUsages.contains(.any)
  }

  /// The extension of a kind, where there is one.
  func extensionValue(_ oid: OID) -> CertificateExtension? { extensions.first { $0.oid == oid } }

  /// Everything that the certificate shows by itself, whatever it is for.
  ///
  /// - Parameter signs: whether others name it as their issuer.
  /// - Returns: the flaws, in the order of the certificate's parts.
  func flaws(signs: Bool = false) -> [CertificateFlaw] {
    guard version == 3 else {
      return [CertificateFlaw(.oldVersion, "is of version \(version)")] + signatureFlaws
        + publicKey.flaws
    }
    let actsAsAuthority =
      isAuthority || signs || isSelfIssued && keyUsage?.contains(.certificateSign) == true
    return serialFlaws + signatureFlaws + nameFlaws + publicKey.flaws
      + (actsAsAuthority ? authorityFlaws : leafFlaws) + identifierFlaws + extensionFlaws
      + subjectAlternativeNames.flaws
  }
}

// MARK: - Fields

extension CertificateFacts {
  private var serialFlaws: [CertificateFlaw] {
    let octets = serialNumber.integerBytes
    if serialNumber.isNegative {
      return [CertificateFlaw(.negativeSerial, "has the serial number \(serialNumber.decimal)")]
    }
    if octets.count > 20 {
      return [CertificateFlaw(.oddSerial, "has a serial number of \(octets.count) octets")]
    }
    // Nobody looks at a root's own number.
    if isSelfIssued { return [] }
    if octets == [0] { return [CertificateFlaw(.oddSerial, "has the serial number 0")] }
    // Of 64 random bits, fewer than 48 are left once in 65,536 times.
    if octets.count <= 6 {
      return [CertificateFlaw(.guessableSerial, "has the serial number \(serialNumber.decimal)")]
    }
    return []
  }

  private var signatureFlaws: [CertificateFlaw] {
    // A root is believed as it is; nobody checks how it is signed.
    guard !isSelfIssued, hasWeakSignature else { return [] }
    return [
      CertificateFlaw(
        .weakSignature,
        "is signed with " + Terminal.printable(signatureAlgorithmName)
      )
    ]
  }

  private var nameFlaws: [CertificateFlaw] {
    var flaws: [CertificateFlaw] = []
    if issuer.isEmpty { flaws.append(CertificateFlaw(.missingSubject, "has an empty issuer")) }
    guard subject.isEmpty else { return flaws }
    let names = extensionValue(.subjectAlternativeName)
    if isAuthority || names == nil {
      flaws.append(CertificateFlaw(.missingSubject, "has an empty subject"))
    } else if names?.isCritical == false {
      flaws.append(
        CertificateFlaw(.criticalNames, "has no subject, and alternative names not critical")
      )
    }
    return flaws
  }
}

// MARK: - Extensions

extension CertificateFacts {
  private var authorityFlaws: [CertificateFlaw] {
    var flaws: [CertificateFlaw] = []
    let constraints = extensionValue(.basicConstraints)
    if !isAuthority {
      let what = constraints == nil ? "has no basicConstraints" : "says CA:FALSE"
      flaws.append(CertificateFlaw(.unmarkedAuthority, "signs others and \(what)"))
    } else if constraints?.isCritical == false {
      flaws.append(CertificateFlaw(.looseConstraints, "has basicConstraints not critical"))
    }
    if let keyUsage, !keyUsage.contains(.certificateSign) {
      flaws.append(CertificateFlaw(.authorityWithoutSigning, "lacks the usage cert sign"))
    } else if keyUsage == nil {
      flaws.append(CertificateFlaw(.missingAuthorityUsage, "has no key usage"))
    } else if extensionValue(.keyUsage)?.isCritical == false {
      flaws.append(CertificateFlaw(.looseAuthorityUsage, "has a key usage that is not critical"))
    }
    if let keyUsage, keyUsage.contains(.keyEncipherment) {
      flaws.append(CertificateFlaw(.busyAuthority, "may also encrypt keys"))
    } else if isSelfIssued, extendedKeyUsages?.isEmpty == false {
      flaws.append(CertificateFlaw(.busyAuthority, "has extended key usages"))
    }
    if let constraints = extensionValue(.nameConstraints) {
      if !constraints.isCritical {
        flaws.append(CertificateFlaw(.oddNameConstraints, "has name constraints not critical"))
      }
      if let fault = NameConstraintsShape.fault(in: constraints.value) {
        flaws.append(CertificateFlaw(.oddNameConstraints, "has name constraints with \(fault)"))
      }
    }
    return flaws
  }

  private var leafFlaws: [CertificateFlaw] {
    var flaws: [CertificateFlaw] = []
    if keyUsage?.contains(.certificateSign) == true {
      flaws.append(CertificateFlaw(.signingLeaf, "has the usage cert sign and is no CA"))
    } else if keyUsage == nil {
      flaws.append(CertificateFlaw(.looseKeyUsage, "has no key usage"))
    } else if extensionValue(.keyUsage)?.isCritical == false {
      flaws.append(CertificateFlaw(.looseKeyUsage, "has a key usage that is not critical"))
    }
    if keyUsage?.contains(.keyEncipherment) == true, publicKey.isElliptic {
      flaws.append(
        CertificateFlaw(
          .encipheringCurve,
          "has key encipherment and the key \(publicKey.algorithmName)"
        )
      )
    }
    if extendedKeyUsages == nil {
      flaws.append(CertificateFlaw(.unlimitedUsage, "has no extended key usage"))
    } else if extendedKeyUsages?.contains(.any) == true {
      flaws.append(CertificateFlaw(.unlimitedUsage, "has the extended key usage any"))
    }
    if extensionValue(.nameConstraints) != nil {
      flaws.append(CertificateFlaw(.leafNameConstraints, "has name constraints and is no CA"))
    }
    if let value = extensionValue(.basicConstraints)?.value, BasicConstraintsShape.hasLength(value)
    {
      flaws.append(CertificateFlaw(.strayPathLength, "has a path length and is no CA"))
    }
    return flaws
  }

  private var identifierFlaws: [CertificateFlaw] {
    var flaws: [CertificateFlaw] = []
    func add(_ seen: String) { flaws.append(CertificateFlaw(.oddKeyIdentifiers, seen)) }
    if extensionValue(.subjectKeyIdentifier)?.isCritical == true {
      add("has a critical subject key identifier")
    }
    if extensionValue(.authorityKeyIdentifier)?.isCritical == true {
      add("has a critical authority key identifier")
    }
    if isAuthority, subjectKeyIdentifier == nil { add("has no subject key identifier") }
    if !isSelfIssued, authorityKeyIdentifier == nil { add("has no authority key identifier") }
    return flaws
  }

  /// What is wrong with the key identifiers of a certificate that its own key
  /// has signed.
  var ownIdentifierFlaws: [CertificateFlaw] {
    guard let own = subjectKeyIdentifier, let other = authorityKeyIdentifier, own != other else {
      return []
    }
    return [
      CertificateFlaw(.oddKeyIdentifiers, "signs itself, and its two key identifiers differ")
    ]
  }

  private var extensionFlaws: [CertificateFlaw] {
    var flaws: [CertificateFlaw] = []
    for one in extensions where one.isCritical && !CertificateFacts.mayBeCritical.contains(one.oid)
    {
      flaws.append(CertificateFlaw(.unknownCritical, "has the critical extension \(one.oid)"))
    }
    if extendedKeyUsages?.isEmpty == true {
      flaws.append(CertificateFlaw(.malformedExtension, "has an empty extended key usage"))
    }
    if let value = extensionValue(.authorityInformationAccess)?.value,
      !AccessDescriptionShape.isSound(value)
    {
      flaws.append(CertificateFlaw(.malformedExtension, "has a malformed authorityInfoAccess"))
    }
    return flaws
  }

  /// Extensions that every verifier knows how to handle when critical, and
  /// those of which ``identifierFlaws`` tells.
  private static let mayBeCritical: Set<OID> = [
    .keyUsage, .subjectAlternativeName, .basicConstraints, .nameConstraints, .extendedKeyUsage,
    .subjectKeyIdentifier, .authorityKeyIdentifier, .certificatePolicies, .crlDistributionPoints,
    // Policy mappings, policy constraints, inhibit any policy.
    OID(2, 5, 29, 33), OID(2, 5, 29, 36), OID(2, 5, 29, 54),
  ]
}

// MARK: - Keys and names

extension PublicKey {
  /// Whether the key is over a curve, for which no encryption of keys exists.
  var isElliptic: Bool { specification.map { !$0.isRSA } ?? !algorithmName.hasPrefix("RSA") }

  /// What is wrong with the key as such.
  var flaws: [CertificateFlaw] {
    let bits = (try? SubjectPublicKeyInfo(der: subjectPublicKeyInfo).rsaBits()) ?? nil
    guard let bits else {
      guard specification == nil else { return [] }
      return [CertificateFlaw(.unusableKey, "has the key \(algorithmName)")]
    }
    var flaws: [CertificateFlaw] = []
    if bits < 2048 { flaws.append(CertificateFlaw(.shortKey, "has an RSA key of \(bits) bits")) }
    if bits > 8192 {
      flaws.append(
        CertificateFlaw(.unusableKey, "has an RSA key of \(bits) bits, more than Go takes")
      )
    }
    if bits % 8 != 0 {
      flaws.append(CertificateFlaw(.oddKeySize, "has an RSA key of \(bits) bits"))
    }
    return flaws
  }
}

extension [SubjectAlternativeName] {
  /// What is wrong with names as such.
  var flaws: [CertificateFlaw] {
    compactMap { name in
      do {
        switch name {
        case .dns(let text) where IPAddress(strict: text) != nil:
          return CertificateFlaw(.addressAsName, "has the address \(text) as a DNS name")
        case .dns(let text): _ = try DNSNameRules.checked(text)
        case .email(let text): _ = try SubjectAlternativeName(classifying: text)
        case .ip, .uri: break
        }
      } catch let error as KTHWError {
        return CertificateFlaw(.invalidName, error.problems.first?.message ?? "has an invalid name")
      } catch {}
      return nil
    }
  }
}
