/// The texts of a cluster's files, each made once for machines that are alike.
///
/// Of what thousands of workers get, most is the same on all of them, and
/// making it takes longer than making their keys. Several threads may ask.
final class RenderedTexts: Sendable {
  private struct Key: Hashable {
    let file: RenderedFile
    let kind: HostKind
  }

  private let texts = Guarded([Key: String]())

  /// The text of a file, as ``RenderedFile/text(for:in:)`` makes it.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - host: the machine; nil for what is the whole cluster's.
  ///   - spec: the cluster: always the same one.
  /// - Returns: the text.
  /// - Throws: ``KTHWError``, as that function.
  func text(of file: RenderedFile, for host: ClusterHost?, in spec: ClusterSpec) throws -> String {
    guard let host, !file.isOwn(of: host) else { return try file.text(for: host, in: spec) }
    let key = Key(file: file, kind: HostKind(host))
    if let known = texts.withLock({ $0[key] }) { return known }
    let text = try file.text(for: host, in: spec)
    texts.withLock { $0[key] = text }
    return text
  }
}

/// All of a machine but its names and its addresses.
struct HostKind: Hashable, Sendable {
  private let roles: Set<HostRole>
  private let isIPv4: Bool
  private let knowsIPv6: Bool
  private let podPrefixLength: Int?

  init(_ host: ClusterHost) {
    roles = host.roles
    isIPv4 = host.address.isIPv4
    knowsIPv6 = BalancerRenderers.knowsIPv6(host)
    podPrefixLength = host.podCIDR?.prefixLength
  }
}

extension RenderedFile {
  /// Whether a machine's own names or addresses decide what is in it; all
  /// others are the same on machines of one ``HostKind``.
  fileprivate func isOwn(of host: ClusterHost) -> Bool {
    switch self {
    // Control planes know every machine.
    case .hostEntries: !host.has(.controlPlane)
    case .containerdUnit, .kubeProxyUnit, .podRoutesUnit, .hostEntriesUnit, .auditPolicy,
      .schedulerConfiguration, .kubeletConfiguration, .containerdConfiguration, .sysctl, .modules,
      .podRoutes, .hostEntriesScript:
      false
    default: true
    }
  }
}
