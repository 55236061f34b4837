import Testing

@testable import KTHWCore

/// What is known of flags is what release notes and sources say.
@Suite struct FlagFactTests {
  @Test(
    arguments: [
      ("kube-apiserver", "insecure-port", 19, .deprecated(since: 10)),
      ("kube-apiserver", "insecure-port", 20, .inert(since: 20)),
      ("kube-apiserver", "insecure-port", 24, .removed(last: 23)),
      ("kube-apiserver", "kubelet-https", 21, .deprecated(since: 19)),
      ("kube-apiserver", "kubelet-https", 22, .removed(last: 21)),
      ("kube-apiserver", "admission-control", 36, .deprecated(since: 10)),
      ("kube-apiserver", "encryption-provider-config", 12, .notYet(first: 13)),
      ("kube-apiserver", "encryption-provider-config", 13, .taken),
      ("kube-apiserver", "experimental-encryption-provider-config", 23, .deprecated(since: 13)),
      ("kube-apiserver", "experimental-encryption-provider-config", 24, .removed(last: 23)),
      ("kube-apiserver", "enable-swagger-ui", 14, .inert(since: 14)),
      ("kube-apiserver", "enable-swagger-ui", 24, .removed(last: 23)),
      ("kube-apiserver", "cloud-provider", 33, .removed(last: 32)),
      ("kube-apiserver", "apiserver-count", 36, .deprecated(since: 24)),
      ("kube-apiserver", "goaway-chance", 17, .notYet(first: 18)),
      ("kube-controller-manager", "port", 23, .inert(since: 22)),
      ("kube-controller-manager", "port", 24, .removed(last: 23)),
      ("kube-controller-manager", "experimental-cluster-signing-duration", 25, .removed(last: 24)),
      ("kube-controller-manager", "pod-eviction-timeout", 27, .removed(last: 26)),
      ("kube-scheduler", "port", 23, .inert(since: 23)),
      ("kube-scheduler", "port", 24, .removed(last: 23)),
      ("kubelet", "allow-privileged", 14, .taken),
      ("kubelet", "allow-privileged", 15, .removed(last: 14)),
      ("kubelet", "network-plugin", 24, .removed(last: 23)),
      ("kubelet", "container-runtime", 26, .deprecated(since: 24)),
      ("kubelet", "container-runtime", 27, .removed(last: 26)),
      ("kubelet", "container-runtime-endpoint", 36, .taken),
      ("kubelet", "pod-infra-container-image", 34, .deprecated(since: 24)),
      ("kubelet", "pod-infra-container-image", 35, .removed(last: 34)),
      ("kubelet", "logtostderr", 26, .removed(last: 25)),
      ("kube-proxy", "cleanup-iptables", 15, .removed(last: 14)),
      ("etcd", "enable-v2", 6, .removed(last: 5)),
      ("etcd", "feature-gates", 5, .notYet(first: 6)),
      ("etcd", "experimental-initial-corrupt-check", 6, .deprecated(since: 6)),
      ("etcd", "experimental-initial-corrupt-check", 7, .removed(last: 6)),
    ] as [(String, String, Int, FlagFact.Standing)]
  )
  func `a flag stands as it does in that release`(
    program: String,
    flag: String,
    minor: Int,
    standing: FlagFact.Standing
  ) throws {
    let known = try #require(ComponentProgram(rawValue: program))
    let fact = try #require(ComponentFlags.table(for: known).fact(named: flag))
    #expect(fact.standing(in: minor) == standing)
  }

  @Test func `values that a release chokes on are known, wherever they stand in a list`() {
    let table = ComponentFlags.table(for: .kubeAPIServer)
    func found(_ flag: String, _ value: String, _ minor: Int) -> [Bool] {
      table.facts(ofValue: value, for: flag, in: minor).map(\.isFatal)
    }
    #expect(found("enable-admission-plugins", "NodeRestriction,Initializers", 14) == [true])
    #expect(found("enable-admission-plugins", "NodeRestriction,Initializers", 13) == [])
    #expect(found("enable-admission-plugins", "NodeRestriction", 36) == [])
    #expect(found("runtime-config", "api/all", 14) == [false])
    #expect(found("runtime-config", "api/all", 17) == [true])
    #expect(found("runtime-config", "api/all=true", 36) == [])
    #expect(found("audit-log-path", "api/all", 36) == [])
  }

  @Test func `a flag that nobody knows has no facts`() {
    #expect(ComponentFlags.table(for: .kubeAPIServer).fact(named: "etc-servers") == nil)
    #expect(ComponentFlags.table(for: .etcd).fact(named: "") == nil)
  }
}
