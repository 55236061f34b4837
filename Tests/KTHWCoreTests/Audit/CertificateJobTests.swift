import Testing

@testable import KTHWCore

struct CertificateJobTests {
  @Test(arguments: [
    ("pki/apiserver.crt", CertificateJob.apiServer), ("kubernetes.pem", .apiServer),
    ("kube-api-server.crt", .apiServer), ("pki/apiserver-kubelet-client.crt", .apiServerToKubelet),
    ("pki/apiserver-etcd-client.crt", .apiServerToEtcd), ("etcd/server.crt", .etcdServer),
    ("etcd/peer.crt", .etcdPeer), ("etcd/ca.crt", .etcdAuthority),
    ("pki/ca.crt", .clusterAuthority),
    ("etcd/healthcheck-client.crt", .etcdClient), ("controller-0-etcd-peer.pem", .etcdPeer),
    ("node-1-kubelet-serving.pem", .kubeletServing), ("node-1-kubelet.pem", .kubeletClient),
    ("front-proxy-ca.crt", .frontProxyAuthority), ("service-accounts.pem", .serviceAccount),
    ("kube-controller-manager.kubeconfig", .controllerManager),
    ("/etc/kubernetes/scheduler.conf", .scheduler), ("var/lib/kube-proxy/kubeconfig", .proxy),
    ("admin.kubeconfig", .administrator),
  ])
  func `a file's name says what its certificate does`(path: String, job: CertificateJob) {
    #expect(CertificateJob(path: path) == job)
  }

  @Test(arguments: ["server.crt", "var/lib/kubelet/kubelet.pem", "worker-0.pem", "tls.crt", ""])
  func `other names say nothing`(path: String) {
    #expect(CertificateJob(path: path) == nil)
  }

  @Test(arguments: [
    ("https://10.0.0.1:6443", "10.0.0.1"), ("https://[fd00::1]:6443/x", "fd00::1"),
    ("HTTPS://api.example.net", "api.example.net"), ("https://u@h:1", "h"),
  ])
  func `a URL names the host that is dialled`(url: String, host: String) {
    #expect(DialledURL.host(of: url) == host)
  }

  @Test(arguments: ["http://10.0.0.1:8080", "10.0.0.1", "", "https://"])
  func `what is dialled without TLS needs no name`(url: String) {
    #expect(DialledURL.host(of: url) == nil)
  }

  @Test func `addresses that mean every address are not dialled`() {
    #expect(DialledURL.hosts(in: "https://0.0.0.0:2379, https://10.0.0.1:2379") == ["10.0.0.1"])
    #expect(DialledURL.hosts(in: nil).isEmpty)
  }
}
