import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Every unit of every shape of cluster, in every release.
@Suite struct UnitFlagsTests {
  struct Rendered {
    let program: ComponentProgram
    let host: ClusterHost
    let spec: ClusterSpec
    /// Name without dashes, and value.
    let flags: [(name: String, value: String)]

    var minor: Int { program.minor(in: spec) }
    var label: String { "\(program.rawValue) \(spec.kubernetesVersion) \(host.name)" }
  }

  static let programs: [(RenderedFile, ComponentProgram)] = [
    (.etcdUnit, .etcd), (.apiServerUnit, .kubeAPIServer),
    (.controllerManagerUnit, .kubeControllerManager), (.schedulerUnit, .kubeScheduler),
    (.containerdUnit, .containerd), (.kubeletUnit, .kubelet), (.kubeProxyUnit, .kubeProxy),
  ]

  /// Nothing here needs quotes, so that lines are words.
  static func rendered(in spec: ClusterSpec) throws -> [Rendered] {
    try spec.hosts.flatMap { host in
      try programs.filter { $0.0.belongs(on: host, in: spec) }.map { file, program in
        let lines = try file.text(for: host, in: spec).split(separator: "\n")
        let flags = lines.filter { $0.hasPrefix("  --") }.map { line in
          let word = line.dropFirst(4).prefix { $0 != " " }
          let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
        }
        return Rendered(program: program, host: host, spec: spec, flags: flags)
      }
    }
  }

  static func specs(of shape: UnitShape, minor: Int) throws -> [ClusterSpec] {
    try PKISettings.Hierarchy.allCases.flatMap { hierarchy in
      try HostLayout.allCases.map { layout in
        try shape.spec(minor: minor, hierarchy: hierarchy, layout: layout)
      }
    }
  }

  @Test(arguments: UnitShape.all)
  func `every release gets each flag that it needs and none that it does not take`(
    shape: UnitShape
  ) throws {
    for minor in KubernetesVersion.knownMinors {
      for unit in try Self.specs(of: shape, minor: minor).flatMap(Self.rendered) {
        let objections = Self.needless(in: unit) + Self.missing(in: unit)
        if !objections.isEmpty { Issue.record("\(unit.label): \(objections)") }
      }
    }
  }

  @Test func `a flag that is too old, too new, unknown, bad or missing is seen`() throws {
    let spec = try UnitShape.all[1].spec(minor: 36)
    let unit = try #require(try Self.rendered(in: spec).first { $0.program == .kubeAPIServer })
    #expect(Self.needless(in: unit) + Self.missing(in: unit) == [])
    let flags =
      unit.flags.filter { $0.name != "client-ca-file" } + [
        ("insecure-port", "0"), ("etc-servers", "x"), ("apiserver-count", "1"),
        ("admission-control", "x"), ("runtime-config", "api/all"), ("profiling", "false"),
      ]
    let spoilt = Rendered(program: unit.program, host: unit.host, spec: spec, flags: flags)
    #expect(
      Self.needless(in: spoilt) == [
        "insecure-port: removed(last: 23)", "etc-servers: unknown",
        "apiserver-count: deprecated(since: 24)", "admission-control: deprecated(since: 10)",
        "admission-control: better left out", "runtime-config: bad value", "a flag twice",
      ]
    )
    #expect(Self.missing(in: spoilt) == ["--client-ca-file=/"])
    let old = Rendered(
      program: unit.program,
      host: unit.host,
      spec: try UnitShape.all[1].spec(minor: 12),
      flags: [("goaway-chance", "0.001")]
    )
    #expect(Self.needless(in: old) == ["goaway-chance: notYet(first: 18)"])
  }

  // Said to go, and not to be done without until then.
  private static let needed = ["insecure-port", "port"]

  /// What a release does not take, or would be better without.
  static func needless(in unit: Rendered) -> [String] {
    let table = ComponentFlags.table(for: unit.program)
    var objections: [String] = []
    for flag in unit.flags {
      guard let fact = table.fact(named: flag.name) else {
        objections.append("\(flag.name): unknown")
        continue
      }
      let standing = fact.standing(in: unit.minor)
      if case .deprecated = standing, needed.contains(flag.name) {
      } else if standing != .taken {
        objections.append("\(flag.name): \(standing)")
      }
      if fact.isAvoided { objections.append("\(flag.name): better left out") }
      if !table.facts(ofValue: flag.value, for: flag.name, in: unit.minor).isEmpty {
        objections.append("\(flag.name): bad value")
      }
    }
    if Set(unit.flags.map(\.name)).count != unit.flags.count { objections.append("a flag twice") }
    return objections
  }

  /// What a release cannot do without.
  static func missing(in unit: Rendered) -> [String] {
    let given = unit.flags.map { "--\($0.name)=\($0.value)" }
    let minor = unit.spec.kubernetesVersion.minor
    let required = RequiredFlags.of(unit.program, minor: minor, on: unit.host, in: unit.spec)
    return required.filter { flag in
      // What ends in one of these signs is a beginning.
      guard let last = flag.last, "=/,".contains(last) else { return !given.contains(flag) }
      return !given.contains { $0.hasPrefix(flag) && $0 != flag }
    }
  }

  @Test(arguments: UnitShape.all) func `every file that a flag names is on the machine`(
    shape: UnitShape
  ) throws {
    let made = ["/var/lib/etcd", "/var/log/kubernetes/audit.log"]
    // What a kubelet writes itself when it has joined with a token.
    let joined = shape.usesBootstrap ? ["/var/lib/kubelet/kubeconfig"] : []
    for spec in try Self.specs(of: shape, minor: 36) {
      let plan = ClusterPlan(spec)
      for unit in try Self.rendered(in: spec) {
        let root = "hosts/\(unit.host.name)"
        let files = Set(plan.artifacts(for: unit.host).map(\.path))
        for flag in unit.flags where flag.value.hasPrefix("/") {
          #expect(
            files.contains(root + flag.value) || (made + joined).contains(flag.value),
            "--\(flag.name)=\(flag.value): \(unit.label)"
          )
        }
      }
    }
  }

  @Test func `what is read of flags has each name once and sensible releases`() {
    for program in ComponentProgram.allCases {
      let facts = ComponentFlags.table(for: program).facts
      #expect(!facts.isEmpty)
      #expect(Set(facts.map(\.name)).count == facts.count, "\(program)")
      for fact in facts {
        #expect(fact.first ?? 0 <= fact.last ?? .max, "\(fact)")
        #expect(fact.deprecated ?? 0 <= fact.last ?? .max, "\(fact)")
        #expect(fact.inert ?? 0 <= fact.last ?? .max, "\(fact)")
        #expect(!fact.name.hasPrefix("-"), "\(fact)")
        let goes = fact.last ?? fact.deprecated
        #expect(goes == nil || fact.advice != nil || fact.name == "max-snapshots", "\(fact)")
      }
    }
  }
}
