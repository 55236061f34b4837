/// How a connection came out that was tried.
public struct TalkVerdict: Hashable, Sendable {
  /// The connection.
  public let edge: TalkEdge
  /// How it came out.
  public let outcome: Outcome

  /// How a connection can come out.
  public enum Outcome: Hashable, Sendable {
    /// Both ends are content; as whom the server sees the client, if it does.
    case talks(as: String?)
    /// One end refuses, or both do.
    case fails([TalkFailure])
    /// It cannot be tried, for the reason in the text.
    case untried(String)
    /// It can be tried later, which is as it should be: what an end is to show
    /// is made by the cluster itself; the text says when.
    case later(String)
  }

  /// Creates a verdict.
  public init(_ edge: TalkEdge, _ outcome: Outcome) {
    self.edge = edge
    self.outcome = outcome
  }

  /// Whether an end refuses.
  public var isFailure: Bool { if case .fails = outcome { true } else { false } }
}

/// Why an end of a connection refuses, and what to change.
public struct TalkFailure: Hashable, Sendable {
  /// Who refuses, or cannot even begin.
  public let side: HandshakeSide
  /// Why, by kind.
  public let cause: Cause
  /// Why, as one clause.
  public let why: String
  /// The file, and the field of it, that is to be changed.
  public let place: Place
  /// How to change it, as one clause.
  public let change: String
  /// The rule of `verify` that tells of the same, where there is one.
  public let rule: AuditRule?

  /// Why an end refuses, by kind; the names are those of the JSON output.
  public enum Cause: String, Hashable, Sendable, CaseIterable {
    /// No certificate where one is demanded.
    case noCertificate = "no certificate"
    /// A file that is missing or holds something else.
    case unreadable
    /// A key that is another certificate's.
    case keyMismatch = "key mismatch"
    /// A certificate that has expired.
    case expired
    /// A certificate that is not valid yet.
    case notYetValid = "not yet valid"
    /// A certificate that does not name what is dialed.
    case nameMismatch = "name mismatch"
    /// A certificate that nobody who is trusted signed.
    case unknownAuthority = "unknown authority"
    /// A certificate that is not for this use.
    case wrongUsage = "wrong usage"
    /// A key or signature that is too weak.
    case weakAlgorithm = "weak algorithm"
    /// A CA that must not sign this, or a critical extension nobody knows.
    case forbidden
    /// No common version or algorithm.
    case protocolFailure = "protocol"
    /// A client that is somebody else than it should be.
    case identity
  }

  /// Creates a failure.
  public init(
    _ side: HandshakeSide,
    _ cause: Cause,
    why: String,
    at place: Place,
    change: String,
    rule: AuditRule? = nil
  ) {
    self.side = side
    self.cause = cause
    self.why = why
    self.place = place
    self.change = change
    self.rule = rule
  }
}
