/// Makes one page of HTML that tells of a cluster what its files say: who
/// signed whom, who talks to whom, what ends when, what every host gets, what
/// is wrong.
///
/// The page holds no private key, token or passphrase, and loads nothing.
public enum MakeReport {
  /// What is to be told of.
  public struct Input: Sendable {
    /// Trees, folders and files.
    public var paths: [String]
    /// The description of the cluster; nil looks for one among the files.
    public var cluster: String?
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(
      paths: [String],
      cluster: String? = nil,
      workers: Int = Processors.available
    ) {
      self.paths = paths
      self.cluster = cluster
      self.workers = workers
    }
  }

  /// The page.
  public struct Output: Sendable {
    /// The page, in UTF-8 when it is written.
    public let html: String
    /// How many files were looked at.
    public let fileCount: Int
    /// What is in the page, in a line.
    public let summary: String
  }

  /// How many findings of a rule are shown.
  static let sightingLimit = 10

  /// Looks at everything and writes the page.
  ///
  /// Every file is read and understood once for all parts of the page; the
  /// bytes of a tree are compared besides with what its description makes, and
  /// private keys are read where a handshake needs them.
  /// - Parameters:
  ///   - input: what to tell of.
  ///   - context: the world; the page says its moment.
  /// - Returns: the page.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read,
  ///   and for a description of a cluster that cannot be used.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let moment = context.now()
    var context = context
    // One moment for all parts of the page.
    context.now = { moment }
    let found = try look(input, in: context)
    let margin = found.spec?.pki.renewBefore.seconds ?? RenewalMargin.usual
    var report = ClusterReport(
      title: Terminal.printable(found.spec?.name ?? name(of: input.paths)),
      pki: PKIPicture(found.expiry, renewing: margin),
      talk: TalkPicture(found.matrix.rows),
      timeline: TimelinePicture(found.expiry, renewing: margin),
      now: moment
    )
    report.connections = found.matrix.rows.map(ClusterReport.Connection.init)
    report.findings = ClusterReport.Finding.grouped(found.audit.findings)
    report.files = (found.audit.fileCount, found.audit.knownCount)
    report.problems = found.expiry.problems.map { "\($0)" }
    report.describe(found.spec)
    found.hosts.fill(&report, found.spec)
    return Output(
      html: ReportPage(report: report).text,
      fileCount: found.audit.fileCount,
      summary: [
        Quantity.of(report.hostCount, "host"), Quantity.of(report.pki.count, "certificate"),
        Quantity.of(found.matrix.count, "connection"),
        Quantity.of(found.audit.findings.count, "finding"),
      ].joined(separator: ", ")
    )
  }

  /// What the parts of a page are made of.
  private struct Found {
    let spec: ClusterSpec?
    let audit: VerifyFiles.Output
    let expiry: ExpiryReport
    let matrix: ProbeMatrix.Output
    let hosts: HostSurvey
  }

  /// Goes through the files once, and takes what each part needs.
  private static func look(_ input: Input, in context: Context) throws -> Found {
    let (paths, workers) = (input.paths, input.workers)
    let sources = try AuditSources(paths, context: context)
    let judgement = try FileJudgement(
      VerifyFiles.Input(paths: paths, cluster: input.cluster, workers: workers),
      sources,
      in: context
    )
    let (expiry, ends, hosts) = (ExpirySurvey(), EndsSurvey(sources), HostSurvey(sources))
    try sources.forEachArea(workers: workers) { index, area in
      let invocations = ComponentInvocation.all(in: area)
      judgement.take(index, area, invocations)
      try expiry.take(area)
      ends.take(index, area, invocations)
      hosts.take(index, area, invocations)
    }
    // First what can be let go of, then what takes the most memory.
    let matrix = try ends.tried(
      ProbeMatrix.Input(paths: paths, cluster: input.cluster, workers: workers),
      judgement.spec,
      in: context
    )
    return Found(
      spec: judgement.spec,
      audit: try judgement.output(),
      expiry: expiry.report(at: context.now()),
      matrix: matrix,
      hosts: hosts
    )
  }

  private static func name(of paths: [String]) -> String {
    let names = paths.map { path in
      path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    }
    return names.count > 2
      ? "\(names[0]) and \(names.count - 1) more" : names.joined(separator: ", ")
  }
}

