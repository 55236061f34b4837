import Testing

@testable import KTHWCore

/// What is wrong with ``oneMachine`` and some lines more, from line 9 on; a
/// problem is `line:column: field: message`.
func problems(after lines: String) -> [String] {
  clusterProblems(oneMachine + lines + "\n").map { problem in
    String(problem.description.dropFirst("c.yaml:".count))
  }
}

@Suite struct `Rules for machines` {
  @Test(arguments: [
    (
      "  - {name: node-1, address: 192.168.26.21, roles: [worker]}",
      [
        "9:12: spec.hosts[1].name: the name \"node-1\" is that of spec.hosts[0] already",
        "9:29: spec.hosts[1].address: the address 192.168.26.21 is that of spec.hosts[0] already",
      ]
    ),
    (
      "  - {name: Node-2, address: 192.168.26.022, roles: []}",
      [
        "9:12: spec.hosts[1].name: \"Node-2\" is not a node name",
        "9:29: spec.hosts[1].address: \"192.168.26.022\" is not an IP address",
        "9:52: spec.hosts[1].roles: a machine needs a role",
      ]
    ),
    (
      "  - {name: localhost, address: 192.168.26.23, roles: [worker, worker]}",
      [
        "9:12: spec.hosts[1].name: no machine can be named \"localhost\": every machine has that "
          + "name for itself",
        "9:63: spec.hosts[1].roles[1]: the role worker stands here twice",
      ]
    ),
    (
      "  - {name: a, address: 192.168.26.23, roles: worker, role: etcd}",
      [
        "9:46: spec.hosts[1].roles: expected a list, found a string",
        "9:54: spec.hosts[1]: unknown key \"role\"",
      ]
    ),
    (
      "  - {name: a, address: 192.168.26.2, hostnames: [node-1, a, x, X], roles: [worker]}",
      [
        "9:50: spec.hosts[1].hostnames[0]: \"node-1\" is the name of spec.hosts[0]",
        "9:58: spec.hosts[1].hostnames[1]: \"a\" is the machine's own name already",
        "9:64: spec.hosts[1].hostnames[3]: \"X\" stands here twice",
      ]
    ),
    (
      "  - {name: a, address: 192.168.26.2, hostnames: [a b, 1.2.3.4], roles: [worker]}",
      [
        "9:50: spec.hosts[1].hostnames[0]: the name \"a b\" is not a DNS name",
        "9:55: spec.hosts[1].hostnames[1]: \"1.2.3.4\" is an address",
      ]
    ),
    (
      "  - {name: a, address: 10.0.0.2, addresses: [192.168.26.21, 10.0.0.2, 1.1.1.1, 1.1.1.1], "
        + "roles: [worker]}",
      [
        "9:46: spec.hosts[1].addresses[0]: 192.168.26.21 is the address of spec.hosts[0]",
        "9:61: spec.hosts[1].addresses[1]: 10.0.0.2 is the machine's own address already",
        "9:80: spec.hosts[1].addresses[3]: 1.1.1.1 stands here twice",
      ]
    ),
  ])
  func `names and addresses are one machine's`(lines: String, found: [String]) {
    #expect(problems(after: lines) == found)
  }

  @Test(arguments: [
    (
      "127.0.0.1",
      "127.0.0.1 is a loopback address: pods and other machines reach no API server there"
    ),
    ("0.0.0.0", "0.0.0.0 is not the address of one machine"),
    ("224.0.0.7", "224.0.0.7 is not the address of one machine"),
    ("169.254.7.1", "169.254.7.1 is a link-local address, which Kubernetes takes for no endpoint"),
    ("fd00::1", "fd00::1 is of IPv6, and 192.168.26.21 of spec.hosts[0] is of IPv4"),
    ("10.200.9.1", "10.200.9.1 lies in 10.200.0.0/16, which is the pods'"),
    ("10.32.0.9", "10.32.0.9 lies in 10.32.0.0/24, which is the services'"),
    ("10.0.0.1/24", "\"10.0.0.1/24\" is not an IP address"),
    ("host", "\"host\" is not an IP address"),
  ])
  func `an address is one at which others reach a machine`(address: String, message: String) {
    let lines = "  - {name: a, address: \"\(address)\", roles: [worker]}"
    #expect(problems(after: lines) == ["9:24: spec.hosts[1].address: " + message])
  }

