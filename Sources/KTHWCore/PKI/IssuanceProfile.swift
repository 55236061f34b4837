/// What a signer grants: everything about a certificate that is not up to
/// whoever asks for it.
public struct IssuanceProfile: Hashable, Sendable {
  /// What the key may be used for; an empty set leaves the extension out.
  public var keyUsage: KeyUsage
  /// The purposes, in order; none leave the extension out.
  public var extendedKeyUsages: [ExtendedKeyUsage]
  /// How long certificates last.
  public var lifetime: GoDuration
  /// How long before now they begin, so that clocks may differ.
  public var backdate: GoDuration
  /// When they begin, instead of by ``backdate``.
  public var notBefore: Timestamp?
  /// When they end, instead of by ``lifetime``.
  public var notAfter: Timestamp?
  /// How the dates are counted.
  public var datesRule: DatesRule
  /// What happens when a certificate would outlast its issuer.
  public var beyondIssuer: BeyondIssuer
  /// Whether certificates may sign others.
  public var basicConstraints: BasicConstraints
  /// Whether CA certificates lose all names but IP addresses, as cfssl's do.
  public var authoritiesKeepOnlyIPNames: Bool
  /// Whether names are put in the order of ``Swift/Sequence/groupedByKind()``.
  public var groupsNamesByKind: Bool
  /// The URIs of OCSP responders.
  public var ocspURLs: [String]
  /// The URIs of the issuer's certificate.
  public var issuerURLs: [String]
  /// The URI of the issuer's revocation list.
  public var crlURL: String?
  /// The policies that certificates are issued under.
  public var policies: [CertificatePolicy]
  /// Whether certificates are for OCSP responders that need no check themselves.
  public var ocspNoCheck: Bool
  /// Which extensions are taken over from requests.
  public var extensionCopying: ExtensionCopying
  /// More extensions; one that this profile would also make replaces it.
  public var additionalExtensions: [CertificateExtension]

  /// Creates a profile; what is not given is left out of certificates.
  public init(
    keyUsage: KeyUsage,
    extendedKeyUsages: [ExtendedKeyUsage] = [],
    lifetime: GoDuration,
    backdate: GoDuration = .seconds(300),
    basicConstraints: BasicConstraints = .endEntity
  ) {
    self.keyUsage = keyUsage
    self.extendedKeyUsages = extendedKeyUsages
    self.lifetime = lifetime
    self.backdate = backdate
    self.notBefore = nil
    self.notAfter = nil
    self.datesRule = .wholeMinutes
    self.beyondIssuer = .clamp
    self.basicConstraints = basicConstraints
    self.authoritiesKeepOnlyIPNames = false
    self.groupsNamesByKind = true
    self.ocspURLs = []
    self.issuerURLs = []
    self.crlURL = nil
    self.policies = []
    self.ocspNoCheck = false
    self.extensionCopying = .nothing
    self.additionalExtensions = []
  }

  /// The profile of certificate authorities: signing certificates and
  /// revocation lists, and nothing else.
  ///
  /// - Parameters:
  ///   - lifetime: how long it lasts; by default cfssl's 43800 hours, five
  ///     years of 365 days.
  ///   - pathLength: how many CAs may follow below it; nil for any number.
  /// - Returns: the profile.
  public static func authority(
    lifetime: GoDuration = .hours(43_800),
    pathLength: Int? = nil
  ) -> IssuanceProfile {
    IssuanceProfile(
      keyUsage: [.certificateSign, .crlSign],
      lifetime: lifetime,
      basicConstraints: .authority(pathLength: pathLength)
    )
  }

  /// Whether certificates may sign others.
  public var isAuthority: Bool {
    if case .authority = basicConstraints { true } else { false }
  }
}

extension IssuanceProfile {
  /// How the dates of a certificate are counted from now.
  public enum DatesRule: Hashable, Sendable {
    /// From now rounded to the minute, less the backdate; the lifetime counts
    /// from there. This is what cfssl's signer does.
    case wholeMinutes
    /// From now to the second, less the backdate; the lifetime counts from
    /// now. This is what `cfssl selfsign` does.
    case wholeSeconds
  }

  /// What happens when a certificate would outlast its issuer.
  public enum BeyondIssuer: Hashable, Sendable {
    /// It ends with its issuer, and a finding says so.
    case clamp
    /// It outlasts it, and a finding says so. This is what cfssl does.
    case allow
  }

  /// Which extensions of a request are taken over into the certificate.
  ///
  /// Those in ``managed`` never are, whatever the rule: whoever asks must not
  /// choose its own usages or names.
  public enum ExtensionCopying: Hashable, Sendable {
    /// None.
    case nothing
    /// All but the managed ones, as cfssl's `copy_extensions` does since
    /// <https://github.com/cloudflare/cfssl/pull/1436>.
    case allUnmanaged
    /// Those listed, less the managed ones.
    case only(Set<OID>)

    /// The extensions that are the signer's alone.
    public static let managed: Set<OID> = [
      .keyUsage, .extendedKeyUsage, .basicConstraints, .subjectKeyIdentifier,
      .authorityKeyIdentifier, .subjectAlternativeName, .issuerAlternativeName,
      .nameConstraints, .crlDistributionPoints, .authorityInformationAccess,
      .certificatePolicies,
    ]

    /// Whether an extension is taken over.
    public func takesOver(_ oid: OID) -> Bool {
      guard !ExtensionCopying.managed.contains(oid) else { return false }
      switch self {
      case .nothing: return false
      case .allUnmanaged: return true
      case .only(let oids): return oids.contains(oid)
      }
    }
  }
}
