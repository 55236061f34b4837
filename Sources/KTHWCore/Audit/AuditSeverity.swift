/// How much a finding matters.
public enum AuditSeverity: String, Hashable, Sendable, Comparable, CaseIterable {
  /// Good to know; nothing breaks.
  case info
  /// It works today, and will hurt: an attack made easy, a failure that waits.
  case warning
  /// It does not work, or is open to everybody.
  case error

  /// Orders by weight.
  public static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}