  @Test(arguments: [
    "admin", "break-glass", "kube-controller-manager", "kube-scheduler", "kube-proxy",
  ])
  func `no machine has the name of a shared kubeconfig`(name: String) {
    let lines = "  - {name: \(name), address: 10.0.0.1, roles: [worker]}"
    #expect(
      problems(after: lines) == [
        "9:12: spec.hosts[1].name: no machine can be named \"\(name)\": "
          + "kubeconfigs/\(name).kubeconfig is another's"
      ]
    )
  }

  @Test(arguments: [
    ("name: w", "9:23: spec.hostRanges[0].name: \"w\" has no place for the number"),
    (
      "name: w%s", "9:23: spec.hostRanges[0].name: \"w%s\" has a % that is neither %d nor like %04d"
    ),
    (
      "name: w%4d",
      "9:23: spec.hostRanges[0].name: \"w%4d\" has a % that is neither %d nor like %04d"
    ),
    ("name: w%d%d", "9:23: spec.hostRanges[0].name: \"w%d%d\" has more than one %"),
    ("name: W%d", "9:23: spec.hostRanges[0].name: \"W1\" is not a node name"),
    ("name: w%d-", "9:23: spec.hostRanges[0].name: \"w1-\" is not a node name"),
    (
      "name: node-%d",
      "9:23: spec.hostRanges[0].name: the name \"node-1\" is that of spec.hosts[0] already"
    ),
  ])
  func `a range's name has one place for a number`(name: String, found: String) {
    let lines = "  hostRanges: [{\(name), count: 3, firstAddress: 10.1.0.1, roles: [worker]}]"
    #expect(problems(after: lines) == [found])
  }

  @Test(arguments: [
    (
      "count: 0",
      "9:35: spec.hostRanges[0].count: expected a whole number from 1 to 100000, found 0"
    ),
    (
      "count: 100001",
      "9:35: spec.hostRanges[0].count: expected a whole number from 1 to 100000, found 100001"
    ),
    (
      "count: 99999999999999999999",
      "9:35: spec.hostRanges[0].count: expected a whole number from 1 to 100000, "
        + "found 99999999999999999999"
    ),
    ("count: many", "9:35: spec.hostRanges[0].count: expected a whole number, found a string"),
    (
      "count: 3, firstNumber: -1",
      "9:51: spec.hostRanges[0].firstNumber: expected a whole number from 0 to 999999999, found -1"
    ),
  ])
  func `a range has an end`(count: String, found: String) {
    let lines = "  hostRanges: [{name: w%d, \(count), firstAddress: 10.1.0.1, roles: [worker]}]"
    #expect(problems(after: lines) == [found])
  }

  @Test(arguments: [
    ("255.255.255.0", 300, "there are not 300 addresses from 255.255.255.0 on"),
    ("192.168.26.2", 30, "the address 192.168.26.21 is that of spec.hosts[0] already"),
    (
      "126.255.255.250", 30,
      "a machine's address is a loopback address: pods and other machines reach no API server there"
    ),
    (
      "10.199.255.250", 9,
      "the addresses from 10.199.255.250 on lie in 10.200.0.0/16, which is the pods'"
    ),
  ])
  func `a range's addresses are free to its end`(first: String, count: Int, message: String) {
    let lines = """
        network: {nodePodPrefix: 25}
        hostRanges: [{name: w%d, count: \(count), firstAddress: \(first), roles: [worker]}]
      """
    let column = 51 + String(count).count
    #expect(problems(after: lines) == ["10:\(column): spec.hostRanges[0].firstAddress: " + message])
  }

  @Test func `ranges clash with each other`() {
    let lines = """
        hostRanges:
        - {name: "%d", count: 30, firstAddress: 10.9.1.0, roles: [worker]}
        - {name: "%02d", count: 30, firstNumber: 9, firstAddress: 10.9.1.29, roles: [worker]}
      """
    #expect(
      problems(after: lines) == [
        "11:12: spec.hostRanges[1].name: the name \"10\" is that of spec.hostRanges[0] already",
        "11:61: spec.hostRanges[1].firstAddress: the address 10.9.1.29 is that of "
          + "spec.hostRanges[0] already",
      ]
    )
  }

  @Test func `a cluster needs a store, an API server and machines`() {
    let head = "apiVersion: kthwctl/v1alpha1\nkind: Cluster\nspec:\n  kubernetesVersion: 1.36\n"
    #expect(
      clusterProblems(head).map(\.description) == ["c.yaml:4:3: spec.hosts: there are no machines"]
    )
    let idle = head + "  hosts: [{name: a, address: 10.0.0.1, roles: [worker]}]\n"
    #expect(
      clusterProblems(idle).map(\.description) == [
        "c.yaml:5:10: spec.hosts: no machine has the role etcd, so nothing keeps the cluster's state",
        "c.yaml:5:10: spec.hosts: no machine has the role control-plane, so nothing runs the API server",
      ]
    )
  }

  @Test func `machines may share a virtual address and a name for it`() throws {
    let lines = """
        - {name: l1, address: 10.0.0.1, addresses: [10.0.0.9], hostnames: [lb], roles: [load-balancer]}
        - {name: l2, address: 10.0.0.2, addresses: [10.0.0.9], hostnames: [lb], roles: [load-balancer]}
        endpoint: https://lb:6443
      """
    #expect(problems(after: lines).isEmpty)
  }
}
