/// The extensions that we issue (RFC 5280 §4.2), each encoded as cfssl does,
/// which is the only way that DER leaves open.
extension CertificateExtension {
  /// What the key may be used for; critical, as RFC 5280 §4.2.1.3 wants it.
  public static func keyUsage(_ usage: KeyUsage) -> CertificateExtension {
    CertificateExtension(
      .keyUsage,
      isCritical: true,
      value: DERWriter.bytes { $0.bitString(named: usage.rawValue & 0x1FF) }
    )
  }

  /// The purposes that the certificate is limited to, in the order given.
  public static func extendedKeyUsage(_ usages: [ExtendedKeyUsage]) -> CertificateExtension {
    sequence(.extendedKeyUsage) { writer in
      for usage in usages { writer.objectIdentifier(usage.oid) }
    }
  }

  /// Whether the certificate may sign others; critical, and an empty sequence
  /// for those that may not.
  public static func basicConstraints(_ constraints: BasicConstraints) -> CertificateExtension {
    sequence(.basicConstraints, isCritical: true) { writer in
      guard case .authority(let pathLength) = constraints else { return }
      writer.boolean(true)
      if let pathLength { writer.integer(pathLength) }
    }
  }

  /// The identifier of the key in the certificate.
  public static func subjectKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
    CertificateExtension(
      .subjectKeyIdentifier,
      value: DERWriter.bytes { $0.octetString(identifier) }
    )
  }

  /// The identifier of the key that signed it, without issuer and serial number.
  public static func authorityKeyIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
    sequence(.authorityKeyIdentifier) { $0.element(.primitive(0), identifier) }
  }

  /// The names that the certificate is valid for, in the order given.
  ///
  /// - Parameters:
  ///   - names: the names; see ``Swift/Sequence/groupedByKind()`` for cfssl's order.
  ///   - isCritical: to be true exactly when the subject is empty (RFC 5280
  ///     §4.2.1.6).
  /// - Returns: the extension.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a name
  ///   that is not ASCII.
  public static func subjectAlternativeName(
    _ names: [SubjectAlternativeName],
    isCritical: Bool = false
  ) throws -> CertificateExtension {
    try sequence(.subjectAlternativeName, isCritical: isCritical) { writer in
      for name in names { try name.write(to: &writer) }
    }
  }

  /// Where to ask about revocation and to fetch the issuer's certificate:
  /// OCSP first.
  ///
  /// - Parameters:
  ///   - ocsp: the URIs of OCSP responders.
  ///   - issuers: the URIs of issuer certificates.
  /// - Returns: the extension.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a URI
  ///   that is not ASCII.
  public static func authorityInformationAccess(
    ocsp: [String],
    issuers: [String]
  ) throws -> CertificateExtension {
    let accesses =
      ocsp.map { (OID.ocspAccess, $0) } + issuers.map { (OID.caIssuersAccess, $0) }
    return try sequence(.authorityInformationAccess) { writer in
      for (method, uri) in accesses {
        try writer.sequence { writer in
          writer.objectIdentifier(method)
          try SubjectAlternativeName.uri(uri).write(to: &writer)
        }
      }
    }
  }

  /// Where the issuer's revocation list is.
  ///
  /// - Parameter uri: its address.
  /// - Returns: the extension.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a URI
  ///   that is not ASCII.
  public static func crlDistributionPoints(uri: String) throws -> CertificateExtension {
    try sequence(.crlDistributionPoints) { writer in
      // DistributionPoint { distributionPoint [0] { fullName [0] { name } } }
      try writer.sequence { writer in
        try writer.element(.constructed(0)) { writer in
          try writer.element(.constructed(0)) { writer in
            try SubjectAlternativeName.uri(uri).write(to: &writer)
          }
        }
      }
    }
  }

  /// The policies that the certificate was issued under, in the order given.
  ///
  /// - Parameter policies: the policies.
  /// - Returns: the extension.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a URI
  ///   that is not ASCII.
  public static func certificatePolicies(
    _ policies: [CertificatePolicy]
  ) throws -> CertificateExtension {
    try sequence(.certificatePolicies) { writer in
      for policy in policies { try policy.write(to: &writer) }
    }
  }

  /// Says that an OCSP responder's certificate need not be checked for
  /// revocation (RFC 6960 §4.2.2.2.1).
  public static let ocspNoCheck = CertificateExtension(
    .ocspNoCheck,
    value: DERWriter.bytes { $0.null() }
  )

  /// Says that the key may sign delegated credentials (RFC 9345 §4.2).
  public static let delegationUsage = CertificateExtension(
    .delegationUsage,
    value: DERWriter.bytes { $0.null() }
  )

  private static func sequence(
    _ oid: OID,
    isCritical: Bool = false,
    _ body: (inout DERWriter) throws -> Void
  ) rethrows -> CertificateExtension {
    CertificateExtension(
      oid,
      isCritical: isCritical,
      value: try DERWriter.bytes { try $0.sequence(body) }
    )
  }
}

extension CertificateExtension {
  /// The Extension (RFC 5280 §4.1): `critical` is written only when true,
  /// because DER leaves out defaults.
  func write(to writer: inout DERWriter) {
    writer.sequence { writer in
      writer.objectIdentifier(oid)
      if isCritical { writer.boolean(true) }
      writer.octetString(value)
    }
  }
}
