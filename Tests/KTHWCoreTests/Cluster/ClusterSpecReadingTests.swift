import Testing

@testable import KTHWCore

/// A cluster.yaml of one machine, to be altered.
let oneMachine = """
  apiVersion: kthwctl/v1alpha1
  kind: Cluster
  spec:
    kubernetesVersion: 1.36
    hosts:
    - name: node-1
      address: 192.168.26.21
      roles: [etcd, control-plane, worker]

  """

/// What reading a text as cluster.yaml finds wrong.
func clusterProblems(_ text: String) -> [Problem] {
  do {
    _ = try ClusterSpec(reading: Array(text.utf8), file: "c.yaml")
    return []
  } catch let error as KTHWError {
    return error.problems
  } catch {
    return [Problem(.syntax, "\(error)")]
  }
}

@Suite struct `Reading cluster.yaml` {
  @Test func `what is not written has the table's default`() throws {
    let spec = try ClusterSpec(reading: Array(oneMachine.utf8))
    #expect(spec.name == "kubernetes-the-hard-way")
    #expect(spec.kubernetesVersion.description == "1.36")
    #expect(spec.endpoint.description == "https://192.168.26.21:6443")
    #expect(spec.hosts.listed[0].podCIDR?.description == "10.200.0.0/24")
    #expect(spec.network.clusterDNS.description == "10.32.0.10")
    #expect(spec.network.nodePrefixLength == 24)
    #expect(spec.network.apiServerPort == 6443)
    #expect(spec.network.podNetwork == .routes)
    #expect(spec.loadBalancer == LoadBalancer(kind: .haproxy, healthProxy: false))
    #expect(spec.pki.key == .p256)
    #expect(spec.pki.authorityLifetime == .hours(87600))
    #expect(spec.pki.leafLifetime == .hours(8760))
    #expect(spec.pki.renewBefore == .days(30))
    #expect(spec.encryption == EncryptionSettings())
    #expect(spec.versions == .recommended(for: .newest))
    #expect(spec.programDirectory == "/usr/local/bin")
    #expect(spec.doubts().isEmpty)
  }

  @Test func `the file and the initialiser have the same defaults`() throws {
    let host = ClusterHost(
      name: try NodeName("node-1"),
      address: try IPAddress("192.168.26.21"),
      roles: [.etcd, .controlPlane, .worker]
    )
    let read = try ClusterSpec(reading: Array(oneMachine.utf8))
    #expect(try ClusterSpec(hosts: ClusterHosts([host])) == read)
  }

