/// The releases that programs may be of: the one that somebody named, or
/// those that take all of their flags.
///
/// Releases are minor numbers: of Kubernetes 1.x, of etcd 3.x.
struct ReleaseRange: Hashable {
  /// The releases, ascending, at least one.
  let minors: [Int]
  /// Whether somebody said which it is.
  let isNamed: Bool

  /// A release that somebody named.
  init(named minor: Int) {
    minors = [minor]
    isNamed = true
  }

  /// The releases that fit best: those that take the most of some flags.
  ///
  /// - Parameters:
  ///   - facts: what is known of the flags.
  ///   - words: further releases that something else asks for.
  ///   - known: all releases.
  init(fitting facts: [FlagFact], _ words: [ClosedRange<Int>] = [], among known: ClosedRange<Int>) {
    let fits = known.map { minor in
      facts.count { $0.isTaken(in: minor) } + words.count { $0.contains(minor) }
    }
    let best = fits.max() ?? 0
    minors = zip(known, fits).compactMap { minor, fit in fit == best ? minor : nil }
    isNamed = false
  }

  /// Whether every one of them is before a release.
  func isBefore(_ minor: Int) -> Bool { minors.allSatisfy { $0 < minor } }

  /// Whether every one of them is a release or a later one.
  func isSince(_ minor: Int) -> Bool { minors.allSatisfy { $0 >= minor } }

  /// The release in words; nil where nobody named it.
  var name: String? { isNamed ? "1.\(minors[0])" : nil }
}

/// What the programs of an area are judged by.
struct FlagContext {
  /// The area.
  let area: AuditedArea
  /// The programs that it starts.
  let invocations: [ComponentInvocation]
  /// What files are judged by.
  let terms: AuditTerms
  /// The releases of Kubernetes that they may be of.
  let release: ReleaseRange
  /// The releases of etcd that it may be of.
  let etcdRelease: ReleaseRange

  init(_ area: AuditedArea, _ invocations: [ComponentInvocation], _ terms: AuditTerms) {
    self.area = area
    self.invocations = invocations
    self.terms = terms
    if let version = terms.kubernetesVersion {
      release = ReleaseRange(named: version.minor)
    } else {
      release = ReleaseRange(
        fitting: invocations.filter { ![.etcd, .containerd].contains($0.program) }
          .flatMap(FlagContext.facts),
        FlagContext.schedulerReleases(area),
        among: KubernetesVersion.knownMinors
      )
    }
    if let spec = terms.spec {
      etcdRelease = ReleaseRange(named: ComponentProgram.etcd.minor(in: spec))
    } else {
      etcdRelease = ReleaseRange(
        fitting: invocations.filter { $0.program == .etcd }.flatMap(FlagContext.facts),
        among: 0...7
      )
    }
  }

  /// The releases that a program may be of.
  func release(of program: ComponentProgram) -> ReleaseRange {
    program == .etcd ? etcdRelease : release
  }

  /// The programs of a kind.
  func all(_ program: ComponentProgram) -> [ComponentInvocation] {
    invocations.filter { $0.program == program }
  }

  private static func facts(of invocation: ComponentInvocation) -> [FlagFact] {
    invocation.arguments.compactMap { KnownFlags.fact(named: $0.name, of: invocation.program) }
  }

  /// The releases that read the area's configurations of the scheduler
  /// (https://kubernetes.io/docs/reference/scheduling/config/).
  private static func schedulerReleases(_ area: AuditedArea) -> [ClosedRange<Int>] {
    area.files.flatMap { file -> [ClosedRange<Int>] in
      guard case .documents(.scheduler, let documents) = file.content else { return [] }
      return documents.compactMap { $0["apiVersion"]?.text.flatMap { schedulerVersions[$0] } }
    }
  }

  private static let schedulerVersions: [String: ClosedRange<Int>] = [
    "componentconfig/v1alpha1": 10...12,
    "kubescheduler.config.k8s.io/v1alpha1": 12...18,
    "kubescheduler.config.k8s.io/v1alpha2": 18...18,
    "kubescheduler.config.k8s.io/v1beta1": 19...22,
    "kubescheduler.config.k8s.io/v1beta2": 22...27,
    "kubescheduler.config.k8s.io/v1beta3": 23...28,
    "kubescheduler.config.k8s.io/v1": 25...36,
  ]
}

/// The flags of all programs by name.
enum KnownFlags {
  private static let facts: [ComponentProgram: [String: FlagFact]] = Dictionary(
    uniqueKeysWithValues: ComponentProgram.allCases.map { program in
      let facts = ComponentFlags.table(for: program).facts
      return (
        program, Dictionary(facts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      )
    }
  )

  /// What is known of a flag.
  static func fact(named name: String, of program: ComponentProgram) -> FlagFact? {
    facts[program]?[name]
  }

  /// The flag that somebody must have meant: one that differs by two letters
  /// at most, where the one that is written is none.
  static func meant(by name: String, of program: ComponentProgram) -> String? {
    guard name.utf8.count > 4, facts[program]?[name] == nil, !others.contains(name) else {
      return nil
    }
    let candidates = (facts[program] ?? [:]).keys.sorted()
    return Spelling.nearest(to: name, among: candidates, within: name.utf8.count > 8 ? 2 : 1)
  }

  /// Flags that resemble those of the tables, and are right.
  private static let others: Set<String> = [
    "audit-log-mode", "audit-log-format", "audit-log-compress", "address", "addresses",
    "cert-file", "key-file", "client-cert-file", "client-key-file", "cidr-allocator-type",
    "cluster-cidrs", "config-dir", "etcd-prefix", "etcd-compaction-interval", "etcd-db-metric",
    "kube-api-qps", "kube-api-burst", "lock-file", "log-dir", "log-file", "node-cidr-mask-size",
    "node-cidr-mask-size-ipv4", "node-cidr-mask-size-ipv6", "node-port", "oidc-ca-file",
    "peer-cert-file", "peer-key-file", "port", "proxy-mode", "root-dir", "secure-port",
    "listen-peer-urls", "listen-client-urls", "listen-client-http-urls", "listen-metrics-urls",
    "node-ips", "tls-cert-file", "tls-max-version", "tls-min-version", "client-crl-file",
    "peer-crl-file", "wal-dir", "max-wals", "max-pods", "storage-media-type", "unsafe-no-fsync",
    "initial-election-tick-advance", "discovery-srv", "discovery-fallback", "discovery-token",
    "cni-cache-dir", "server", "server-port",
  ]
}
