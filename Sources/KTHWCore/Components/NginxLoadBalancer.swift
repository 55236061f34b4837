/// What nginx reads where it is the load balancer
/// (https://nginx.org/en/docs/stream/ngx_stream_core_module.html): clients'
/// connections are handed on as they are.
enum NginxLoadBalancer {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) -> String {
    let port = spec.endpoint.port
    var listen = "        listen \(port) so_keepalive=on;\n"
    if BalancerRenderers.knowsIPv6(host) {
      listen += "        listen [::]:\(port) so_keepalive=on;\n"
    }
    let servers = spec.hosts.having(.controlPlane).map { server in
      let socket = BalancerRenderers.socket(server.address, spec.network.apiServerPort)
      return "        server \(socket) max_fails=1 fail_timeout=5s;\n"
    }
    return HostRenderers.notice + """
      worker_processes auto;
      worker_rlimit_nofile 65536;
      pid /run/nginx.pid;
      error_log /var/log/nginx/error.log;

      # Where distributions say which modules to load; stream is one of them.
      include /etc/nginx/modules-enabled/*.conf;
      include /usr/share/nginx/modules/*.conf;

      events {
          worker_connections 16384;
      }

      stream {
          upstream kube-apiservers {
              zone kube-apiservers 64k;
              least_conn;
      \(servers.joined())\
          }

          server {
      \(listen)\
              proxy_pass kube-apiservers;
              proxy_connect_timeout 2s;
              # Watches and shells are silent for long.
              proxy_timeout 4h;
              proxy_socket_keepalive on;
          }
      }
      \(health(on: host, in: spec))
      """
  }

  /// The way to the health proxy's file where the machine has that as well.
  private static func health(on host: ClusterHost, in spec: ClusterSpec) -> String {
    guard RenderedFile.nginxHealthProxy.belongs(on: host, in: spec) else { return "" }
    return """

      http {
          include /etc/nginx/conf.d/*.conf;
      }

      """
  }
}
