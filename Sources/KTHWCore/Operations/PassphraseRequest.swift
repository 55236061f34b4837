/// A question for a passphrase.
public struct PassphraseRequest: Hashable, Sendable {
  /// The key's file as its user knows it.
  public var file: String
  /// What the passphrase is for.
  public var purpose: Purpose
  /// How often an answer was wrong already.
  public var attempt: Int

  /// What a passphrase is for.
  public enum Purpose: Hashable, Sendable {
    /// A key that is there is to be opened.
    case opening
    /// A key is to be encrypted.
    case encrypting
  }

  /// Creates a question.
  public init(_ purpose: Purpose, file: String, attempt: Int = 0) {
    self.purpose = purpose
    self.file = file
    self.attempt = attempt
  }
}

/// Keeps the passphrase that was given last, so that a file or a descriptor is
/// read once, and a person is not asked again for every key.
///
/// It may be asked from several threads, which then take turns.
public final class PassphraseKeeper: Sendable {
  private let kept = Guarded<SecretBytes?>(nil)
  private let ask: Context.PassphraseSource

  /// Creates a keeper of what a source gives.
  public init(asking ask: @escaping Context.PassphraseSource) {
    self.ask = ask
  }

  /// Gives a passphrase: at first the one that was given last.
  ///
  /// - Parameter request: what it is for.
  /// - Returns: the passphrase; nil where the source has none.
  /// - Throws: what the source throws.
  public func passphrase(_ request: PassphraseRequest) throws -> SecretBytes? {
    try kept.withLock { kept in
      if request.attempt == 0, let kept { return kept }
      guard let given = try ask(request) else { return nil }
      kept = given
      return given
    }
  }
}
