/// How containerd connects pods: a bridge on every machine
/// (https://www.cni.dev/plugins/current/main/bridge/).
///
/// There is no configuration of the loopback interface beside it: containerd
/// sets that up by itself in every release, and of several files it would
/// take the first alone.
enum BridgeNetwork {
  /// The name of the bridge on the machine.
  static let bridge = "cni0"

  /// The text of the file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where the
  ///   machine has no block of pod addresses.
  static func text(on host: ClusterHost, in spec: ClusterSpec) throws -> String {
    let block = try PodRoutes.block(of: host)
    let everywhere = block.network.isIPv4 ? "0.0.0.0/0" : "::/0"
    let configuration: Node = .mapping([
      "cniVersion": .string(format(in: spec)),
      "name": .string("kubernetes"),
      "plugins": .sequence([
        .mapping([
          "type": .string("bridge"),
          "bridge": .string(bridge),
          "isGateway": .boolean(true),
          // Of what pods send to other pods, the script that sets the routes
          // exempts all.
          "ipMasq": .boolean(true),
          // A pod may reach itself through a service.
          "hairpinMode": .boolean(true),
          "ipam": .mapping([
            "type": .string("host-local"),
            "ranges": .sequence([
              .sequence([.mapping(["subnet": .string(block.description)])])
            ]),
            "routes": .sequence([.mapping(["dst": .string(everywhere)])]),
          ]),
        ]),
        .mapping([
          "type": .string("portmap"),
          "capabilities": .mapping(["portMappings": .boolean(true)]),
        ]),
      ]),
    ])
    return JSONWriter.indented(configuration) + "\n"
  }

  /// The version of the format: what both the plugins of that time and the
  /// library in containerd know.
  static func format(in spec: ClusterSpec) -> String {
    let formats = ["0.3.1", "0.4.0", "1.0.0"]
    let byKubernetes =
      spec.kubernetesVersion.minor < 19 ? 0 : spec.kubernetesVersion.minor < 24 ? 1 : 2
    let containerd = spec.versions.containerd
    let byRuntime = containerd < ReleaseNumber(1, 3) ? 0 : containerd < ReleaseNumber(1, 6) ? 1 : 2
    return formats[min(byKubernetes, byRuntime)]
  }
}
