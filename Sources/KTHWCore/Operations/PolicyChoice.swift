/// A signing policy, and the profile asked of it.
public struct PolicyChoice: Sendable {
  /// The policy; the built-in one has no file.
  public var policy: SigningPolicy
  /// The name of the profile; empty asks for the default.
  public var profileName: String

  /// Creates a choice.
  public init(policy: SigningPolicy = .builtIn, profileName: String = "") {
    self.policy = policy
    self.profileName = profileName
  }

  /// Reads the policy from a file.
  ///
  /// - Parameters:
  ///   - file: the file, or nil for the built-in policy.
  ///   - profile: the profile's name.
  ///   - context: where relative paths start.
  /// - Returns: the choice.
  /// - Throws: ``KTHWError`` where the file cannot be read or is no policy.
  public static func read(
    file: String?,
    profile: String,
    context: Context
  ) throws -> PolicyChoice {
    guard let file else { return PolicyChoice(profileName: profile) }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(file, context: context)
    } catch let error as KTHWError {
      throw error.saying(PeerWords(code: 5200, "could not read configuration file"))
    }
    return PolicyChoice(
      policy: try SigningPolicy(json: bytes, file: file),
      profileName: profile
    )
  }
}
