extension SigningPolicy {
  /// Reads a policy file.
  ///
  /// One bad profile spoils the file, even where it is not used.
  /// - Parameters:
  ///   - json: the text of the file.
  ///   - file: the file's name, for messages.
  /// - Throws: ``KTHWError`` with every problem found; cfssl's words and its
  ///   5200 are on each of them.
  public init(json: [UInt8], file: String? = nil) throws {
    let document: SigningPolicyDocument
    var warnings: [Problem]
    do {
      (document, warnings) = try GoJSON.decode(from: json, file: file)
    } catch let error as KTHWError {
      throw error.wrapped(byCFSSL: 5200, prefix: "failed to unmarshal configuration: ")
    }
    guard let signing = document.signing else {
      let words = "No \"signing\" field present"
      throw KTHWError(
        .missingField,
        "the policy has no \"signing\" section",
        at: Place(file: file),
        hint: "write it like `cfssl print-defaults config`",
        peerWords: PeerWords(words)
      )
    }
    var reading = SigningPolicyReading(document: document, file: file)
    let defaultProfile = signing.defaultProfile.value.map {
      reading.profile($0, at: "signing.default", isDefault: true)
    }
    var profiles: [String: SigningProfile] = [:]
    for (name, profile) in signing.profiles.sorted(by: { $0.key < $1.key }) {
      let field = "signing.profiles.\(name)"
      guard let written = profile.value else {
        reading.refuse("can't parse nil profile", "the profile is null", .init(field: field))
        continue
      }
      profiles[name] = reading.profile(written, at: field, isDefault: false)
    }
    try reading.problems.throwIfAny()
    warnings = warnings.map(SigningPolicyReading.explained) + reading.warnings
    self.init(
      defaultProfile: defaultProfile ?? .builtIn,
      profiles: profiles,
      file: file,
      warnings: warnings
    )
  }
}

/// Makes profiles of what a policy file says, and collects what it should
/// not say.
struct SigningPolicyReading {
  let document: SigningPolicyDocument
  private let file: String?
  private(set) var problems: Problems
  private(set) var warnings: [Problem] = []

  init(document: SigningPolicyDocument, file: String?) {
    self.document = document
    self.file = file
    problems = Problems(file: file)
  }

  mutating func profile(
    _ written: SigningPolicyDocument.Profile,
    at field: String,
    isDefault: Bool
  ) -> SigningProfile {
    let place = Place(field: field)
    var profile = SigningProfile(usages: CFSSLUsages(written.usages.map(\.value)), expiry: .zero)
    profile.isRemote = isRemote(written, at: place)
    if !profile.isRemote { readTimes(written, into: &profile, at: place) }
    readAuthentication(written, at: place)
    profile.issuerURLs = written.issuerURLs
    profile.ocspURL = written.ocspURL
    profile.crlURL = written.crlURL
    profile.hasOCSPNoCheck = written.hasOCSPNoCheck
    profile.copiesExtensions = written.copiesExtensions
    profile.allowedRequestParts = written.requestWhitelist?.parts
    let authority = written.authority.value
    profile.authority = .init(
      isAuthority: authority.isAuthority,
      pathLength: authority.pathLength,
      isPathLengthZero: authority.isPathLengthZero
    )
    profile.policies = policies(written, at: place)
    profile.nameWhitelist = whitelist(written, at: place)
    if !profile.isRemote { check(profile, written, at: place, isDefault: isDefault) }
    return profile
  }

  mutating func refuse(
    _ cfsslWords: String,
    _ message: String,
    _ place: Place,
    hint: String? = nil,
    code: KTHWError.Code = .invalidValue
  ) {
    let words = PeerWords(code: 5200, cfsslWords)
    problems.add(Problem(code, message, at: place, hint: hint, peerWords: words))
  }

  // MARK: Pieces of a profile

  private mutating func readTimes(
    _ written: SigningPolicyDocument.Profile,
    into profile: inout SigningProfile,
    at place: Place
  ) {
    if written.expiry.value.isEmpty {
      refuse(
        "empty expiry string",
        "expiry is missing",
        written.expiry.place ?? place,
        hint: "add \"expiry\": \"8760h\"",
        code: .missingField
      )
    } else {
      profile.expiry = duration(written.expiry, in: place) ?? .zero
    }
    profile.backdate =
      written.backdate.value.isEmpty
      ? written.backdateNanoseconds.duration : duration(written.backdate, in: place) ?? .zero
    profile.notBefore = written.notBefore.value.moment
    profile.notAfter = written.notAfter.value.moment
    if let first = profile.notBefore, let last = profile.notAfter, last < first {
      refuse(
        CFSSLError.invalidPolicy.text,
        "not_after \(last) is earlier than not_before \(first)",
        written.notAfter.place ?? place
      )
    }
  }