extension ClusterReport {
  /// Tells what the description says of the whole cluster.
  fileprivate mutating func describe(_ spec: ClusterSpec?) {
    if let spec {
      facts += [
        ("Kubernetes", "\(spec.kubernetesVersion)"), ("endpoint", "\(spec.endpoint)"),
        ("pods", "\(spec.network.podCIDR)"), ("services", "\(spec.network.serviceCIDR)"),
      ]
      roles = [
        (HostRole.controlPlane, "control plane"), (.etcd, "etcd"), (.worker, "worker"),
        (.loadBalancer, "balancer"),
      ].map { role, name in
        let listed = spec.hosts.listed.count { $0.has(role) }
        let ranged = spec.hosts.ranges.filter { $0.roles.contains(role) }
        let count = listed + ranged.reduce(0) { $0 + $1.count }
        let many = role == .worker || role == .loadBalancer
        return (many && count != 1 ? name + "s" : name, count)
      }.filter { $0.count > 0 }
    }
    facts.append(("seen", String(now.rfc3339.map { $0 == "T" ? " " : $0 }.dropLast(4)) + " UTC"))
  }
}

extension ClusterReport.Connection {
  fileprivate init(_ row: TalkRow) {
    let edge = row.example.edge
    func party(_ party: TalkParty, _ machines: [String]) -> String {
      machines.isEmpty ? party.role : "\(party.role) on \(NumberedName.list(machines))"
    }
    var (tone, verdict, identity): (Tone, String, String) = (.good, "works", "")
    var reasons: [Reason] = []
    switch row.example.outcome {
    case .talks(let name): identity = row.isOneIdentity ? name ?? "" : "its own"
    case .untried(let why):
      (tone, verdict) = (.unknown, "not tried")
      reasons = [Reason(why: "It could not be tried: \(why).", change: "", rule: nil)]
    case .later(let when):
      (tone, verdict) = (.future, "when nodes join")
      reasons = [Reason(why: "Nothing is wrong: \(when).", change: "", rule: nil)]
    case .fails(let failures):
      (tone, verdict) = (.failing, "fails")
      reasons = failures.map { failure in
        Reason(
          why: "The \(failure.side.rawValue) refuses: \(failure.why).",
          change: "\(failure.place): \(failure.change)",
          rule: failure.rule?.id
        )
      }
    }
    self.init(
      from: party(edge.from, row.from),
      to: party(edge.to, row.to),
      dials: row.dialsAlike ? edge.dials ?? "any name" : "its own",
      identity: identity,
      count: row.count,
      tone: tone,
      verdict: verdict,
      reasons: reasons
    )
  }
}

extension ClusterReport.Finding {
  /// Findings by rule: the worst first, then the most.
  fileprivate static func grouped(_ findings: [AuditFinding]) -> [Self] {
    Dictionary(grouping: findings, by: \.rule).map { rule, own in
      let shown = own.prefix(MakeReport.sightingLimit)
      return Self(
        rule: rule.id,
        severity: rule.severity.rawValue,
        tone: tone(of: rule.severity),
        title: rule.title,
        reason: rule.reason,
        places: shown.map { finding in
          let place = finding.place.file == nil ? "the files together" : "\(finding.place)"
          return Sighting(place: place, seen: finding.seen, remedy: finding.remedy ?? rule.remedy)
        },
        omitted: own.count - shown.count
      )
    }.sorted { left, right in
      let weights = (left.tone.weight, right.tone.weight)
      if weights.0 != weights.1 { return weights.0 > weights.1 }
      return left.count == right.count ? left.rule < right.rule : left.count > right.count
    }
  }

  private static func tone(of severity: AuditSeverity) -> Tone {
    switch severity {
    case .error: .failing
    case .warning: .warning
    case .info: .note
    }
  }
}
