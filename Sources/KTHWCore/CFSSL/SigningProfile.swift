/// What a signer grants to those who name a profile of cfssl's policy file.
public struct SigningProfile: Hashable, Sendable {
  /// What the certificates may be used for.
  public var usages: CFSSLUsages
  /// How long they last, from their beginning.
  public var expiry: GoDuration
  /// How far back they begin; zero means five minutes, and a negative one
  /// lets them begin in the future.
  public var backdate = GoDuration.zero
  /// When they begin, whatever ``backdate`` says.
  public var notBefore: Timestamp?
  /// When they end, whatever ``expiry`` says.
  public var notAfter: Timestamp?
  /// Whether they are CAs.
  public var authority = AuthorityConstraint()
  /// Where the issuer's certificate is; nil takes the default profile's.
  public var issuerURLs: [String]?
  /// Where to ask whether they are revoked; empty takes the default's.
  public var ocspURL = ""
  /// Where the revocation list is; empty takes the default's.
  public var crlURL = ""
  /// Whether they carry id-pkix-ocsp-nocheck.
  public var hasOCSPNoCheck = false
  /// Whether a request's extensions are copied, but for those that the CA
  /// itself decides.
  public var copiesExtensions = false
  /// Under which policies they are issued.
  public var policies: [CertificatePolicy] = []
  /// Which parts of a request count, or nil for all of them.
  public var allowedRequestParts: RequestParts?
  /// Whether another machine signs, which this program does not ask.
  public var isRemote = false
  var nameWhitelist: GoPattern?

  /// Creates a profile from its usages and lifetime.
  public init(usages: CFSSLUsages, expiry: GoDuration) {
    self.usages = usages
    self.expiry = expiry
  }

  /// What cfssl grants without a policy file, and where a file has no
  /// default: TLS server and client, for a year.
  public static let builtIn = SigningProfile(
    usages: CFSSLUsages(["signing", "key encipherment", "server auth", "client auth"]),
    expiry: .hours(8760)
  )

  /// What cfssl grants to itself in `selfsign` without a policy file.
  public static let selfSigned = SigningProfile(
    usages: CFSSLUsages(["signing", "key encipherment", "server auth", "client auth"]),
    expiry: .hours(2190)
  )

  /// The parts of a request that `CSRWhitelist` lets through.
  public struct RequestParts: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8
    /// Creates a set from its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The subject.
    public static let subject = RequestParts(rawValue: 1)
    /// The public key, without which nothing can be signed.
    public static let publicKey = RequestParts(rawValue: 2)
    /// DNS names.
    public static let dnsNames = RequestParts(rawValue: 4)
    /// IP addresses.
    public static let addresses = RequestParts(rawValue: 8)
    /// E-mail addresses.
    public static let emails = RequestParts(rawValue: 16)
    /// URIs.
    public static let uris = RequestParts(rawValue: 32)
  }

  /// The `ca_constraint` of a profile.
  public struct AuthorityConstraint: Hashable, Sendable {
    /// Whether every certificate is a CA.
    public var isAuthority = false
    /// How many CAs may follow below; 0 and -1 are no limit.
    public var pathLength = 0
    /// Whether a path length of 0 is meant as such.
    public var isPathLengthZero = false

    /// Creates the constraint of certificates that are no CAs.
    public init() {}

    /// Creates a constraint from its parts.
    public init(isAuthority: Bool, pathLength: Int = 0, isPathLengthZero: Bool = false) {
      self.isAuthority = isAuthority
      self.pathLength = pathLength
      self.isPathLengthZero = isPathLengthZero
    }

    /// What certificates say.
    ///
    /// - Throws: ``KTHWError`` with cfssl's 1000 for a path length below -1.
    public func basicConstraints() throws -> BasicConstraints {
      guard isAuthority else { return .endEntity }
      guard pathLength >= -1 else {
        throw KTHWError(
          cfssl: .certificate("x509: invalid MaxPathLen \(pathLength)"),
          .invalidValue,
          "a path length of \(pathLength) means nothing",
          hint: "use a number from 0 on, or -1"
        )
      }
      if pathLength == 0 { return .authority(pathLength: isPathLengthZero ? 0 : nil) }
      return .authority(pathLength: pathLength > 0 ? pathLength : nil)
    }
  }
}

// MARK: - What it refuses

extension SigningProfile {
  /// Refuses names outside of `name_whitelist`; IP addresses are not held
  /// against it.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 5500.
  public func requireAllowed(
    commonName: String?,
    names: [SubjectAlternativeName]
  ) throws {
    guard let nameWhitelist else { return }
    let common = commonName.flatMap { $0.isEmpty ? nil : $0 }
    let others = names.compactMap { name -> String? in
      switch name {
      case .dns(let text), .email(let text), .uri(let text): text
      case .ip: nil
      }
    }
    for name in [common].compactMap(\.self) + others where !nameWhitelist.matches(name) {
      throw KTHWError(
        cfssl: .unmatchedWhitelist,
        .policyViolation,
        "name \(Terminal.quoted(name)) is not in the profile's name_whitelist",
        hint: "names must match \(Terminal.quoted(nameWhitelist.source))"
      )
    }
  }

  /// Refuses a request for a CA that this profile, or the issuer, may not grant.
  ///
  /// As in cfssl, a request that names no path length is not held against
  /// the issuer's, unless that is 0.
  /// - Parameters:
  ///   - requested: what the request says of itself.
  ///   - issuer: what the issuer's certificate says, or nil for none.
  /// - Throws: ``KTHWError`` with cfssl's 5300.
  public func requireAuthorityAllowed(
    requested: BasicConstraints?,
    issuer: BasicConstraints?
  ) throws {
    guard case .authority(let length) = requested, allowedRequestParts == nil else { return }
    func violation(_ message: String, _ hint: String) -> KTHWError {
      KTHWError(cfssl: .policyViolation, .policyViolation, message, hint: hint)
    }
    guard authority.isAuthority else {
      throw violation(
        "the request asks for a CA certificate, which the profile does not grant",
        "sign it with a profile whose ca_constraint has \"is_ca\": true"
      )
    }
    guard case .authority(let limit?) = issuer else { return }
    guard limit > 0 else {
      throw violation(
        "the issuer's path length is 0, so it may not sign a CA",
        "let a CA above it sign"
      )
    }
    if let length, length >= limit {
      throw violation(
        "the request's path length \(length) does not fit below the issuer's \(limit)",
        "ask for a path length below \(limit)"
      )
    }
  }

  /// The names of a request that count.
  public func allowed(_ names: [SubjectAlternativeName]) -> [SubjectAlternativeName] {
    guard let parts = allowedRequestParts else { return names }
    return names.filter { name in
      switch name {
      case .dns: parts.contains(.dnsNames)
      case .email: parts.contains(.emails)
      case .ip: parts.contains(.addresses)
      case .uri: parts.contains(.uris)
      }
    }
  }

  /// Refuses to sign without a public key.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 1000 where `CSRWhitelist` lets no
  ///   key through.
  public func requirePublicKeyAllowed() throws {
    guard let parts = allowedRequestParts, !parts.contains(.publicKey) else { return }
    throw KTHWError(
      cfssl: .certificate("x509: unsupported public key type: <nil>"),
      .policyViolation,
      "the profile's CSRWhitelist does not let the public key through",
      hint: "add \"PublicKey\": true to CSRWhitelist"
    )
  }
}
