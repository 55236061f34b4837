extension AuditRule {
  /// What can be wrong with load balancers and health proxies.
  static let balancerRules = [
    connectionChecks, noChecks, openStatistics, shortTimeouts, slowFailover, streamModule,
    unverifiedHealth, unnamedHealth, oldHealthPath, strangeBackend,
  ]

  private static let haproxy = "https://docs.haproxy.org/2.8/configuration.html"
  private static let nginxStream =
    "https://nginx.org/en/docs/stream/ngx_stream_upstream_module.html"
  private static let nginxTLS =
    "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_ssl_verify"

  static let connectionChecks = AuditRule(
    "KTHW-LB-001",
    .warning,
    "a load balancer only checks whether an API server takes connections",
    subject: "backends of haproxy",
    reason: """
      An API server that starts, that lost etcd or that is about to end still takes connections. \
      Clients are handed on to it and get errors, although another one is well.
      """,
    symptoms: [
      "etcdserver: request timed out",
      "Error from server (InternalError): an error on the server (\"…\")",
    ],
    remedy: """
      Ask it: option httpchk GET /readyz, http-check expect status 200, and on each server check \
      check-ssl verify required ca-file CA. The answer needs no credentials.
      """,
    source: "https://kubernetes.io/docs/reference/using-api/health-checks/"
  )

  static let noChecks = AuditRule(
    "KTHW-LB-002",
    .warning,
    "a load balancer does not check its servers at all",
    subject: "servers of haproxy's backends",
    reason: "Without the word check a server that is gone gets its share of clients for ever.",
    symptoms: ["Unable to connect to the server: EOF", "net/http: TLS handshake timeout"],
    remedy: "Write check behind each server.",
    source: haproxy + "#5.2-check"
  )

  static let openStatistics = AuditRule(
    "KTHW-LB-003",
    .warning,
    "a load balancer shows its statistics to everybody",
    subject: "sections of haproxy with stats",
    reason: """
      The page names all API servers with their addresses and says which of them is down; with \
      admin rights, strangers take servers out.
      """,
    remedy: "Bind it to 127.0.0.1, or set stats auth.",
    source: haproxy + "#stats%20enable"
  )

  static let shortTimeouts = AuditRule(
    "KTHW-LB-004",
    .warning,
    "a load balancer ends connections that are silent for some minutes",
    subject: "timeouts of haproxy and of nginx's stream module",
    reason: """
      Watches, logs -f and shells are silent for long. Cut off, every client begins anew, and \
      thousands of kubelets do so at the same time.
      """,
    symptoms: [
      "error: unexpected EOF", "client connection lost", "watch closed before UnwatchReason",
    ],
    remedy:
      "Set timeout client and server, or timeout tunnel, to 1h or more; proxy_timeout likewise.",
    source: haproxy + "#timeout%20tunnel"
  )

  static let slowFailover = AuditRule(
    "KTHW-LB-005",
    .warning,
    "a load balancer sends clients to a dead API server for long",
    subject: "upstreams of nginx's stream module",
    reason: """
      nginx notices that a server is gone only by the clients it loses, each of which waits for \
      60 seconds unless proxy_connect_timeout says less.
      """,
    symptoms: ["net/http: TLS handshake timeout", "Unable to connect to the server: EOF"],
    remedy: "Set max_fails and fail_timeout on each server, and proxy_connect_timeout 2s.",
    source: nginxStream
  )

  static let streamModule = AuditRule(
    "KTHW-LB-006",
    .warning,
    "nginx may not know the word stream",
    subject: "main configurations of nginx with stream",
    reason: """
      Distributions build the stream module as a file of its own (libnginx-mod-stream). Where \
      the configuration loads no modules nginx does not start.
      """,
    symptoms: ["nginx: [emerg] unknown directive \"stream\" in …"],
    remedy: "Include /etc/nginx/modules-enabled/*.conf at the top, or write a load_module line.",
    source: "https://nginx.org/en/docs/stream/ngx_stream_core_module.html"
  )

  static let unverifiedHealth = AuditRule(
    "KTHW-LB-007",
    .warning,
    "a health proxy believes any server",
    subject: "nginx in front of API servers' health",
    reason: """
      proxy_ssl_trusted_certificate alone checks nothing: without proxy_ssl_verify nginx takes \
      any certificate, also one of another CA.
      """,
    remedy: """
      Write proxy_ssl_verify on, proxy_ssl_trusted_certificate CA, and proxy_ssl_name kubernetes: \
      all three.
      """,
    source: nginxTLS
  )

  static let unnamedHealth = AuditRule(
    "KTHW-LB-008",
    .error,
    "a health proxy checks for an address, which never succeeds",
    subject: "nginx in front of API servers' health",
    reason: """
      nginx compares what it dials with the DNS names of the certificate alone. Dialling \
      127.0.0.1 every answer is 502, and the load balancer takes all servers for dead.
      """,
    symptoms: [
      "upstream SSL certificate does not match \"127.0.0.1\" while SSL handshaking to upstream"
    ],
    remedy: "Add proxy_ssl_name kubernetes.default.svc.cluster.local, or another DNS name in it.",
    source: nginxTLS
  )

  static let oldHealthPath = AuditRule(
    "KTHW-LB-009",
    .info,
    "a health check asks at a path that is deprecated",
    subject: "health checks of load balancers, from 1.16 on",
    reason: "/healthz does not tell an API server that is shutting down from one that is well.",
    remedy: "Ask at /readyz.",
    source: "https://kubernetes.io/docs/reference/using-api/health-checks/"
  )

  static let strangeBackend = AuditRule(
    "KTHW-LB-010",
    .error,
    "a load balancer hands clients on to what is no API server of the cluster",
    subject: "servers of haproxy and nginx, against the description of the cluster",
    reason: """
      Part of all clients ends up nowhere, or at another cluster whose certificates they do not \
      trust.
      """,
    symptoms: ["x509: certificate signed by unknown authority", "connect: connection refused"],
    remedy: "Write the addresses of the control-plane hosts, and the API server's port.",
    source:
      "https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/"
  )
}
