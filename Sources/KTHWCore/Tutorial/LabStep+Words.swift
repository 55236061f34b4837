extension LabStep.Kind {
  /// The heading.
  var title: String {
    switch self {
    case .description: "The cluster, described"
    case .authorities: "Authorities"
    case .certificates: "Keys and certificates"
    case .kubeconfigs: "Kubeconfigs"
    case .encryption: "The key of what is stored"
    case .controlPlane: "etcd and the control plane"
    case .loadBalancer: "The load balancer"
    case .workers: "Workers"
    case .proof: "Everything, held against everything"
    case .connections: "Who can talk to whom"
    case .copying: "Onto the machines"
    }
  }

  /// What it makes, and who reads it.
  var text: String {
    switch self {
    case .description:
      """
      cluster.yaml says which machines there are, what each of them does, and which addresses \
      pods and services have. Everything that follows is made from it, so that a name or an \
      address stands in one place. You may change it now; the later steps follow it.
      """
    case .authorities:
      """
      Three keys with certificates that sign all others: one for the API and its clients, one for \
      etcd, one for servers that extend the API. Who trusts one of them trusts everybody that it \
      signed, so a client of the API is nobody to etcd. The keys stay on this machine.
      """
    case .certificates:
      """
      A key and a certificate for every program, for every machine, and for you. To the API \
      server the common name is the user and the organization the group; a server is believed \
      for the names and addresses in its certificate and for no others.
      """
    case .kubeconfigs:
      """
      A file for each client of the API: where the API is, which authority to trust there, and \
      the key and certificate to show. Kubelets and kube-proxy dial the cluster's endpoint, what \
      runs beside an API server dials that one.
      """
    case .encryption:
      """
      A random key by which API servers encrypt Secrets before etcd stores them. All API servers \
      have the same file; without it nobody reads what was stored, so it belongs into your backup.
      """
    case .controlPlane:
      """
      For each machine of the control plane an overlay of its root: units, configurations and the \
      credentials that its programs read, with final paths and modes. manifests has what the \
      cluster itself is told later, rights and DNS among it.
      """
    case .loadBalancer:
      """
      The load balancer hands connections on to the API servers as they are, so that TLS begins \
      and ends with the API server. Its address stands in the API server's certificate, because \
      clients dial it.
      """
    case .workers:
      """
      For each worker the kubelet's credential, which is good for that node's name alone, a \
      serving certificate for its logs and shells, and the configuration of containerd, of the \
      pods' network and of kube-proxy.
      """
    case .proof:
      """
      Every file by itself and against the others: chains, names, flags that name files, members \
      that must agree, modes, ends. What would show as a log line of a program that does not \
      start shows here, before there is a program.
      """
    case .connections:
      """
      Every connection of the cluster as a TLS handshake in memory, with the files that the two \
      programs will have, and whom the server takes the client for.
      """
    case .copying:
      """
      Each overlay goes onto its machine's root through ssh, because there are keys in it. \
      Programs are not in it: those are yours to install. After that the machines start, and the \
      smoke test says what works.
      """
    }
  }

  /// What makes the same in a shell.
  func commands(like starter: ClusterStarter, for spec: ClusterSpec) -> [String] {
    let generate = "kthwctl generate cluster.yaml"
    switch self {
    case .description: return ["kthwctl init --like \(starter.rawValue) --out cluster.yaml"]
    case .authorities, .certificates, .kubeconfigs, .encryption:
      return [generate + " --credentials-only"]
    case .controlPlane, .loadBalancer, .workers:
      let names = Lab.hosts(of: self, in: spec).prefix(LabStep.namesInACommand + 1)
      guard names.count <= LabStep.namesInACommand else { return [generate] }
      return [generate + " --only " + names.map(\.name.text).joined(separator: ",")]
    case .proof: return ["kthwctl verify out"]
    case .connections: return ["kthwctl matrix out"]
    case .copying: return copying(spec)
    }
  }

  private func copying(_ spec: ClusterSpec) -> [String] {
    spec.hosts.prefix(LabStep.namesInACommand).map { host in
      "tar -C out/hosts/\(host.name) --owner=0 --group=0 -c . "
        + "| ssh root@\(host.address) tar -C / --no-overwrite-dir -x"
    }
  }
}

extension LabStep {
  /// Of more machines than these not all are named.
  static let namesInACommand = 8
}
