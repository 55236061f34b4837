/// Something that can be wrong with the files of a cluster, and all there is
/// to know about it.
///
/// Pages of documentation, `kthwctl explain ID` and the list of rules are all
/// made from ``all``.
public struct AuditRule: Hashable, Sendable, Identifiable {
  /// The stable name, such as `KTHW-SAN-003`; never used for anything else.
  public let id: String
  /// How much it matters.
  public let severity: AuditSeverity
  /// What is wrong, as one clause in lower case without a full stop.
  public let title: String
  /// What is looked at, as a clause: "certificates that API servers show".
  public let subject: String
  /// Why it matters: whole sentences.
  public let reason: String
  /// The lines by which programs tell of it, as they print them; variable
  /// parts are `…`.
  public let symptoms: [String]
  /// How to mend it: whole sentences.
  public let remedy: String
  /// Where it is written: a section of an RFC, a page of a project.
  public let source: String

  /// Creates a rule.
  init(
    _ id: String,
    _ severity: AuditSeverity,
    _ title: String,
    subject: String,
    reason: String,
    symptoms: [String] = [],
    remedy: String,
    source: String
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.subject = subject
    self.reason = reason
    self.symptoms = symptoms
    self.remedy = remedy
    self.source = source
  }

  /// What the rule is about: the middle part of its name, such as `SAN`.
  public var area: String {
    id.split(separator: "-").dropFirst().first.map(String.init) ?? ""
  }

  /// Finds a rule by its name, in upper or lower case.
  public static func named(_ id: String) -> AuditRule? {
    let wanted = id.uppercased()
    // Not ``all``: making that costs more than looking for one.
    return groups.lazy.compactMap { group in group().first { $0.id == wanted } }.first
  }

  /// Rules are equal when their names are.
  public static func == (left: AuditRule, right: AuditRule) -> Bool { left.id == right.id }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension AuditRule {
  /// Every rule, by area and number.
  public static let all: [AuditRule] = {
    var rules = groups.flatMap { $0() }
    rules.sort { $0.id < $1.id }
    return rules
  }()

  /// Each is made when it is asked for.
  private static let groups: [@Sendable () -> [AuditRule]] = [
    { fileRules }, { certificateRules }, { treeRules }, { flagRules }, { configurationRules },
  ]
}
