extension RenderedFile {
  /// The file's text, made from the specification alone.
  ///
  /// - Parameters:
  ///   - host: the machine that it is for; nil for what is the whole
  ///     cluster's.
  ///   - spec: the cluster.
  /// - Returns: the text, with a line feed at its end.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` where the machine
  ///   is missing or has no such file.
  public func text(for host: ClusterHost?, in spec: ClusterSpec) throws -> String {
    if isClusterWide { return try ManifestRenderers.text(of: self, in: spec) }
    guard let host else {
      throw KTHWError(.usage, "\(rawValue) is different on every host", hint: "say which host")
    }
    guard belongs(on: host, in: spec) else {
      throw KTHWError(.usage, "\(host.name) has no \(rawValue)", hint: try hint(in: spec))
    }
    if isUnit { return try UnitRenderers.text(of: self, on: host, in: spec) }
    switch self {
    case .haproxyConfiguration, .nginxLoadBalancer, .nginxHealthProxy:
      return try BalancerRenderers.text(of: self, on: host, in: spec)
    default:
      return try HostRenderers.text(of: self, on: host, in: spec)
    }
  }

  private func hint(in spec: ClusterSpec) throws -> String {
    guard let other = spec.hosts.first(where: { belongs(on: $0, in: spec) }) else {
      return "no host of this cluster has it"
    }
    return "\(other.name) has"
  }
}
