import Testing

@testable import KTHWCore

@Suite struct `Doubts about a cluster` {
  private func doubts(_ lines: String) throws -> [String] {
    let text = oneMachine + lines + "\n"
    return try ClusterSpec.reading(Array(text.utf8), file: "c.yaml").doubts.map(\.description)
  }

  @Test(arguments: [
    (
      "  - {name: b, address: 10.0.0.2, roles: [etcd]}",
      "c.yaml:9:41: spec.hosts[1].roles: 2 etcd members bear the loss of no more than 1 would"
    ),
    (
      "  pki: {hierarchy: single}",
      "c.yaml:9:20: spec.pki.hierarchy: with one authority, every certificate of the cluster opens etcd"
    ),
    (
      "  encryption: {provider: none}",
      "c.yaml:9:26: spec.encryption.provider: secrets are stored in plain text"
    ),
    (
      "  encryption: {provider: aescbc}",
      "c.yaml:9:26: spec.encryption.provider: aescbc is weak against padding oracles"
    ),
    (
      "  encryption: {provider: kms, kms: {name: a, endpoint: \"unix:///x\", version: v1}}",
      "c.yaml:9:78: spec.encryption.kms.version: v1 is off by default since 1.29"
    ),
    (
      "  endpoint: https://api.example.org:6443",
      "c.yaml:9:13: spec.endpoint: no machine here has the name or address api.example.org"
    ),
    (
      "  endpoint: https://localhost:6443",
      "c.yaml:9:13: spec.endpoint: nobody but the machine itself can dial localhost"
    ),
    (
      "  network: {podNetwork: none}",
      "c.yaml:9:25: spec.network.podNetwork: machines stay NotReady until a pod network is installed"
    ),
    (
      "  network: {nodePodPrefix: 26}",
      "c.yaml:9:28: spec.network.nodePodPrefix: blocks of /26 have fewer addresses than a kubelet runs "
        + "pods (110)"
    ),
    (
      "  versions: {etcd: 3.5.1}",
      "c.yaml:9:20: spec.versions.etcd: etcd 3.5.0 to 3.5.2 can lose data"
    ),
    (
      "  extraArgs: {kube-apiserver: {tls-cert-file: /a, v: 2}}",
      "c.yaml:9:47: spec.extraArgs.kube-apiserver.tls-cert-file: --tls-cert-file takes another file than "
        + "the one that is laid out for kube-apiserver"
    ),
  ])
  func `what may be regretted is told`(lines: String, doubt: String) throws {
    #expect(try doubts(lines) == [doubt])
  }

  @Test func `a store of one member behind several API servers is told`() throws {
    let lines = """
        - {name: lb, address: 10.0.0.9, roles: [load-balancer]}
        - {name: b, address: 10.0.0.2, roles: [control-plane]}
      """
    #expect(try doubts(lines).count == 1)
    let bare = lines.replacing(
      "  - {name: lb, address: 10.0.0.9, roles: [load-balancer]}\n",
      with: ""
    )
    #expect(
      try doubts(bare + "\n  endpoint: https://10.0.0.2:6443").last
        == "c.yaml:10:13: spec.endpoint: all clients dial b, and the other API servers help nobody"
    )
  }
}
