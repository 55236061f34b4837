import Testing

@testable import KTHWCore

@Suite struct `Rules for networks` {
  @Test(arguments: [
    ("podCIDR: 10.200.0.5/16", "9:22: spec.network.podCIDR: 10.200.0.5/16 has host bits set"),
    (
      "podCIDR: 010.200.0.0/16",
      "9:22: spec.network.podCIDR: \"010.200.0.0/16\" is not a CIDR block"
    ),
    ("podCIDR: 10.200.0.0", "9:22: spec.network.podCIDR: \"10.200.0.0\" is not a CIDR block"),
    (
      "podCIDR: \"fd00:10::/48\"",
      "9:22: spec.network.podCIDR: fd00:10::/48 is of IPv6, and 192.168.26.21 of spec.hosts[0] is of IPv4"
    ),
    (
      "serviceCIDR: 10.200.128.0/20",
      "9:26: spec.network.serviceCIDR: 10.200.128.0/20 of the services overlaps with 10.200.0.0/16 "
        + "of the pods"
    ),
    (
      "serviceCIDR: 10.32.0.0/30",
      "9:26: spec.network.serviceCIDR: 10.32.0.0/30 has fewer than 8 addresses"
    ),
    (
      "serviceCIDR: 16.0.0.0/11",
      "9:26: spec.network.serviceCIDR: 16.0.0.0/11 has more addresses than an API server counts"
    ),
    (
      "clusterDNS: 10.32.0.1",
      "9:25: spec.network.clusterDNS: 10.32.0.1 is that of the API server's own service"
    ),
    (
      "clusterDNS: 10.32.0.0",
      "9:25: spec.network.clusterDNS: 10.32.0.0 is the network address of 10.32.0.0/24"
    ),
    (
      "clusterDNS: 10.32.0.255",
      "9:25: spec.network.clusterDNS: 10.32.0.255 is the broadcast address of 10.32.0.0/24"
    ),
    (
      "clusterDNS: 10.33.0.10",
      "9:25: spec.network.clusterDNS: 10.33.0.10 lies outside of 10.32.0.0/24 of the services"
    ),
    (
      "nodePodPrefix: 8",
      "9:28: spec.network.nodePodPrefix: blocks of /8 cannot be cut out of 10.200.0.0/16"
    ),
    (
      "nodePodPrefix: 31",
      "9:28: spec.network.nodePodPrefix: blocks of /31 cannot be cut out of 10.200.0.0/16"
    ),
    (
      "podCIDR: 10.200.0.0/31",
      "9:12: spec.network.nodePodPrefix: blocks of /24 cannot be cut out of 10.200.0.0/31"
    ),
    (
      "podCIDR: 10.200.0.0/32",
      "9:12: spec.network.nodePodPrefix: blocks of /24 cannot be cut out of 10.200.0.0/32"
    ),
    (
      "nodePodPrefix: 200",
      "9:28: spec.network.nodePodPrefix: expected a whole number from 1 to 126, found 200"
    ),
    (
      "apiServerPort: 0",
      "9:28: spec.network.apiServerPort: expected a whole number from 1 to 65535, found 0"
    ),
    (
      "apiServerPort: 10250",
      "9:28: spec.network.apiServerPort: port 10250 is that of the kubelet on the same machines"
    ),
    (
      "clusterDomain: Cluster.Local",
      "9:28: spec.network.clusterDomain: \"Cluster.Local\" is no domain for services"
    ),
    ("clusterDomain: 10.0.0.1", "9:28: spec.network.clusterDomain: \"10.0.0.1\" is an address"),
    (
      "podNetwork: weave",
      "9:25: spec.network.podNetwork: expected one of routes, flannel, none, found \"weave\""
    ),
    ("podCidr: 10.0.0.0/8", "9:13: spec.network: unknown key \"podCidr\""),
  ])
  func `a network is one that Kubernetes takes`(field: String, found: String) {
    #expect(problems(after: "  network: {\(field)}") == [found])
  }

  @Test func `what cannot be read is not held against others`() {
    // The services' default would overlap with what is meant here.
    let lines = "  network: {podCIDR: 10.32.0.0/16, servicesCIDR: 10.96.0.0/16}"
    #expect(problems(after: lines) == ["9:36: spec.network: unknown key \"servicesCIDR\""])
  }

