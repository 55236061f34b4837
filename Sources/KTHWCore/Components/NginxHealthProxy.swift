/// What nginx reads where it answers health checks in plain HTTP, for load
/// balancers that cannot ask an API server itself.
///
/// It asks the API server of its own machine, and believes only one with a
/// certificate of the cluster's authority
/// (https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify).
enum NginxHealthProxy {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) -> String {
    let own = host.address.isIPv4 ? "127.0.0.1" : "[::1]"
    let server = "https://\(own):\(spec.network.apiServerPort)"
    let locations = BalancerRenderers.healthPaths(in: spec.kubernetesVersion).map { path in
      "    location = \(path) {\n        proxy_pass \(server)\(path);\n    }\n"
    }
    return HostRenderers.notice + """
      server {
          listen \(BalancerRenderers.socket(host.address, 80));
          server_name _;
          access_log off;

          # Without all three, nginx takes any certificate: it compares names with DNS
          # names alone, and what it dials is an address.
          proxy_ssl_verify on;
          proxy_ssl_trusted_certificate \(spec.path(of: .clusterCA));
          proxy_ssl_name \(BalancerRenderers.certificateName);
          proxy_ssl_protocols TLSv1.2 TLSv1.3;
          proxy_connect_timeout 2s;
          proxy_read_timeout 5s;

      \(locations.joined())
          location / {
              return 404;
          }
      }

      """
  }
}
