extension ClusterStarter {
  /// What clients dial.
  var endpoint: String {
    switch self {
    case .standard:
      """
        # What kubelets and people dial. Without this line it is the one control-plane host.
        # endpoint: https://192.168.56.11:6443
      """
    case .singleNode:
      """
        # What kubelet and people dial. Without this line it is the machine's own address.
        # endpoint: https://192.168.56.10:6443
      """
    case .minimal:
      """
        # What kubelets and people dial. Without this line it is the one control-plane host.
        # endpoint: https://192.168.56.11:6443
      """
    case .multiMaster:
      """
        # What kubelets and people dial: the load balancer, which is also found without this line.
        endpoint: https://10.128.15.226:6443
      """
    case .haHAProxy:
      """
        # What kubelets and people dial: the load balancer, which is also found without this line.
        endpoint: https://192.168.26.10:6443
      """
    case .twoControllers:
      """
        # What kubelets and people dial: the load balancer, which is also found without this line.
        endpoint: https://172.31.23.61:6443
      """
    }
  }

  /// Addresses of pods and services.
  var network: String {
    let pods: (cidr: String, comment: String) =
      self == .minimal
      ? ("10.99.0.0/16", "of which every worker has a /24")
      : ("10.200.0.0/16", "of which every worker gets the next free /24")
    return """
        # Machines, pods and services have addresses of their own: no two of these may overlap.
        network:
          podCIDR: \(pods.cidr)      # pods, \(pods.comment)
          serviceCIDR: 10.32.0.0/24   # services; the first address is the API server's
          clusterDNS: 10.32.0.10      # the DNS service, whom every pod asks
          clusterDomain: cluster.local
          podNetwork: routes          # a route to every other machine's pods, for one network
                                      # segment; or flannel, or none and you install one
      """
  }

  /// The program on the load balancer, where there is one.
  var balancer: String? {
    switch self {
    case .standard, .singleNode, .minimal: nil
    case .multiMaster:
      """
        # It passes TLS on as it is: clients and API servers see each other's certificates.
        loadBalancer:
          kind: nginx  # or haproxy, which notices by itself when an API server is not ready
      """
    case .haHAProxy:
      """
        # It passes TLS on as it is, and asks every API server whether it is ready.
        loadBalancer:
          kind: haproxy  # or nginx
      """
    case .twoControllers:
      """
        # It passes TLS on as it is: clients and API servers see each other's certificates.
        loadBalancer:
          kind: nginx
          healthProxy: true  # an nginx on each controller answers /healthz and /readyz on port 80
      """
    }
  }
}
