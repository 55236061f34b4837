/// What HAProxy reads (https://docs.haproxy.org): clients' connections are
/// handed on as they are to an API server that is well.
///
/// Whether one is well it says itself, over TLS and with a certificate of the
/// cluster's authority; the answer needs no credentials.
enum HAProxyConfiguration {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) -> String {
    let port = spec.endpoint.port
    let bind = BalancerRenderers.knowsIPv6(host) ? "[::]:\(port) v4v6" : "*:\(port)"
    let check = """
      check check-ssl verify required ca-file \(spec.path(of: .loadBalancerCA)) \
      verifyhost \(BalancerRenderers.certificateName) \
      inter 2s fall 2 rise 2 on-marked-down shutdown-sessions
      """
    let servers = spec.hosts.having(.controlPlane).map { server in
      let socket = BalancerRenderers.socket(server.address, spec.network.apiServerPort)
      return "    server \(server.name) \(socket) \(check)\n"
    }
    return HostRenderers.notice + """
      global
          log /dev/log local0
          user haproxy
          group haproxy

      defaults
          mode tcp
          log global
          option tcplog
          option dontlognull
          option redispatch
          retries 3
          timeout connect 5s
          timeout check 5s
          # Watches and shells are silent for long; keep-alives find the dead.
          timeout client 4h
          timeout server 4h
          option clitcpka
          option srvtcpka

      frontend kubernetes-api
          bind \(bind)
          default_backend kube-apiservers

      backend kube-apiservers
          balance leastconn
          option httpchk GET \(BalancerRenderers.readinessPath(in: spec.kubernetesVersion))
          http-check expect status 200
      \(servers.joined())
      listen statistics
          bind 127.0.0.1:9000
          mode http
          option httplog
          timeout client 30s
          timeout server 30s
          stats enable
          stats uri /
          stats refresh 5s

      """
  }
}
