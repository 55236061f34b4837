import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What is found where one flag, or one field, of a tree of generate is
/// changed; without the change nothing is found there.
@Suite struct `A flag that names something else is found` {
  /// A change and what must be found because of it.
  struct Change: CustomTestStringConvertible {
    let rule: String
    /// The file that is changed, below the machines.
    let file: String
    let old: String
    let new: String
    /// The file in which it is found.
    let place: String

    init(_ rule: String, in file: String, _ old: String, _ new: String, at place: String? = nil) {
      self.rule = rule
      self.file = file
      self.old = old
      self.new = new
      self.place = place ?? file
    }

    var testDescription: String { "\(rule): \(new)" }
  }

  private static let units = "controller-1/etc/systemd/system/"
  private static let server = units + "kube-apiserver.service"
  private static let manager = units + "kube-controller-manager.service"
  private static let store = units + "etcd.service"
  private static let node = "node-1/var/lib/kubelet/kubelet-config.yaml"
  private static let pki = "/var/lib/kubernetes/"

  static let references = [
    Change("KTHW-REF-001", in: server, "--client-ca-file=\(pki)ca.pem", "--client-ca-file=/no.pem"),
    Change(
      "KTHW-REF-002",
      in: server,
      "--tls-cert-file=\(pki)kube-apiserver.pem",
      "--tls-cert-file=\(pki)kube-apiserver-key.pem"
    ),
    Change(
      "KTHW-REF-002",
      in: server,
      "--audit-policy-file=/etc/kubernetes/config/audit-policy.yaml",
      "--audit-policy-file=\(pki)ca.pem"
    ),
    Change(
      "KTHW-REF-003",
      in: server,
      "--tls-private-key-file=\(pki)kube-apiserver-key.pem",
      "--tls-private-key-file=\(pki)kube-apiserver-etcd-client-key.pem"
    ),
    Change(
      "KTHW-REF-004",
      in: manager,
      "--service-account-private-key-file=\(pki)service-account-key.pem",
      "--service-account-private-key-file=\(pki)kube-apiserver-key.pem"
    ),
    Change(
      "KTHW-REF-006",
      in: server,
      "--client-ca-file=\(pki)ca.pem",
      "--client-ca-file=\(pki)kube-apiserver.pem"
    ),
    Change(
      "KTHW-FLAG-064",
      in: node,
      "containerRuntimeEndpoint: unix:///run/containerd/containerd.sock\n",
      "",
      at: "node-1/etc/systemd/system/kubelet.service"
    ),
  ]

  static let trust = [
    Change(
      "KTHW-TRUST-001",
      in: server,
      "--client-ca-file=\(pki)ca.pem",
      "--client-ca-file=\(pki)etcd-ca.pem",
      at: store
    ),
    Change(
      "KTHW-TRUST-002",
      in: manager,
      "--root-ca-file=",
      "--cluster-signing-cert-file=\(pki)front-proxy-ca.pem \\\n  --root-ca-file="
    ),
    Change(
      "KTHW-TRUST-003",
      in: manager,
      "--root-ca-file=\(pki)ca.pem",
      "--root-ca-file=\(pki)front-proxy-ca.pem"
    ),
    Change(
      "KTHW-TRUST-004",
      in: server,
      "front-proxy-ca.pem \\\n  --requestheader-allowed-names=front-proxy-client",
      "ca.pem"
    ),
    Change("KTHW-TRUST-005", in: server, "front-proxy-ca.pem", "ca.pem"),
    Change(
      "KTHW-TRUST-006",
      in: server,
      "--proxy-client-cert-file=\(pki)front-proxy-client.pem",
      "--proxy-client-cert-file=\(pki)kube-apiserver-kubelet-client.pem"
    ),
    Change("KTHW-TRUST-007", in: server, "names=front-proxy-client", "names=somebody"),
    Change(
      "KTHW-TRUST-008",
      in: server,
      "--etcd-certfile=\(pki)kube-apiserver-etcd-client.pem",
      "--etcd-certfile=\(pki)kube-apiserver-kubelet-client.pem"
    ),
    Change(
      "KTHW-TRUST-009",
      in: server,
      "--etcd-cafile=\(pki)etcd-ca.pem",
      "--etcd-cafile=\(pki)ca.pem"
    ),
    Change(
      "KTHW-TRUST-010",
      in: server,
      "--tls-cert-file=\(pki)kube-apiserver.pem",
      "--tls-cert-file=\(pki)kube-apiserver-kubelet-client.pem"
    ),
    Change(
      "KTHW-TRUST-012",
      in: server,
      "--kubelet-client-certificate=\(pki)kube-apiserver-kubelet-client.pem",
      "--kubelet-client-certificate=\(pki)kube-apiserver-etcd-client.pem",
      at: node
    ),
    Change(
      "KTHW-TRUST-013",
      in: server,
      "--kubelet-certificate-authority=\(pki)ca.pem",
      "--kubelet-certificate-authority=\(pki)front-proxy-ca.pem",
      at: node
    ),
  ]