  @Test(arguments: [
    (
      "network: {podCIDR: 10.200.0.0/23}",
      "w%d, count: 2, firstAddress: 10.1.0.1, roles: [worker]",
      ["9:22: spec.network.podCIDR: 10.200.0.0/23 has 2 blocks of /24, too few for 3 workers"]
    ),
    (
      "network: {podCIDR: 10.200.0.0/23, podNetwork: flannel}",
      "w%d, count: 2, firstAddress: 10.1.0.1, roles: [worker]",
      ["9:22: spec.network.podCIDR: 10.200.0.0/23 has 2 blocks of /24, too few for 3 workers"]
    ),
    (
      "network: {podNetwork: none}",
      "w%d, count: 2, firstAddress: 10.1.0.1, roles: [worker], firstPodCIDR: 10.200.7.0/24",
      [
        "10:93: spec.hostRanges[0].firstPodCIDR: with the pod network none the cluster gives blocks "
          + "out itself"
      ]
    ),
    (
      "network: {}",
      "w%d, count: 3, firstAddress: 10.1.0.1, roles: [worker], firstPodCIDR: 10.200.254.0/24",
      [
        "10:93: spec.hostRanges[0].firstPodCIDR: the 3 blocks from 10.200.254.0/24 on leave "
          + "10.200.0.0/16 of the pods"
      ]
    ),
    (
      "network: {}",
      "w%d, count: 3, firstAddress: 10.1.0.1, roles: [etcd], firstPodCIDR: 10.200.4.0/24",
      ["10:91: spec.hostRanges[0].firstPodCIDR: a machine that is no worker runs no pods"]
    ),
    (
      "network: {}",
      "w%d, count: 1, firstAddress: 10.1.0.1, roles: [worker], firstPodCIDR: 10.9.4.0/24",
      [
        "10:93: spec.hostRanges[0].firstPodCIDR: 10.9.4.0/24 lies outside of 10.200.0.0/16 of the pods"
      ]
    ),
    (
      "network: {}",
      "w%d, count: 1, firstAddress: 10.1.0.1, roles: [worker], firstPodCIDR: 10.200.4.0/31",
      ["10:93: spec.hostRanges[0].firstPodCIDR: 10.200.4.0/31 has no room for pods"]
    ),
  ])
  func `every worker has a block of pod addresses`(
    network: String,
    range: String,
    found: [String]
  ) {
    #expect(problems(after: "  \(network)\n  hostRanges: [{name: \(range)}]") == found)
  }

