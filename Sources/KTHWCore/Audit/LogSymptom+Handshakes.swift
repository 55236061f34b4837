extension LogSymptom {
  /// Connections that never came to be.
  static let handshakes = [
    LogSymptom(
      "etcd-rejected-connection",
      [
        "rejected connection from \"{client}\" (error \"{error}\", ServerName",
        "\"rejected connection\",…\"error\":\"{error}\"}",
        "\"rejected connection\",…\"error\":\"{error}\"",
      ],
      cause: """
        etcd ended a connection: {error}. Where it begins with "remote error", the client has \
        refused etcd's certificate, and its own log says why; a "first record" is plain HTTP where \
        TLS is served; otherwise etcd has refused the client's certificate.
        """,
      artifact: """
        with "remote error" etcd's certificate (--cert-file, towards members --peer-cert-file) or the \
        client's CA file; otherwise the client's certificate or etcd's --trusted-ca-file
        """,
      remedy: """
        Read the log of the client at that address: the API server, another member, etcdctl. \
        Compare its CA with who signed etcd's certificate, and its address with the names there.
        """,
      commands: ["kthwctl inspect /etc/etcd/*.pem", "kthwctl verify DIR"],
      source: "etcd, embed and pkg/transport"
    ),
    LogSymptom(
      "refused-our-certificate",
      [
        "remote error: tls: bad certificate", "tlsv1 alert bad certificate",
        "remote error: tls: unknown certificate", "alert bad certificate",
      ],
      cause: """
        The other side did not like the certificate that was shown to it: signed by another \
        authority, ended, for another use, or for another name. This line does not say which; the \
        log of the other side does.
        """,
      artifact: "the certificate that this program shows, and the other side's CA file",
      remedy: """
        Look at the same second in the other side's log. etcd and API servers want a client \
        certificate of the authority in --trusted-ca-file or --client-ca-file.
        """,
      commands: ["kthwctl inspect CA.pem CERTIFICATE.pem", "kthwctl verify DIR"],
      source: "RFC 8446 §6.2, bad_certificate"
    ),
    LogSymptom(
      "no-client-certificate",
      [
        "tls: client didn't provide a certificate", "remote error: tls: certificate required",
        "alert certificate required",
      ],
      cause:
        "The server wants a client certificate (--client-cert-auth), and the client showed none.",
      artifact:
        "the client's flags: --etcd-certfile and --etcd-keyfile, etcdctl's --cert and --key",
      remedy: "Name a client certificate and its key; it must be of the CA that the server trusts.",
      commands: ["etcdctl --cacert CA.pem --cert CLIENT.pem --key CLIENT-key.pem endpoint health"],
      source: "Go, crypto/tls; RFC 8446 §6.2"
    ),
    LogSymptom(
      "key-does-not-match",
      [
        "tls: private key does not match public key", "key values mismatch",
        "tls: private key type does not match public key type",
        "CA certificate and CA private key do not match",
        "x509: provided PrivateKey doesn't match parent's PublicKey",
      ],
      cause: """
        A certificate and a key do not belong together: one of them was made again or copied from \
        elsewhere, the other was not. cfssljson does so where a step is repeated.
        """,
      artifact: "the pair: X.pem and X-key.pem, or CA and its key",
      remedy: "Find the key that belongs to the certificate, or make both again.",
      commands: ["kthwctl inspect X.pem X-key.pem", "kthwctl verify DIR"],
      source: "Go, crypto/tls; openssl, X509_check_private_key"
    ),
    LogSymptom(
      "not-a-pem-file",
      [
        "tls: failed to find any PEM data in {what} input",
        "tls: failed to find certificate PEM data",
        "tls: failed to parse private key",
        "data does not contain any valid RSA or ECDSA certificates",
        "Could not read key from {file}", "PEM routines…no start line",
      ],
      cause: """
        A file is empty, cut off, or something else than its flag expects: a key for a certificate, \
        a request for a certificate, DER for PEM.
        """,
      artifact: "the file that the flag names",
      remedy: "Look what is in the file, and copy or make it again.",
      commands: ["kthwctl explain FILE", "kthwctl inspect FILE"],
      source: "Go, crypto/tls; openssl"
    ),
    LogSymptom(
      "server-speaks-no-tls",
      [
        "tls: first record does not look like a TLS handshake",
        "http: server gave HTTP response to HTTPS client", "SSL routines…wrong version number",
      ],
      cause: "TLS was spoken to a port where plain HTTP is served.",
      artifact: "the URL of whoever calls, or the server's listening URL",
      remedy: """
        Say http:// if the port is meant to be plain, else give the server its certificate: etcd \
        needs https:// in --listen-client-urls, or it ignores --cert-file.
        """,
      commands: ["kthwctl verify DIR"],
      source: "Go, crypto/tls, RecordHeaderError"
    ),
    LogSymptom(
      "client-speaks-no-tls",
      [
        "Client sent an HTTP request to an HTTPS server", "malformed HTTP response \"\\x15\\x03",
        "malformed HTTP request",
      ],
      cause: "Plain HTTP was spoken to a port where TLS is served.",
      artifact:
        "the URL of whoever calls: server in a kubeconfig, --master, a balancer's health check",
      remedy: "Say https:// in that URL.",
      source: "Go, net/http"
    ),
    LogSymptom(
      "tls-handshake-error",
      ["http: TLS handshake error from {client}: {error}"],
      cause: """
        A server could not finish a handshake with {client}. "EOF" alone is somebody who only \
        tries whether the port is open, such as a balancer's TCP check; "remote error" means that \
        the client refused the server's certificate; a "first record" is plain HTTP.
        """,
      artifact: "the server's certificate, or the client's CA file",
      remedy: "See what the client says. Lines with EOF from the load balancer do no harm.",
      commands: ["kthwctl explain 'REST OF THE LINE'"],
      source: "Go, net/http, Server"
    ),
    LogSymptom(
      "serving-certificate-pending",
      ["remote error: tls: internal error"],
      cause: """
        The kubelet has no certificate to show yet: with serverTLSBootstrap it asks for one, and \
        nobody has approved that. Such requests are never approved by Kubernetes itself.
        """,
      artifact: "a certificate signing request of kubernetes.io/kubelet-serving",
      remedy: "Look at the pending requests, check their names, and approve them.",
      commands: ["kubectl get csr", "kubectl certificate approve NAME"],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
    ),
    LogSymptom(
      "kubectl-without-kubeconfig",
      ["The connection to the server localhost:8080 was refused", "http://localhost:8080"],
      cause: """
        kubectl has no kubeconfig, or one without a current context, and falls back to \
        localhost:8080, the port without authentication that API servers had before 1.20.
        """,
      artifact: "the kubeconfig: --kubeconfig, KUBECONFIG, ~/.kube/config",
      remedy: "Name the kubeconfig; with sudo, root's one is looked for.",
      commands: [
        "kubectl --kubeconfig admin.kubeconfig get nodes", "kthwctl whoami --kubeconfig FILE",
      ],
      source:
        "kubectl; https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"
    ),
    LogSymptom(
      "connection-refused",
      [
        "The connection to the server {server} was refused", "connect: connection refused",
        "Connection refused",
      ],
      cause: "Nothing listens at that address and port: the server is down, or listens elsewhere.",
      artifact:
        "the server's unit and its --bind-address or listening URLs; the URL of whoever calls",
      remedy: "See whether it runs and why not, and where it listens.",
      commands: [
        "systemctl status kube-apiserver etcd", "journalctl -u kube-apiserver -n 50", "ss -ltnp",
      ],
      source: "connect(2)"
    ),
    LogSymptom(
      "balancer-has-no-server",
      [
        "502 Bad Gateway", "503 Service Unavailable",
        "no live upstreams while connecting to upstream",
        "No server is available to handle this request", "has no server available!",
      ],
      cause: """
        The load balancer reaches no API server: all are down, or its health check fails. A check \
        of /readyz over TLS needs the CA and, before 1.16, another path; nginx does not verify and \
        name certificates unless it is told to.
        """,
      artifact: "haproxy.cfg or nginx.conf on the load balancer, and the API servers behind it",
      remedy: "Ask an API server past the balancer; if it answers, the balancer's check is wrong.",
      commands: [
        "curl --cacert ca.pem https://ADDRESS:6443/readyz",
        "kthwctl render haproxy.cfg -f cluster.yaml",
      ],
      source: "haproxy and nginx"
    ),
  ]
}
