extension AuditJudges {
  /// Tells what configurations of kube-proxy, schedulers and audit logs show.
  static let judgeComponentFile: OfFile = { file, terms, findings in
    switch file.content {
    case .documents(.kubeProxy, let documents):
      for document in documents where document["kind"]?.text == "KubeProxyConfiguration" {
        judgeProxy(document, file, terms, &findings)
      }
    case .documents(.scheduler, let documents):
      for document in documents where document["kind"]?.text == "KubeSchedulerConfiguration" {
        judgeScheduler(document, file, terms, &findings)
      }
    case .documents(.auditPolicy, let documents):
      for document in documents where document["kind"]?.text == "Policy" {
        judgePolicy(document, file, terms, &findings)
      }
    default: break
    }
  }

  private static func judgeProxy(
    _ document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let minor = terms.kubernetesVersion?.minor
    judgeVersion(of: document, "kubeproxy.config.k8s.io/v1alpha1", .proxyVersion, file, &findings)
    for (field, mark, fault) in ConfigurationFields.kubeProxy.faults(in: document, minor: minor) {
      findings.add(fault, (.proxyUnknownField, .proxyFieldOfOtherRelease), field, mark, file)
    }
    let mode = document["mode"]
    let gate = document["featureGates"]?["NFTablesProxyMode"]?.scalar?.boolean == true
    if let text = mode?.text, let seen = objection(toMode: text, minor: minor, gate: gate) {
      findings.add(.proxyMode, at: file.place(mode?.mark, field: "mode"), seen)
    } else if mode?.text == "ipvs", let minor, minor >= 35 {
      findings.add(
        .proxyAgeingMode,
        at: file.place(mode?.mark, field: "mode"),
        "ipvs is deprecated since 1.35"
      )
    }
    let address = document["bindAddress"]
    if address?.text.flatMap(IPAddress.init(strict:))?.isLoopback == true {
      findings.add(
        .proxyLoopback,
        at: file.place(address?.mark, field: "bindAddress"),
        "the address is \(Terminal.quoted(address?.text ?? ""))"
      )
    }
    let pods = document["clusterCIDR"]
    if let spec = terms.spec, let text = pods?.text, !text.isEmpty,
      !text.split(separator: ",").contains(where: { $0 == "\(spec.network.podCIDR)" })
    {
      findings.add(
        .proxyOtherPods,
        at: file.place(pods?.mark, field: "clusterCIDR"),
        "\(Terminal.quoted(text)) is not the cluster's \(spec.network.podCIDR)"
      )
    }
  }

  private static func objection(toMode mode: String, minor: Int?, gate: Bool) -> String? {
    let quoted = Terminal.quoted(mode)
    switch mode {
    case "", "iptables", "ipvs", "kernelspace": return nil
    case "userspace":
      // An old release has it, and nobody said which one this is.
      return minor.map { $0 >= 26 } == true ? "userspace is gone since 1.26" : nil
    case "nftables":
      guard let minor, minor < 31 else { return nil }
      if minor < 29 { return "nftables comes with 1.29" }
      return gate ? nil : "nftables needs the feature NFTablesProxyMode before 1.31"
    default: return "there is no mode \(quoted)"
    }
  }

  private static func judgeScheduler(
    _ document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let version = document["apiVersion"]
    let text = version?.text ?? ""
    let place = file.place(version?.mark ?? document.mark, field: "apiVersion")
    guard let minors = schedulerVersions[text] else {
      let nearest = Spelling.nearest(to: text, among: schedulerVersions.keys.sorted())
      findings.add(
        .schedulerVersion,
        at: place,
        "no scheduler reads the version \(Terminal.quoted(text))",
        remedy: nearest.map { "did you mean \($0)?" }
      )
      return
    }
    if let release = terms.kubernetesVersion, !minors.contains(release.minor) {
      findings.add(
        .schedulerVersion,
        at: place,
        "\(text) is read from 1.\(minors.lowerBound) to 1.\(minors.upperBound), not by \(release)",
        remedy: "write \(SchedulerConfiguration.apiVersion.word(in: release))"
      )
      return
    }
    let fields = ConfigurationFields.scheduler(text)
    for (field, mark, fault) in fields?.faults(in: document, minor: terms.kubernetesVersion?.minor)
      ?? []
    {
      findings.add(fault, (.schedulerUnknownField, .schedulerUnknownField), field, mark, file)
    }
  }

  /// Which releases read which version of a scheduler's configuration.
  private static let schedulerVersions: [String: ClosedRange<Int>] = [
    "componentconfig/v1alpha1": 10...12,
    "kubescheduler.config.k8s.io/v1alpha1": 12...18,
    "kubescheduler.config.k8s.io/v1alpha2": 18...18,
    "kubescheduler.config.k8s.io/v1beta1": 19...22,
    "kubescheduler.config.k8s.io/v1beta2": 22...27,
    "kubescheduler.config.k8s.io/v1beta3": 23...28,
    "kubescheduler.config.k8s.io/v1": 25...KubernetesVersion.newest.minor,
  ]

  private static func judgePolicy(
    _ document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let version = document["apiVersion"]
    let minors: ClosedRange<Int> =
      switch version?.text {
      case "audit.k8s.io/v1": 12...Int.max
      case "audit.k8s.io/v1beta1": 10...23
      case "audit.k8s.io/v1alpha1": 10...23
      default: Int.max...Int.max
      }
    if !minors.contains(terms.kubernetesVersion?.minor ?? minors.lowerBound)
      || minors.lowerBound == .max
    {
      findings.add(
        .auditVersion,
        at: file.place(version?.mark ?? document.mark, field: "apiVersion"),
        "\(Terminal.quoted(version?.text ?? "")) is not read"
          + (terms.kubernetesVersion.map { " by \($0)" } ?? ""),
        remedy: terms.kubernetesVersion.map { "write \(AuditPolicy.apiVersion.word(in: $0))" }
      )
    }
    let rules = document["rules"]?.items ?? []
    guard !rules.isEmpty else {
      findings.add(
        .auditEmpty,
        at: file.place(document["rules"]?.mark ?? document.mark, field: "rules"),
        "there are no rules"
      )
      return
    }
    for (index, rule) in rules.enumerated() {
      let level = rule["level"]?.text ?? ""
      guard !["None", "Metadata", "Request", "RequestResponse"].contains(level) else { continue }
      findings.add(
        .auditLevel,
        at: file.place(rule["level"]?.mark ?? rule.mark, field: "rules[\(index)].level"),
        level.isEmpty ? "the rule has no level" : "there is no level \(Terminal.quoted(level))"
      )
    }
    if let rule = rules.first(where: \.isForAllSecrets),
      rule["level"]?.text?.hasPrefix("Request") == true
    {
      findings.add(
        .auditSecrets,
        at: file.place(rule["level"]?.mark ?? rule.mark),
        "the first rule for all secrets is of level \(rule["level"]?.text ?? "")"
      )
    }
  }
}

extension Node {
  /// Whether a rule of an audit policy is for everybody's requests about
  /// secrets.
  fileprivate var isForAllSecrets: Bool {
    let limits = ["users", "userGroups", "verbs", "namespaces", "nonResourceURLs"]
    guard limits.allSatisfy({ self[$0]?.items?.isEmpty ?? true }) else { return false }
    guard let resources = self["resources"]?.items, !resources.isEmpty else { return true }
    return resources.contains { group in
      guard (group["group"]?.text ?? "").isEmpty else { return false }
      guard let names = group["resources"]?.items, !names.isEmpty else { return true }
      return names.contains { $0.text == "secrets" || $0.text == "*" }
    }
  }
}
