/// cfssl's policy file, `-config`: who may be certified for what and how long.
public struct SigningPolicy: Hashable, Sendable {
  /// What is granted to those who name no profile, or one that is not there.
  public let defaultProfile: SigningProfile
  /// The profiles by name.
  public let profiles: [String: SigningProfile]
  /// The file, as its user named it; nil where there is none.
  public let file: String?
  /// What is doubtful about the file.
  public let warnings: [Problem]

  /// Creates a policy from its parts.
  public init(
    defaultProfile: SigningProfile,
    profiles: [String: SigningProfile] = [:],
    file: String? = nil,
    warnings: [Problem] = []
  ) {
    self.defaultProfile = defaultProfile
    self.profiles = profiles
    self.file = file
    self.warnings = warnings
  }

  /// What holds without a policy file.
  public static let builtIn = SigningPolicy(defaultProfile: .builtIn)

  /// The profile that a name chooses, with what it takes from the default.
  ///
  /// That is issuer URLs, OCSP URL, CRL URL, and the expiry where its own is
  /// zero. Nothing else is inherited.
  ///
  /// cfssl takes the default for a name that it does not know and says
  /// nothing; here that is a warning, and where the default has no usages
  /// the error names the profiles that there are.
  /// - Parameter name: the value of `-profile`; empty chooses the default.
  /// - Returns: the profile, and a warning where the name chose nothing.
  /// - Throws: ``KTHWError`` with cfssl's 5100 for a profile without a known
  ///   usage, 5400 for an unknown one where other profiles are remote, or
  ///   ``KTHWError/Code/unsupported`` for a remote one.
  public func profile(
    named name: String = ""
  ) throws -> (profile: SigningProfile, warnings: [Problem]) {
    let named = name.isEmpty ? nil : profiles[name]
    if named == nil, !name.isEmpty, isMixed {
      throw KTHWError(
        cfssl: .unknownProfile,
        .notFound,
        unknownProfile(name),
        at: file.map { .file($0) },
        hint: knownProfiles(near: name)
      )
    }
    let chosen = named ?? defaultProfile
    if chosen.isRemote {
      throw KTHWError(
        .unsupported,
        "the profile leaves signing to another machine, which is not done here",
        at: file.map { .file($0) },
        hint: "name a profile without \"remote\" and \"auth_remote\""
      )
    }
    guard !chosen.usages.isEmpty else { throw withoutUsages(name, isKnown: named != nil) }
    return (completed(chosen), doubts(about: name, isKnown: named != nil))
  }

  private func completed(_ profile: SigningProfile) -> SigningProfile {
    var completed = profile
    completed.issuerURLs = profile.issuerURLs ?? defaultProfile.issuerURLs
    if profile.ocspURL.isEmpty { completed.ocspURL = defaultProfile.ocspURL }
    if profile.crlURL.isEmpty { completed.crlURL = defaultProfile.crlURL }
    if profile.expiry == .zero { completed.expiry = defaultProfile.expiry }
    return completed
  }

  private var isMixed: Bool {
    let all = [defaultProfile] + profiles.values
    return all.contains(where: \.isRemote) && all.contains { !$0.isRemote }
  }

  // MARK: Words

  private func withoutUsages(_ name: String, isKnown: Bool) -> KTHWError {
    let message =
      name.isEmpty
      ? "no profile was named, and the default has no usages"
      : isKnown
        ? "profile \(Terminal.quoted(name)) has no known usages"
        : unknownProfile(name) + ", and the default has no usages"
    return KTHWError(
      cfssl: .noKeyUsages,
      .policyViolation,
      message,
      at: file.map { .file($0) },
      hint: knownProfiles(near: name)
    )
  }

  private func doubts(about name: String, isKnown: Bool) -> [Problem] {
    guard !name.isEmpty, !isKnown else { return [] }
    guard let file else {
      return [
        Problem(
          .notFound,
          "profile \(Terminal.quoted(name)) has no effect without a policy file",
          hint: "give the file that holds it with -config"
        )
      ]
    }
    return [
      Problem(
        .notFound,
        unknownProfile(name) + "; the default is used",
        at: .file(file),
        hint: knownProfiles(near: name)
      )
    ]
  }

  private func unknownProfile(_ name: String) -> String {
    "there is no profile \(Terminal.quoted(name))"
  }

  private func knownProfiles(near name: String) -> String {
    guard !profiles.isEmpty else { return "the file has no profiles" }
    let names = profiles.keys.sorted()
    if let nearest = Spelling.nearest(to: name, among: names), nearest != name {
      return "did you mean -profile \(Terminal.printable(nearest))?"
    }
    let shown = names.prefix(20).map(Terminal.printable).joined(separator: ", ")
    return "its profiles: " + shown + (names.count > 20 ? ", …" : "")
  }
}
