/// Replacing the key that writes, so that at every moment every API server
/// can read what any other one writes.
///
/// 1. ``Step/add``: a new key in second place. Every API server gets the
///    file and is restarted: now all can read what the new key will write.
/// 2. ``Step/promote``: the new key in first place. Every API server is
///    restarted: now all write with it. Then every Secret is written anew:
///    `kubectl get secrets -A -o json | kubectl replace -f -`.
/// 3. ``Step/drop``: the old keys go. Every API server is restarted.
///
/// Which step is next shows in the file: keys are numbered by their names,
/// and the highest number is the newest.
public enum EncryptionRotation {
  /// What is done to the file.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    /// A new key is added in second place.
    case add
    /// The newest key moves to first place, where it writes.
    case promote
    /// Every key but the first goes.
    case drop
  }

  /// How far a rotation has come.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    /// One key writes and reads.
    case settled
    /// A newer key waits behind the one that writes.
    case added
    /// The newest key writes, older ones still read.
    case promoted

    /// What comes next.
    public var nextStep: Step {
      switch self {
      case .settled: .add
      case .added: .promote
      case .promoted: .drop
      }
    }
  }
}

extension EncryptionConfiguration {
  /// How far a rotation has come.
  ///
  /// - Returns: the stage that all rules with keys are at.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` where it does
  ///   not show: keys without numbers, rules at different stages, no keys.
  public func rotationStage() throws -> EncryptionRotation.Stage {
    let stages = Set(try rotatingRules.map { try rules[$0].stage(at: "resources[\($0)]") })
    guard let stage = stages.first, stages.count == 1 else {
      throw KTHWError(
        .unsupported,
        "the rules are at different stages of a rotation",
        at: .field("resources"),
        hint: "say which step is meant: add, promote or drop"
      )
    }
    return stage
  }

  /// The configuration after a step of a rotation; see ``EncryptionRotation``.
  ///
  /// - Parameters:
  ///   - step: what to do.
  ///   - cipher: how the new key encrypts; only ``EncryptionRotation/Step/add``
  ///     asks for it.
  ///   - random: gives a number of octets that nobody can guess.
  /// - Returns: the configuration to give to every API server.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` where the
  ///   step cannot be taken from here, or what `random` throws.
  public func rotated(
    _ step: EncryptionRotation.Step,
    to cipher: LocalCipher = .secretbox,
    using random: (_ count: Int) throws -> [UInt8]
  ) throws -> EncryptionConfiguration {
    var changed = self
    for index in try rotatingRules {
      let path = "resources[\(index)]"
      switch step {
      case .add: try changed.rules[index].addKey(cipher, using: random)
      case .promote: try changed.rules[index].promote(at: path)
      case .drop: try changed.rules[index].drop(at: path)
      }
    }
    return changed
  }

  /// The rules in which a key of ours writes, or could.
  private var rotatingRules: [Int] {
    get throws {
      let indices = rules.indices.filter { index in
        if case .keyService = rules[index].providers.first { false } else { true }
      }
      guard !indices.isEmpty else {
        throw KTHWError(
          .unsupported,
          "no key stands in this file",
          at: .field("resources"),
          hint: "a key management service rotates its keys itself"
        )
      }
      return indices
    }
  }
}

extension EncryptionConfiguration.Rule {
  /// Where a key stands.
  private typealias Position = (provider: Int, key: Int)

  private var positions: [Position] {
    providers.indices.flatMap { provider in
      providers[provider].keys.indices.map { (provider, $0) }
    }
  }

  /// Where the key with the highest number stands.
  ///
  /// One key may go without a number and is then the oldest; nil where more
  /// do, because nothing says which of them is the newer one.
  private var newest: Position? {
    let numbered = positions.map { position in
      (position, EncryptionKey.number(in: providers[position.provider].keys[position.key].name))
    }
    guard numbered.count(where: { $0.1 == nil }) <= 1 else { return nil }
    return numbered.max { ($0.1 ?? -1) < ($1.1 ?? -1) }?.0
  }

  fileprivate func stage(at path: String) throws -> EncryptionRotation.Stage {
    let writesPlainText = providers.first == .identity
    // Encryption that is not on yet is one promotion away from plain text.
    if positions.isEmpty || (positions.count == 1 && !writesPlainText) { return .settled }
    guard let newest else {
      throw KTHWError(
        .unsupported,
        "the names of the keys have no numbers that say which is the newest",
        at: .field(path + ".providers"),
        hint: "say which step is meant: add, promote or drop"
      )
    }
    return newest == (0, 0) ? .promoted : .added
  }

  fileprivate mutating func addKey(
    _ cipher: LocalCipher,
    using random: (_ count: Int) throws -> [UInt8]
  ) throws {
    let names = providers.flatMap { $0.keys.map(\.name) }
    let number = (names.compactMap(EncryptionKey.number).max() ?? names.count) + 1
    let key = try EncryptionKey(name: "key\(number)", using: random)
    if case .local(cipher, var keys) = providers.first {
      keys.insert(key, at: min(1, keys.count))
      providers[0] = .local(cipher, keys)
    } else {
      providers.insert(.local(cipher, [key]), at: min(1, providers.count))
    }
  }

  /// Moves the newest key to first place, and its provider with it; where
  /// numbers do not tell, the key in second place.
  fileprivate mutating func promote(at path: String) throws {
    let writesPlainText = providers.first == .identity
    let second = positions.dropFirst(writesPlainText ? 0 : 1).first
    guard let position = newest ?? second, position != (0, 0),
      case .local(let cipher, var keys) = providers[position.provider]
    else {
      throw KTHWError(
        .unsupported,
        "the newest key is in first place already",
        at: .field(path + ".providers"),
        hint: "add one first"
      )
    }
    keys.insert(keys.remove(at: position.key), at: 0)
    providers.remove(at: position.provider)
    providers.insert(.local(cipher, keys), at: 0)
  }

  /// Leaves the key that writes, and the reading of plain text where it was.
  fileprivate mutating func drop(at path: String) throws {
    guard case .local(let cipher, let keys) = providers.first, let first = keys.first else {
      throw KTHWError(
        .unsupported,
        "no key writes yet, so none can be dropped",
        at: .field(path + ".providers[0]"),
        hint: "add one and promote it first"
      )
    }
    // A key service behind the first is not ours to drop.
    let others = providers.dropFirst().filter { provider in
      if case .local = provider { false } else { true }
    }
    providers = [.local(cipher, [first])] + others
  }
}

extension EncryptionKey {
  /// The number at the end of a name: 12 in `key12`.
  static func number(in name: String) -> Int? {
    let digits = name.utf8.reversed().prefix { (0x30...0x39).contains($0) }.reversed()
    return Decimal.value(Array(digits))
  }
}
