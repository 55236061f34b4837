import Testing

@testable import KTHWCore

struct BalancerConfigurationTests {
  private func lines(_ text: String?) -> [String] {
    (text ?? "").split(separator: "\n").map { $0.trimming(" ") }
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `API servers are asked at paths that they have`(minor: Int) throws {
    let spec = try Shape.haproxy.spec(minor)
    let balancer = lines(try spec.first(.haproxyConfiguration))
    #expect(balancer.contains("option httpchk GET \(minor < 16 ? "/healthz" : "/readyz")"))
    let health = lines(try spec.first(.nginxHealthProxy)).filter { $0.hasPrefix("location = ") }
    let known = minor < 16 ? ["/healthz"] : ["/healthz", "/livez", "/readyz"]
    #expect(health == known.map { "location = \($0) {" })
  }

  @Test(arguments: Shape.allCases)
  func `every API server is behind the balancer, once`(shape: Shape) throws {
    let spec = try shape.spec()
    for file in [RenderedFile.haproxyConfiguration, .nginxLoadBalancer] {
      guard let text = try spec.first(file) else { continue }
      let servers = lines(text).filter { $0.hasPrefix("server ") && $0 != "server {" }
      let sockets = spec.hosts.having(.controlPlane).map { host in
        host.address.isIPv4 ? "\(host.address):6443" : "[\(host.address)]:6443"
      }
      #expect(servers.count == sockets.count)
      for (server, socket) in zip(servers, sockets) { #expect(server.contains(" \(socket) ")) }
      #expect(text.contains(file == .haproxyConfiguration ? "bind 127.0.0.1:9000\n" : "stream {"))
    }
  }

  @Test func `the balancer listens where clients dial, not where API servers do`() throws {
    for kind in LoadBalancer.Kind.allCases {
      var spec = try Shape.haproxy.spec()
      spec.loadBalancer.kind = kind
      spec.endpoint.port = 443
      let file: RenderedFile = kind == .haproxy ? .haproxyConfiguration : .nginxLoadBalancer
      let text = try spec.first(file)
      #expect(lines(text).contains(kind == .haproxy ? "bind *:443" : "listen 443 so_keepalive=on;"))
      #expect(text?.contains("192.168.26.11:6443 ") == true)
    }
  }

  @Test func `an API server is believed by its certificate alone`() throws {
    for shape in [Shape.haproxy, .singleAuthority, .version6] {
      let spec = try shape.spec()
      let check = "check check-ssl verify required ca-file \(spec.path(of: .loadBalancerCA))"
      let servers = lines(try spec.first(.haproxyConfiguration)).filter { $0.hasPrefix("server ") }
      #expect(servers.allSatisfy { $0.contains(check) && $0.contains(" verifyhost kubernetes ") })
      let health = lines(try spec.first(.nginxHealthProxy))
      #expect(health.contains("proxy_ssl_verify on;"))
      #expect(health.contains("proxy_ssl_trusted_certificate \(spec.path(of: .clusterCA));"))
      #expect(health.contains("proxy_ssl_name kubernetes;"))
    }
  }

  @Test func `a machine with both nginx parts reads both files`() throws {
    let host = try Shape.host("all", "10.0.0.1", [.loadBalancer, .controlPlane, .etcd])
    var spec = try ClusterSpec(
      hosts: ClusterHosts([host]),
      endpoint: ServerEndpoint(host: "10.0.0.1", port: 443),
      loadBalancer: LoadBalancer(kind: .nginx, healthProxy: true)
    )
    let include = "include /etc/nginx/conf.d/*.conf;"
    #expect(lines(try spec.first(.nginxLoadBalancer)).contains(include))
    spec.loadBalancer.healthProxy = false
    #expect(!lines(try spec.first(.nginxLoadBalancer)).contains(include))
  }
}

extension Substring {
  /// The text without a sign at its beginning.
  fileprivate func trimming(_ sign: Character) -> String { String(drop { $0 == sign }) }
}
