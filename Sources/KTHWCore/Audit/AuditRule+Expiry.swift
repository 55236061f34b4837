extension AuditRule {
  /// What can be wrong with the dates of certificates.
  static let expiryRules = [expired, notYetValid, endsSoon, lastsForever]

  /// It has ended.
  static let expired = AuditRule(
    "KTHW-EXP-001",
    .error,
    "a certificate has expired",
    subject: "certificates",
    reason: "Everybody refuses it. Components keep trying and say so in their logs.",
    symptoms: [
      "x509: certificate has expired or is not yet valid: current time … is after …",
      "tls: expired certificate",
      "certificate has expired",
    ],
    remedy: "Issue it again, copy it to its place and restart whoever uses it.",
    source: "RFC 5280 §4.1.2.5"
  )

  /// It has not begun.
  static let notYetValid = AuditRule(
    "KTHW-EXP-002",
    .error,
    "a certificate is not valid yet",
    subject: "certificates",
    reason: "Everybody refuses it until then, or the clock here is wrong.",
    symptoms: ["x509: certificate has expired or is not yet valid: current time … is before …"],
    remedy: "Look at the clocks of this machine and of the one that issued it.",
    source: "RFC 5280 §4.1.2.5"
  )

  /// It ends soon.
  static let endsSoon = AuditRule(
    "KTHW-EXP-003",
    .warning,
    "a certificate ends soon",
    subject: "certificates",
    reason: "Nothing in a cluster built by hand renews it, and nothing warns before it stops.",
    symptoms: ["x509: certificate has expired or is not yet valid"],
    remedy: "Issue it again now; kthwctl generate does so for a tree of its own.",
    source: "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/"
  )

  /// It lasts beyond sense.
  static let lastsForever = AuditRule(
    "KTHW-EXP-004",
    .warning,
    "a certificate is good for longer than anybody will remember it",
    subject: "certificates",
    reason: """
      No API server looks at revocation lists: a certificate that leaked works until it ends, and \
      after decades nobody knows how to renew it.
      """,
    remedy: "Give servers and clients a year or less, authorities ten, and plan their renewal.",
    source: "https://github.com/kubernetes/kubernetes/issues/18982"
  )
}
