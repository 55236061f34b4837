extension AuditJudges {
  /// Tells of addresses and ranges that cannot be what was meant.
  static let judgeAddresses: OfInvocation = { invocation, context, findings in
    for flag in rangeFlags { judgeRange(flag, of: invocation, &findings) }
    switch invocation.program {
    case .kubeAPIServer:
      judgeAdvertising(invocation, &findings)
      judgeBinding(invocation, context, &findings)
      judgeServerCount(invocation, context, &findings)
      if invocation.lacks("service-cluster-ip-range") {
        findings.add(
          .defaultServices,
          at: invocation.place(),
          "--service-cluster-ip-range is not set"
        )
      }
    case .kubeControllerManager: judgePodRange(invocation, &findings)
    default: break
    }
  }

  private static let rangeFlags = ["service-cluster-ip-range", "cluster-cidr", "pod-cidr"]

  private static func judgeRange(
    _ flag: String,
    of invocation: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    guard let text = invocation.known(flag) else { return }
    for part in text.split(separator: ",") {
      do {
        _ = try CIDRBlock(String(part))
      } catch let error as KTHWError {
        findings.add(
          .brokenRange,
          at: invocation.place(of: flag),
          error.problems.first?.message ?? "\(Terminal.quoted(String(part))) is no range",
          remedy: error.problems.first?.hint
        )
      } catch {
        continue
      }
    }
  }

  private static func judgeAdvertising(
    _ server: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    if let text = server.known("advertise-address") {
      guard let address = IPAddress(strict: text), address.isLoopback else { return }
      return findings.add(
        .loopbackAdvertised,
        at: server.place(of: "advertise-address"),
        "the server advertises \(address)"
      )
    }
    let bound = server.known("bind-address").flatMap { IPAddress(strict: $0) }
    let listensToAll = server.lacks("bind-address") || bound?.isUnspecified == true
    if server.lacks("advertise-address"), listensToAll || bound?.isLoopback == true {
      findings.add(.nothingAdvertised, at: server.place(), "--advertise-address is not set")
    }
  }

  private static func judgeBinding(
    _ server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard let bound = server.known("bind-address").flatMap({ IPAddress(strict: $0) }),
      !bound.isUnspecified, !bound.isLoopback
    else { return }
    let port = server.known("secure-port").flatMap { Int($0) } ?? 6443
    let dialling = context.area.files.filter { file in
      guard case .kubeconfig(let kubeconfig) = file.content else { return false }
      return kubeconfig.clusters.contains { _, cluster in
        guard let url = FlagURL(cluster.server) else { return false }
        return url.isLoopback && (url.port ?? 443) == port
      }
    }
    guard let first = dialling.first else { return }
    findings.add(
      .boundElsewhere,
      at: server.place(of: "bind-address"),
      "the server listens at \(bound) alone, and \(Terminal.printable(first.name)) dials "
        + "127.0.0.1",
      related: dialling.map { $0.place() }
    )
  }

  private static func judgeServerCount(
    _ server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard let count = server.known("apiserver-count"),
      server["endpoint-reconciler-type"] != "master-count", context.release.isSince(11),
      // From 1.24 on it is deprecated, which is said of it as a flag.
      context.release.isBefore(24)
    else { return }
    findings.add(
      .wrongServerCount,
      at: server.place(of: "apiserver-count"),
      "--apiserver-count=\(count) is not read from 1.11 on"
    )
  }

  private static func judgePodRange(
    _ manager: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    guard manager.argument("cluster-cidr") != nil, !manager.isOpen,
      manager.isOn("allocate-node-cidrs") != true,
      manager["allocate-node-cidrs"].map(ComponentInvocation.isLiteral) ?? true
    else { return }
    findings.add(
      .idlePodRange,
      at: manager.place(of: "cluster-cidr"),
      "--cluster-cidr is set and --allocate-node-cidrs is not"
    )
  }
}

// MARK: - What programs say of the same thing

extension AuditJudges {
  /// Tells where the programs of an area disagree about addresses, or give
  /// the same ones to different things.
  static func judgeRanges(_ context: FlagContext, _ findings: inout AuditFindings) {
    let servers = AddressRange.all(of: context.all(.kubeAPIServer), "service-cluster-ip-range")
    let managers = AddressRange.all(
      of: context.all(.kubeControllerManager).filter { $0.isOn("allocate-node-cidrs") == true },
      "service-cluster-ip-range"
    )
    let pods =
      AddressRange.all(of: context.all(.kubeControllerManager), "cluster-cidr")
      + AddressRange.ofProxies(in: context.area)
    if let server = servers.first, let other = managers.first(where: { $0.blocks != server.blocks })
    {
      findings.add(
        .rangesDisagree,
        at: other.place,
        "the controller manager takes services to have \(other.text), the API server gives "
          + "them \(server.text)",
        related: [server.place]
      )
    }
    if let first = pods.first, let other = pods.first(where: { $0.blocks != first.blocks }) {
      findings.add(
        .rangesDisagree,
        at: other.place,
        "pods have \(other.text) here and \(first.text) elsewhere",
        related: [first.place]
      )
    }
    judgeOverlaps(services: servers.first, pods: pods.first, context, &findings)
  }

  private static func judgeOverlaps(
    services: AddressRange?,
    pods: AddressRange?,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    if let services, let pods, services.overlaps(pods) {
      findings.add(
        .rangesOverlap,
        at: services.place,
        "services have \(services.text) and pods \(pods.text)",
        related: [pods.place]
      )
    }
    for server in context.all(.kubeAPIServer) {
      guard let address = server.known("advertise-address").flatMap({ IPAddress(strict: $0) })
      else {
        continue
      }
      for (range, what) in [(services, "services"), (pods, "pods")] {
        guard let range, range.blocks.contains(where: { $0.contains(address) }) else { continue }
        findings.add(
          .rangesOverlap,
          at: range.place,
          "\(what) have \(range.text), in which the machine's address \(address) is",
          related: [server.place(of: "advertise-address")]
        )
      }
    }
  }
}

/// A range of addresses as somebody wrote it; two of them for two families.
struct AddressRange: Hashable {
  /// The blocks.
  let blocks: [CIDRBlock]
  /// Where they are said.
  let place: Place

  init?(_ text: String?, at place: Place) {
    guard let text, ComponentInvocation.isLiteral(text) else { return nil }
    let parts = text.split(separator: ",").map(String.init)
    let blocks = parts.compactMap { try? CIDRBlock($0) }
    guard !blocks.isEmpty, blocks.count == parts.count else { return nil }
    self.blocks = blocks
    self.place = place
  }

  /// The blocks as they are written.
  var text: String { blocks.map(\.description).joined(separator: ",") }

  /// Whether some address is in both.
  func overlaps(_ other: AddressRange) -> Bool {
    blocks.contains { block in other.blocks.contains { $0.overlaps(block) } }
  }

  /// What programs have for a flag.
  static func all(of invocations: [ComponentInvocation], _ flag: String) -> [AddressRange] {
    invocations.compactMap { AddressRange($0.known(flag), at: $0.place(of: flag)) }
  }

  /// What the configurations of kube-proxy take for pods.
  static func ofProxies(in area: AuditedArea) -> [AddressRange] {
    area.files.flatMap { file -> [AddressRange] in
      guard case .documents(.kubeProxy, let documents) = file.content else { return [] }
      return documents.compactMap { document in
        guard let node = document["clusterCIDR"] else { return nil }
        return AddressRange(node.text, at: file.place(node.mark, field: "clusterCIDR"))
      }
    }
  }
}