  private mutating func duration(
    _ written: GoJSON.Located<String>,
    in place: Place
  ) -> GoDuration? {
    do {
      return try GoDuration(go: written.value)
    } catch {
      // Go knows no days; what was meant can be said in hours.
      let meant = try? GoDuration(written.value)
      let hours = meant.map { "\($0.nanoseconds / GoDuration.hours(1).nanoseconds)h" }
      let words = (error as? KTHWError)?.problems[0].message ?? "\(error)"
      refuse(
        words,
        words,
        written.place ?? place,
        hint: hours.map { "write \"\($0)\"" } ?? "write it like 8760h or 1h30m",
        code: .syntax
      )
      return nil
    }
  }

  private mutating func policies(
    _ written: SigningPolicyDocument.Profile,
    at place: Place
  ) -> [CertificatePolicy] {
    written.policies.compactMap { policy in
      let qualifiers = policy.qualifiers.compactMap { qualifier(($0), at: place) }
      // cfssl finds out when it signs; the file is no good before that.
      guard let oid = try? OID(arcs: policy.oid.arcs) else {
        refuse(
          "asn1: structure error: invalid object identifier",
          "a policy's ID is not an object identifier",
          place,
          hint: "write it like \"ID\": \"1.3.6.1.4.1.99999.1\""
        )
        return nil
      }
      return CertificatePolicy(oid, qualifiers: qualifiers)
    }
  }

  private mutating func qualifier(
    _ written: SigningPolicyDocument.Qualifier,
    at place: Place
  ) -> CertificatePolicy.Qualifier? {
    switch written.type.value {
    case "": return nil
    case "id-qt-cps": return .practiceStatement(written.value)
    case "id-qt-unotice": return .userNotice(written.value)
    default:
      refuse(
        "invalid policy qualifier type",
        "\(Terminal.quoted(written.type.value)) is not a qualifier type",
        written.type.place ?? place,
        hint: "use id-qt-cps or id-qt-unotice"
      )
      return nil
    }
  }

  private mutating func whitelist(
    _ written: SigningPolicyDocument.Profile,
    at place: Place
  ) -> GoPattern? {
    guard !written.nameWhitelist.value.isEmpty else { return nil }
    do throws(GoPattern.Failure) {
      return try GoPattern(written.nameWhitelist.value)
    } catch {
      refuse(
        "failed to compile name whitelist section",
        "name_whitelist is not a regular expression: \(Terminal.printable(error.reason))",
        written.nameWhitelist.place ?? place,
        code: .syntax
      )
      return nil
    }
  }

  private mutating func check(
    _ profile: SigningProfile,
    _ written: SigningPolicyDocument.Profile,
    at place: Place,
    isDefault: Bool
  ) {
    if isDefault, profile.expiry == .zero, problems.isEmpty {
      refuse("invalid configuration", "the default's expiry is zero", written.expiry.place ?? place)
    }
    if !isDefault, profile.usages.isEmpty {
      let known = CFSSLUsages.allNames.joined(separator: ", ")
      refuse(
        "invalid configuration",
        "the profile has no known usages",
        place,
        hint: "known usages: " + known
      )
    }
    for usage in written.usages where profile.usages.unknown.contains(usage.value) {
      warn(CFSSLUsages.warning(unknown: usage.value, at: usage.place ?? place))
    }
    if profile.authority.isAuthority, !profile.usages.isEmpty,
      !profile.usages.keyUsage.contains(.certificateSign)
    {
      warn(
        Problem(
          .invalidValue,
          "the profile makes CAs that may not sign certificates",
          at: written.authority.place ?? place,
          hint: "add \"cert sign\" to its usages"
        )
      )
    }
    if !profile.authority.isAuthority,
      profile.authority.pathLength != 0 || profile.authority.isPathLengthZero
    {
      warn(
        Problem(
          .invalidValue,
          "a path length has no effect without \"is_ca\": true",
          at: written.authority.place ?? place,
          hint: "add \"is_ca\": true, or remove it"
        )
      )
    }
  }

  mutating func warn(_ problem: Problem) {
    warnings.append(problem.inFile(file))
  }
}
