/// A certificate or token that ends, and everywhere it lies.
public struct ExpiringCredential: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable {
    /// A certificate.
    case certificate
    /// A bearer token that says when it ends.
    case token
    /// A bootstrap token. That one ends is no fault: a machine that has joined
    /// needs none.
    case bootstrapToken = "bootstrap-token"
  }

  /// How it stands at a moment.
  public enum State: String, Hashable, Sendable {
    /// It is good.
    case good
    /// It begins later.
    case notYetValid = "not-yet-valid"
    /// It has ended.
    case expired
  }

  /// What it is.
  public let kind: Kind
  /// What it does in a cluster.
  public let role: CertificateRole
  /// Whom it names.
  public let subject: String
  /// The first second of it; nil where it does not say.
  public let begins: Timestamp?
  /// The last second of it.
  public let ends: Timestamp
  /// SHA-256 of it in hexadecimal digits: the same wherever it lies.
  public let fingerprint: String
  /// Where it lies, in the order of the names.
  public internal(set) var locations: [Location]
  /// By what its issuer is found; nil for a token.
  var lineage: CertificateLineage?

  /// Where a credential lies.
  public struct Location: Hashable, Sendable, Comparable {
    /// The file, and the field of a kubeconfig.
    public let place: Place
    /// Which object it is there, from 1.
    public let position: Int

    /// Orders by name, then by position.
    public static func < (left: Location, right: Location) -> Bool {
      let (a, b) = (left.place.description, right.place.description)
      return a == b ? left.position < right.position : a < b
    }
  }

  /// How it stands at a moment.
  public func state(at now: Timestamp) -> State {
    if now > ends { return .expired }
    if let begins, now < begins { return .notYetValid }
    return .good
  }

  /// Seconds until its end; negative after it.
  public func secondsLeft(at now: Timestamp) -> Int64 {
    Validity(notBefore: now, notAfter: ends).seconds
  }

  /// Which part of its lifetime is left, in per cent from 0 to 100; nil where
  /// it does not say when it began.
  public func percentLeft(at now: Timestamp) -> Int? {
    guard let begins else { return nil }
    let whole = Validity(notBefore: begins, notAfter: ends).seconds
    guard whole > 0 else { return 0 }
    let left = min(max(0, secondsLeft(at: now)), whole)
    return Int((Double(left) / Double(whole) * 100).rounded(.down))
  }
}

/// How soon an end is soon: a time, or a part of the whole lifetime.
public enum ExpiryWindow: Hashable, Sendable {
  /// So many seconds.
  case seconds(Int64)
  /// So many per cent of the time between a certificate's two dates.
  case percent(Int)

  /// Reads `30d`, `720h` or `33%`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/invalidValue``.
  public init(_ text: String) throws {
    guard text.hasSuffix("%") else {
      let duration = try GoDuration(text)
      guard duration > .zero else {
        throw KTHWError(.invalidValue, "\(Terminal.quoted(text)) is no time to come")
      }
      self = .seconds(duration.seconds)
      return
    }
    guard let percent = Decimal.value(text.utf8.dropLast()), (1...100).contains(percent) else {
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(text)) is no part of a lifetime",
        hint: "write it like 33%, from 1% to 100%"
      )
    }
    self = .percent(percent)
  }

  /// Whether an end lies within, or has passed.
  ///
  /// - Parameters:
  ///   - credential: what ends.
  ///   - now: the present moment.
  /// - Returns: false where a part of a lifetime is asked for and the lifetime
  ///   is not known.
  public func contains(_ credential: ExpiringCredential, at now: Timestamp) -> Bool {
    if credential.state(at: now) == .expired { return true }
    switch self {
    case .seconds(let seconds): return credential.secondsLeft(at: now) <= seconds
    case .percent(let percent): return credential.percentLeft(at: now).map { $0 < percent } ?? false
    }
  }
}
