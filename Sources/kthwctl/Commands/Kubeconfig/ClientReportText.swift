import KTHWCore

/// Who a kubeconfig makes of its holder, told to a person.
struct ClientReportText {
  let text: String

  init(_ report: ClientReport, at now: Timestamp) {
    var lines = LabelledLines()
    lines.add("Context", report.context)
    lines.add("Cluster", "\(report.cluster) at \(report.server)")
    lines.add("Credential", ClientReportText.words(for: report))
    if let identity = report.identity {
      lines.add("User", identity.user)
      let groups = identity.groups.isEmpty ? "none" : identity.groups.joined(separator: ", ")
      lines.add("Groups", groups)
      if let node = identity.nodeName { lines.add("Node", "\(node), for the Node authorizer") }
    } else {
      lines.add("User", "only the cluster knows")
    }
    if let impersonated = report.impersonated { lines.add("Acts as", impersonated) }
    for binding in report.bindings {
      lines.add("Role", "\(binding.role) by \(binding.subject): \(binding.meaning)")
    }
    if report.identity?.isIrrevocableAdministrator == true {
      lines.add("Revocable", "no: above RBAC until it ends")
    }
    if let isChained = report.isChained {
      lines.add("Chains to CA", isChained ? "yes" : "NO")
    }
    if let certificate = report.certificate {
      let left = RemainingTime(of: certificate.validity, at: now)
      lines.add("Valid until", "\(certificate.validity.notAfter), \(left)")
    } else if let expiry = report.expiry {
      lines.add("Valid until", expiry.description)
    }
    text = lines.text
  }

  private static func words(for report: ClientReport) -> String {
    switch report.credential {
    case .certificate: "client certificate (entry \(report.entry))"
    case .serviceAccountToken: "token of a service account (entry \(report.entry))"
    case .bootstrapToken: "bootstrap token (entry \(report.entry))"
    case .token: "token (entry \(report.entry))"
    case .exec: "a program's (entry \(report.entry))"
    case .obsolete: "password or built-in provider (entry \(report.entry))"
    case .none: "none: anonymous"
    }
  }
}