  @Test func `every field is read`() throws {
    let spec = try ClusterSpec(reading: Array(allFields.utf8))
    #expect(spec.name == "lab")
    #expect(spec.kubernetesVersion.minor == 30)
    #expect(spec.endpoint == ServerEndpoint(host: "api.example.org", port: 443))
    #expect(spec.hosts.listed.map(\.name.text) == ["lb", "c1", "w1"])
    #expect(spec.hosts.listed[1].hostnames == ["c1.example.org"])
    #expect(spec.hosts.listed[1].addresses.map(\.description) == ["10.0.0.11"])
    #expect(spec.hosts.listed[2].podCIDR?.description == "10.64.0.0/24")
    #expect(spec.hosts.ranges[0].count == 3)
    #expect(spec.hosts[5].name.text == "node-0009.lab")
    #expect(spec.hosts[5].address.description == "10.1.0.3")
    #expect(spec.hosts[5].podCIDR?.description == "10.64.9.0/24")
    #expect(spec.network.serviceCIDR.description == "10.96.0.0/16")
    #expect(spec.network.clusterDNS.description == "10.96.0.53")
    #expect(spec.network.clusterDomain == "k8s.local")
    #expect(spec.network.apiServerPort == 6444)
    #expect(spec.loadBalancer == LoadBalancer(kind: .nginx, healthProxy: true))
    #expect(spec.pki.hierarchy == .single)
    #expect(spec.pki.key == .rsa(bits: 3072))
    #expect(spec.pki.subject.map(\.description) == ["OU=Hard Way", "C=LU", "L=Wiltz", "ST=North"])
    #expect(spec.pki.authorityLifetime == .days(3650))
    #expect(spec.pki.leafLifetime == .hours(4380))
    #expect(spec.pki.renewBefore == .days(14))
    #expect(spec.pki.clusterSigning)
    #expect(spec.encryption.resources == ["secrets", "configmaps"])
    guard case .keyService(let service) = spec.encryption.provider else {
      Issue.record("\(spec.encryption.provider)")
      return
    }
    #expect(service.version == .v2 && service.name == "vault" && service.timeout == .seconds(5))
    #expect(spec.layout == .kubeadm)
    #expect(spec.programDirectory == "/opt/bin")
    #expect(spec.versions.pause.description == "3.10")
    #expect(spec.versions.etcd.description == "3.5.21")
    #expect(
      spec.extraArguments["kube-apiserver"] == [
        ExtraArgument("v", "2"), ExtraArgument("goaway-chance", "0.001"),
        ExtraArgument("anonymous-auth", "false"), ExtraArgument("audit-log-maxage", "1_0"),
      ]
    )
    #expect(spec.extraArguments.count == 1)
  }

  @Test(arguments: [
    ("1.36", "1.36"), ("1.30", "1.30"), ("\"1.30\"", "1.30"), ("v1.24.17", "1.24.17"),
    ("1.10", "1.10"), ("'1.29.3'", "1.29.3"),
  ])
  func `a version is taken as it is written`(written: String, version: String) throws {
    let text = oneMachine.replacing("1.36", with: written)
    #expect(try ClusterSpec(reading: Array(text.utf8)).kubernetesVersion.description == version)
  }

  @Test func `JSON is read as well, with lines and columns`() throws {
    let json = """
      {"apiVersion": "kthwctl/v1alpha1", "kind": "Cluster", "spec": {
      \t"kubernetesVersion": "1.36",
        "hosts": [{"name": "a", "address": "10.0.0.1", "roles": ["etcd", "control-plane"]}]
      }}
      """
    let spec = try ClusterSpec(reading: Array(json.utf8))
    #expect(spec.endpoint.description == "https://10.0.0.1:6443")
    #expect(
      clusterProblems(json.replacing("10.0.0.1", with: "10.0.0.01")).map(\.description) == [
        "c.yaml:3:38: spec.hosts[0].address: \"10.0.0.01\" is not an IP address"
      ]
    )
  }

  @Test func `all problems are told at once, in the order of the text`() {
    let text = """
      apiVersion: v1
      kind: Cluster
      metdata:
        name: x
      spec:
        kubernetesVersion: 1.37
        hosts:
        - name: node-1
          adress: 10.0.0.1
          roles: [etcd, control-plan]
        - name: node-1
          address: 10.0.0.5/24
          roles: [worker]
        network:
          podCIDR: 10.0.0.5/24
          podNetwork: rutes
          clusterDNS: 10.33.0.10
        pki:
          expiry: {leaf: 1 year}
      """
    #expect(
      clusterProblems(text).map(\.description) == [
        "c.yaml:1:13: apiVersion: \"v1\" is not known here, only \"kthwctl/v1alpha1\"",
        "c.yaml:3:1: unknown key \"metdata\"",
        "c.yaml:6:22: spec.kubernetesVersion: Kubernetes \"1.37\" is not known here, only 1.10 to 1.36",
        "c.yaml:8:5: spec.hosts[0].address: required, but missing",
        "c.yaml:9:5: spec.hosts[0]: unknown key \"adress\"",
        "c.yaml:10:19: spec.hosts[0].roles[1]: expected one of etcd, control-plane, worker, "
          + "load-balancer, found \"control-plan\"",
        "c.yaml:11:11: spec.hosts[1].name: the name \"node-1\" is that of spec.hosts[0] already",
        "c.yaml:12:14: spec.hosts[1].address: \"10.0.0.5/24\" is not an IP address",
        "c.yaml:15:14: spec.network.podCIDR: 10.0.0.5/24 has host bits set",
        "c.yaml:16:17: spec.network.podNetwork: expected one of routes, flannel, none, found \"rutes\"",
        "c.yaml:17:17: spec.network.clusterDNS: 10.33.0.10 lies outside of 10.32.0.0/24 of the services",
        "c.yaml:19:20: spec.pki.expiry.leaf: time: unknown unit \" year\" in duration \"1 year\"",
      ]
    )
    #expect(clusterProblems(text).compactMap(\.hint).contains("did you mean \"metadata\"?"))
    #expect(clusterProblems(text).compactMap(\.hint).contains("did you mean \"address\"?"))
    #expect(clusterProblems(text).compactMap(\.hint).contains("the nearest is 1.36"))
  }
}

/// A cluster.yaml in which every field is written down.
let allFields = """
  apiVersion: kthwctl/v1alpha1
  kind: Cluster
  metadata: {name: lab}
  spec:
    kubernetesVersion: 1.30
    endpoint: https://api.example.org
    hosts:
    - {name: lb, address: 10.0.1.10, hostnames: [api.example.org], roles: [load-balancer]}
    - name: c1
      address: 10.0.1.11
      hostnames: [c1.example.org]
      addresses: [10.0.0.11]
      roles: [etcd, control-plane]
    - {name: w1, address: 10.0.1.21, roles: [worker], podCIDR: 10.64.0.0/24}
    hostRanges:
    - name: node-%04d.lab
      count: 3
      firstNumber: 7
      firstAddress: 10.1.0.1
      roles: [worker]
      firstPodCIDR: 10.64.7.0/24
    network:
      podCIDR: 10.64.0.0/12
      nodePodPrefix: 24
      serviceCIDR: 10.96.0.0/16
      clusterDomain: k8s.local
      clusterDNS: 10.96.0.53
      podNetwork: routes
      apiServerPort: 6444
    loadBalancer: {kind: nginx, healthProxy: true}
    pki:
      hierarchy: single
      key: {algo: rsa, size: 3072}
      subject: {OU: Hard Way, C: LU, L: Wiltz, ST: North}
      expiry: {ca: 3650d, leaf: 4380h, renewBefore: 2w}
      nodeCredentials: certificates
      clusterSigning: true
    encryption:
      provider: kms
      resources: [secrets, configmaps]
      kms: {name: vault, endpoint: unix:///run/kms.sock, timeout: 5s, version: v2}
    layout: kubeadm
    programDirectory: /opt/bin
    versions: {etcd: v3.5.21, containerd: 2.0.4, coreDNS: 1.11.3, pause: 3.10, flannel: 0.26.7}
    extraArgs:
      kube-apiserver: {v: 2, goaway-chance: 0.001, anonymous-auth: false, audit-log-maxage: 1_0}

  """