  @Test func `blocks that are written down do not overlap`() {
    let lines = """
        - {name: a, address: 10.0.0.1, roles: [worker], podCIDR: 10.200.4.0/22}
        - {name: b, address: 10.0.0.2, roles: [worker], podCIDR: 10.200.6.0/24}
      """
    #expect(
      problems(after: lines) == [
        "10:60: spec.hosts[2].podCIDR: 10.200.6.0 is in a block of spec.hosts[1] already"
      ]
    )
  }

  @Test func `blocks go to workers in order, past what is written down`() throws {
    let text = """
      apiVersion: kthwctl/v1alpha1
      kind: Cluster
      spec:
        kubernetesVersion: 1.36
        network: {podCIDR: 10.200.0.0/16}
        hosts:
        - {name: c, address: 10.0.0.1, roles: [etcd, control-plane]}
        - {name: a, address: 10.0.0.2, roles: [worker]}
        - {name: b, address: 10.0.0.3, roles: [worker], podCIDR: 10.200.1.0/25}
        - {name: d, address: 10.0.0.4, roles: [worker]}
        - {name: e, address: 10.0.0.5, roles: [worker], podCIDR: 10.200.4.0/23}
        hostRanges:
        - {name: w%d, count: 3, firstAddress: 10.1.0.1, roles: [worker]}
        - {name: x%d, count: 1, firstAddress: 10.2.0.1, roles: [worker]}
        - {name: y%d, count: 2, firstAddress: 10.3.0.1, roles: [worker], firstPodCIDR: 10.200.8.0/24}
        - {name: z%d, count: 2, firstAddress: 10.4.0.1, roles: [worker]}
      """
    let spec = try ClusterSpec(reading: Array(text.utf8))
    let blocks = spec.hosts.map { "\($0.name) \($0.podCIDR?.description ?? "-")" }
    #expect(
      blocks == [
        "c -", "a 10.200.0.0/24", "b 10.200.1.0/25", "d 10.200.2.0/24", "e 10.200.4.0/23",
        "w1 10.200.10.0/24", "w2 10.200.11.0/24", "w3 10.200.12.0/24", "x1 10.200.3.0/24",
        "y1 10.200.8.0/24", "y2 10.200.9.0/24", "z1 10.200.6.0/24", "z2 10.200.7.0/24",
      ]
    )
    let managed = text.replacing("/16}", with: "/16, podNetwork: flannel}")
      .replacing(", podCIDR: 10.200.1.0/25", with: "").replacing(
        ", podCIDR: 10.200.4.0/23",
        with: ""
      )
      .replacing(", firstPodCIDR: 10.200.8.0/24", with: "")
    let given = try ClusterSpec(reading: Array(managed.utf8))
    #expect(given.hosts.allSatisfy { $0.podCIDR == nil })
  }

  @Test func `a cluster may be of IPv6`() throws {
    let text = """
      apiVersion: kthwctl/v1alpha1
      kind: Cluster
      spec:
        kubernetesVersion: 1.36
        hosts:
        - {name: a, address: "fd00::1", roles: [etcd, control-plane, worker]}
        - {name: b, address: "fd00::2", roles: [worker]}
        network: {podCIDR: "fd00:10::/48", serviceCIDR: "fd00:32::/112"}
      """
    let spec = try ClusterSpec(reading: Array(text.utf8))
    #expect(spec.endpoint.description == "https://[fd00::1]:6443")
    #expect(spec.network.nodePrefixLength == 64)
    #expect(spec.network.clusterDNS.description == "fd00:32::a")
    #expect(spec.hosts[1].podCIDR?.description == "fd00:10:0:1::/64")
  }

  @Test(arguments: [
    ("http://192.168.26.21:6443", "\"http://192.168.26.21:6443\" does not begin with https://"),
    ("192.168.26.21:6443", "\"192.168.26.21:6443\" does not begin with https://"),
    (
      "https://192.168.26.21:6443/api",
      "\"https://192.168.26.21:6443/api\" has more than a host and a port"
    ),
    ("https://u@a:6443", "\"https://u@a:6443\" has more than a host and a port"),
    ("https://a:65536", "\"https://a:65536\" has no host, or no port from 1 to 65535"),
    ("https://a:", "\"https://a:\" has no host, or no port from 1 to 65535"),
    ("https://:6443", "\"https://:6443\" has no host, or no port from 1 to 65535"),
    ("https://", "\"https://\" has no host, or no port from 1 to 65535"),
    ("https://[fd00::1", "\"https://[fd00::1\" has no host, or no port from 1 to 65535"),
    ("https://fd00::1", "\"https://fd00::1\" has no host, or no port from 1 to 65535"),
    ("https://a_b c", "\"a_b c\" is neither a DNS name nor an IP address"),
    ("https://1.2.3", "\"1.2.3\" is neither a DNS name nor an IP address"),
    ("https://0.0.0.0:6443", "nobody can dial 0.0.0.0"),
    (
      "https://192.168.26.21",
      "nothing listens at port 443 of node-1: its API server has 6443"
    ),
  ])
  func `an endpoint is a URL at which something listens`(url: String, message: String) {
    #expect(problems(after: "  endpoint: \"\(url)\"") == ["9:13: spec.endpoint: " + message])
  }

  @Test func `several API servers need somebody who hands clients on`() {
    let second = "  - {name: b, address: 10.0.0.2, roles: [control-plane]}\n"
    #expect(
      problems(after: second) == [
        "4:3: spec.endpoint: there are 2 control-plane hosts and no load balancer, so somebody has "
          + "to say what clients dial"
      ]
    )
    #expect(problems(after: second + "  endpoint: https://api.example.org").isEmpty)
    #expect(
      problems(after: second + "  endpoint: https://localhost:6443") == [
        "10:13: spec.endpoint: every machine would dial itself at localhost"
      ]
    )
  }

  @Test func `two programs of a machine have two ports`() {
    let text = oneMachine.replacing("worker]", with: "load-balancer]")
    #expect(
      clusterProblems(text).map(\.description) == [
        "c.yaml:8:12: spec.hosts[0].roles: load balancer and API server of one machine both want port 6443"
      ]
    )
    let apart = text + "  endpoint: https://192.168.26.21:6443\n  network: {apiServerPort: 6444}\n"
    #expect(clusterProblems(apart).isEmpty)
    let taken = text + "  endpoint: https://192.168.26.21:2379\n"
    #expect(
      clusterProblems(taken).map(\.description) == [
        "c.yaml:8:12: spec.hosts[0].roles: the load balancer wants port 2379, which is that of etcd"
      ]
    )
    let health =
      text + "  endpoint: https://192.168.26.21:80\n  loadBalancer: {healthProxy: true}\n"
    #expect(
      clusterProblems(health).map(\.description) == [
        "c.yaml:8:12: spec.hosts[0].roles: load balancer and health proxy of one machine both want port 80"
      ]
    )
  }
}