  static let clusters = [
    Change(
      "KTHW-TRUST-016",
      in: store,
      "--peer-trusted-ca-file=/etc/etcd/ca.pem",
      "--peer-trusted-ca-file=\(pki)front-proxy-ca.pem"
    ),
    Change(
      "KTHW-ID-006",
      in: manager,
      "--kubeconfig=\(pki)kube-controller-manager.kubeconfig",
      "--kubeconfig=\(pki)kube-scheduler.kubeconfig"
    ),
    Change(
      "KTHW-TRUST-015",
      in: server,
      "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
      "--service-account-issuer=https://kubernetes.default.svc",
      at: "controller-2/etc/systemd/system/kube-apiserver.service"
    ),
    Change(
      "KTHW-ETCD-007",
      in: store,
      "--initial-cluster-token=",
      "--initial-cluster-token=another-",
      at: "controller-2/etc/systemd/system/etcd.service"
    ),
    Change("KTHW-ETCD-008", in: server, "https://192.168.26.13:2379", "https://192.168.26.14:2379"),
  ]

  @Test(arguments: references + trust + clusters)
  func `in the tree of three controllers`(change: Change) throws {
    try expect(change, in: .haHAProxy, version: "1.36")
  }

  @Test func `a client of another authority is told of in its kubeconfig`() throws {
    let server = "node-1/etc/systemd/system/kube-apiserver.service"
    try expect(
      Change(
        "KTHW-TRUST-014",
        in: server,
        "--client-ca-file=/var/lib/kubernetes/ca.pem",
        "--client-ca-file=/var/lib/kubernetes/front-proxy-ca.pem",
        at: "node-1/var/lib/kubelet/kubeconfig"
      ),
      in: .singleNode,
      version: "1.36"
    )
  }

  @Test func `a number of servers is counted where it is read`() throws {
    try expect(
      Change("KTHW-FLAG-049", in: Self.server, "--apiserver-count=3", "--apiserver-count=5"),
      in: .haHAProxy,
      version: "1.10"
    )
  }

  @Test func `a single server sends nobody away`() throws {
    let server = "node-1/etc/systemd/system/kube-apiserver.service"
    try expect(
      Change(
        "KTHW-FLAG-050",
        in: server,
        "--profiling=false",
        "--profiling=false \\\n  --goaway-chance=0.001"
      ),
      in: .singleNode,
      version: "1.36"
    )
  }

  private func expect(_ change: Change, in starter: ClusterStarter, version: String) throws {
    let tree = try MadeTree(starter, version: version)
    let file = "out/hosts/" + change.file
    let text = try tree.scratch.text(file)
    try #require(text.contains(change.old), "\(text)")
    let wanted = "\(change.rule) hosts/\(change.place)"
    #expect(try !tree.broken().contains(wanted))
    try tree.scratch.write(file, text.replacing(change.old, with: change.new, maxReplacements: 1))
    let broken = try tree.broken()
    #expect(broken.contains(wanted), "\(broken)")
  }
}
