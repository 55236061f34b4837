/// A rule that something breaks: what was seen, where, and what to do.
public struct AuditFinding: Hashable, Sendable {
  /// The rule.
  public let rule: AuditRule
  /// Where it was seen.
  public let place: Place
  /// What was seen, as one clause: "the certificate of kubernetes is for …".
  ///
  /// Foreign text in it is quoted; it never holds a secret.
  public let seen: String
  /// What to do here, where that is more than the rule's own remedy.
  public let remedy: String?
  /// What else has to do with it: the other half of a pair that does not fit.
  public let related: [Place]

  /// Creates a finding.
  public init(
    _ rule: AuditRule,
    at place: Place,
    seen: String,
    remedy: String? = nil,
    related: [Place] = []
  ) {
    self.rule = rule
    self.place = place
    self.seen = seen
    self.remedy = remedy
    self.related = related
  }

  /// How much it matters.
  public var severity: AuditSeverity { rule.severity }
}

/// Collects what judges find.
struct AuditFindings {
  private(set) var all: [AuditFinding] = []

  /// Keeps a finding.
  mutating func add(
    _ rule: AuditRule,
    at place: Place,
    _ seen: String,
    remedy: String? = nil,
    related: [Place] = []
  ) {
    all.append(AuditFinding(rule, at: place, seen: seen, remedy: remedy, related: related))
  }

  /// Keeps findings that somebody else collected.
  mutating func add(_ others: [AuditFinding]) { all += others }
}
