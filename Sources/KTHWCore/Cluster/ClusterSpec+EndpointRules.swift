extension ClusterSpec {
  /// Whether what clients dial is there.
  func checkEndpoint(_ rules: inout ClusterRules) {
    let path = "spec.endpoint"
    let machines = ["spec.hosts", "spec.hostRanges"]
    guard !endpoint.host.isEmpty else {
      // Without any control-plane machine that is what has to be told.
      guard hosts.anyHas(.controlPlane) else { return }
      rules.add(
        .missingField,
        "there are \(hosts.count(of: .controlPlane)) control-plane hosts and no load balancer, so "
          + "somebody has to say what clients dial",
        at: path,
        because: machines,
        hint: "add a host with the role load-balancer, or write endpoint: https://HOST:6443"
      )
      return
    }
    guard endpoint.address != nil || DNSNameRules.isHostName(endpoint.host),
      (1...65_535).contains(endpoint.port)
    else {
      rules.add(
        .invalidValue,
        "\(Terminal.quoted(endpoint.description)) is no URL of an API server",
        at: path,
        because: machines
      )
      return
    }
    if let address = endpoint.address, address.isUnspecified {
      rules.add(.invalidValue, "nobody can dial \(address)", at: path, because: machines)
    }
    if endpoint.isLoopback, !hosts.areOneMachine {
      rules.add(
        .invalidValue,
        "every machine would dial itself at \(endpoint.host)",
        at: path,
        because: machines,
        hint: "use an address that all machines reach"
      )
    }
    guard let index = endpointOwner else { return }
    let host = hosts.listed[index]
    guard !host.has(.loadBalancer), host.has(.controlPlane),
      endpoint.port != network.apiServerPort
    else { return }
    rules.add(
      .invalidValue,
      "nothing listens at port \(endpoint.port) of \(host.name): its API server has "
        + "\(network.apiServerPort)",
      at: path,
      because: [
        "spec.hosts[\(index)]", "spec.network.apiServerPort",
      ],
      hint: "write \(ServerEndpoint(host: endpoint.host, port: network.apiServerPort))"
    )
  }

  /// The listed machine that the endpoint names.
  var endpointOwner: Int? {
    let (host, address) = (endpoint.host.lowercased(), endpoint.address)
    return hosts.listed.firstIndex { machine in
      if let address { return machine.address == address || machine.addresses.contains(address) }
      return machine.name.text == host || machine.hostnames.contains { $0.lowercased() == host }
    }
  }

  /// Whether two programs of one machine want the same port.
  func checkPorts(_ rules: inout ClusterRules) {
    let port = network.apiServerPort
    guard (1...65_535).contains(port) else {
      rules.add(.invalidValue, "\(port) is no port", at: "spec.network.apiServerPort")
      return
    }
    if let other = FixedPorts.owner(of: port) {
      rules.add(
        .invalidValue,
        "port \(port) is that of \(other) on the same machines",
        at: "spec.network.apiServerPort",
        hint: "6443 is what API servers use"
      )
    }
    for group in hosts.groups where group.roles.contains(.loadBalancer) {
      let isBoth = group.roles.contains(.controlPlane)
      if isBoth, port == endpoint.port {
        rules.add(
          .invalidValue,
          "load balancer and API server of one machine both want port \(port)",
          at: group.rolesPath,
          because: ["spec.endpoint", "spec.network.apiServerPort", "spec.hosts"],
          hint: "write network.apiServerPort: \(port == 6444 ? 6443 : 6444)"
        )
      } else if isBoth, loadBalancer.healthProxy, endpoint.port == FixedPorts.healthProxy {
        rules.add(
          .invalidValue,
          "load balancer and health proxy of one machine both want port 80",
          at: group.rolesPath,
          because: ["spec.endpoint", "spec.loadBalancer.healthProxy"]
        )
      } else if group.roles.count > 1, let other = FixedPorts.owner(of: endpoint.port) {
        rules.add(
          .invalidValue,
          "the load balancer wants port \(endpoint.port), which is that of \(other)",
          at: group.rolesPath,
          because: ["spec.endpoint"],
          hint: "choose another port in endpoint"
        )
      }
    }
  }
}

/// Ports that programs of a machine have and nobody can change here.
enum FixedPorts {
  /// Where the health proxy answers.
  static let healthProxy = 80

  private static let owners: [(port: Int, program: String)] = [
    (2379, "etcd"), (2380, "etcd"), (2381, "etcd"), (10_248, "the kubelet"),
    (10_249, "kube-proxy"), (10_250, "the kubelet"), (10_255, "the kubelet"),
    (10_256, "kube-proxy"), (10_257, "the controller manager"), (10_259, "the scheduler"),
  ]

  /// Whose port it is.
  static func owner(of port: Int) -> String? { owners.first { $0.port == port }?.program }
}
