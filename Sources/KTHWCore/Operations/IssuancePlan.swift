/// What a certificate shall say, decided from what was asked for: pure.
struct IssuancePlan {
  /// What it is for.
  let purpose: CertificatePurpose
  /// The names of hosts, with those that every cluster needs.
  let names: [SubjectAlternativeName]
  /// What is doubtful about what was asked for.
  let warnings: [Problem]
  private let subject: DistinguishedName
  private let lifetime: GoDuration

  /// Decides.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` for a server
  ///   without names, and for what needs no certificate.
  init(_ input: IssueCertificate.Input) throws {
    let component = input.holder.component
    subject = input.holder.subject
    lifetime = input.lifetime
    purpose = try IssuancePlan.purpose(of: input)
    let isServer = purpose.needsHostNames
    let standard = isServer && input.addsStandardNames ? component?.standardNames ?? [] : []
    names = try IssuancePlan.union(input.names, standard)
    guard !isServer || !names.isEmpty else {
      throw KTHWError(
        .usage,
        "a certificate for a server needs the names that clients dial",
        hint: "give them with --hostname, such as --hostname node-1,10.0.0.11"
      )
    }
    // Only clients are known to the API server by their subjects.
    warnings = purpose == .server ? [] : IdentityMisspelling.problems(in: subject)
  }

  /// What is asked for, for a key.
  func request(for key: PublicKey) -> IssuanceRequest {
    IssuanceRequest(subject: subject, names: names, publicKey: key)
  }

  /// What is granted to a key.
  func profile(for key: PublicKey) -> IssuanceProfile {
    // A kind of key that we do not know is refused when the template is made.
    IssuanceProfile(
      keyUsage: purpose.keyUsage(with: key.specification ?? .p256),
      extendedKeyUsages: purpose.extendedKeyUsages,
      lifetime: lifetime
    )
  }

  /// What the certificate is for: as asked; else as its component needs it,
  /// and a server too where host names were given, because the tutorials'
  /// nodes use one certificate both ways.
  private static func purpose(of input: IssueCertificate.Input) throws -> CertificatePurpose {
    if let purpose = input.purpose { return purpose }
    let usual: CertificatePurpose
    if let component = input.holder.component {
      guard let purpose = component.purpose else {
        throw KTHWError(
          .usage,
          "\(component.name) needs a key pair, no certificate",
          hint: "make it with kthwctl keypair; --usage client makes the tutorials' certificate"
        )
      }
      usual = purpose
    } else {
      usual = .client
    }
    guard usual != .authority else {
      throw KTHWError(.usage, "this is a CA", hint: "make it with kthwctl ca init")
    }
    return usual == .client && !input.names.isEmpty ? .peer : usual
  }

  private static func union(
    _ names: [SubjectAlternativeName],
    _ standard: [String]
  ) throws -> [SubjectAlternativeName] {
    var union: [SubjectAlternativeName] = []
    for name in try names + standard.map(SubjectAlternativeName.init(classifying:))
    where !union.contains(name) {
      union.append(name)
    }
    return union
  }
}
