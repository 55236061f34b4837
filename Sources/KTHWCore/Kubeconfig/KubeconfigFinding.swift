/// Something in a kubeconfig that works against its user.
public struct KubeconfigFinding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Hashable, Sendable, Comparable {
    /// It works, and may surprise.
    case warning
    /// It does not work.
    case error

    /// Orders by weight.
    public static func < (left: Self, right: Self) -> Bool {
      left == .warning && right == .error
    }
  }

  /// The rule's name in kebab case, stable across releases.
  public let rule: String
  /// How much it matters.
  public let severity: Severity
  /// What was seen, where, and how to mend it.
  public let problem: Problem
}

extension Kubeconfig {
  /// What can be said against a kubeconfig without looking at anything else.
  ///
  /// Certificates are not read and files not looked for.
  public func findings() -> [KubeconfigFinding] {
    var findings = KubeconfigFindings()
    findings.judge(self)
    for (name, context) in contexts { findings.judge(context, name, in: self) }
    for (name, cluster) in clusters { findings.judge(cluster, name) }
    for (name, user) in users { findings.judge(user, name) }
    findings.judgeOrphans(of: self)
    return findings.all
  }
}
