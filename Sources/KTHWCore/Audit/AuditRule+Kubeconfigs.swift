extension AuditRule {
  /// What can be wrong with a kubeconfig by itself.
  static let kubeconfigRules = [
    danglingName, noCurrentContext, anonymousContext, noServer, plainServer, guessedScheme,
    uncheckedServer, exclusiveSettings, unexpandedPath, halfCredential, doubledToken,
    goneAuthentication, brokenPlugin, relativePlugin, orphanedEntry, misplacedEntry,
    typographicQuotes,
  ]

  private static let reference =
    "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"

  static let danglingName = AuditRule(
    "KTHW-KC-001",
    .error,
    "a kubeconfig names a context, cluster or user that it does not have",
    subject: "contexts of kubeconfigs, and which of them is current",
    reason: """
      Clients put together where they dial and who they are from what the context names. What \
      is not there they leave empty, and dial localhost:8080 without credentials, or end at once.
      """,
    symptoms: [
      "error: no context exists with the name: \"…\"",
      "error: context \"…\" does not exist",
      "Error in configuration: context was not found for specified context: …",
      "invalid configuration: [context was not found for specified context: …, cluster has no server defined]",
    ],
    remedy:
      "Correct the name, or add the entry with kubectl config set-cluster or set-credentials.",
    source: reference
  )

  static let noCurrentContext = AuditRule(
    "KTHW-KC-002",
    .warning,
    "no context of a kubeconfig is the current one",
    subject: "kubeconfigs with contexts",
    reason: """
      Components take no context by name: without a current one they dial localhost:8080, and \
      kubectl does so unless every command says --context.
      """,
    symptoms: [
      "error: current-context is not set",
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
    ],
    remedy: "Choose one: kubectl config use-context NAME --kubeconfig=FILE.",
    source: reference
  )

  static let anonymousContext = AuditRule(
    "KTHW-KC-003",
    .warning,
    "a kubeconfig gives no credentials",
    subject: "contexts without a user, users without credentials",
    reason: """
      Requests are anonymous then, and an API server that authorizes refuses them; kubectl asks \
      for a name and a password, which no API server takes any more.
      """,
    symptoms: [
      "Please enter Username:",
      "User \"system:anonymous\" cannot …",
      "error: You must be logged in to the server (Unauthorized)",
    ],
    remedy: "Give the user a client certificate and key, a token, or a credential plugin.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
  )

  static let noServer = AuditRule(
    "KTHW-KC-004",
    .error,
    "a cluster of a kubeconfig has no server",
    subject: "clusters of kubeconfigs",
    reason: "Clients that are not told where to dial try localhost:8080, where nothing listens.",
    symptoms: [
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
      "invalid configuration: cluster has no server defined",
    ],
    remedy: "Set it: kubectl config set-cluster NAME --server=https://HOST:6443 --kubeconfig=FILE.",
    source: reference
  )

  static let plainServer = AuditRule(
    "KTHW-KC-005",
    .error,
    "a kubeconfig dials without encryption",
    subject: "servers of kubeconfigs that begin with http://",
    reason: """
      Certificates cannot be shown without TLS and tokens would be there for all to read. API \
      servers have had no such port since 1.20, and before, everybody was administrator at it.
      """,
    symptoms: [
      "Client sent an HTTP request to an HTTPS server.",
      "dial tcp …:8080: connect: connection refused",
    ],
    remedy: "Write https:// and the port of the API server, 6443.",
    source: "https://kubernetes.io/docs/concepts/security/controlling-access/"
  )

  static let guessedScheme = AuditRule(
    "KTHW-KC-006",
    .warning,
    "the server of a kubeconfig has no scheme",
    subject: "servers of kubeconfigs",
    reason: """
      Clients guess: https where the kubeconfig has certificates, else http. The same line then \
      means two things in two files.
      """,
    remedy: "Write the whole URL, beginning with https://.",
    source: reference
  )

  static let uncheckedServer = AuditRule(
    "KTHW-KC-007",
    .warning,
    "a kubeconfig does not check who the server is",
    subject: "insecure-skip-tls-verify of kubeconfigs",
    reason: """
      Whoever stands between client and server can take the token or every answer, and change \
      what is applied.
      """,
    remedy:
      "Give the cluster's CA (certificate-authority-data) and remove insecure-skip-tls-verify.",
    source: reference
  )

  static let exclusiveSettings = AuditRule(
    "KTHW-KC-008",
    .error,
    "a kubeconfig has two settings of which clients take one",
    subject: "a path and data of the same thing, a CA and no checking, token and password",
    reason: "Clients refuse such a file, or take the one that was not meant.",
    symptoms: [
      "specifying a root certificates file with the insecure flag is not allowed",
      "certificate-authority-data and certificate-authority are both specified for …",
      "client-cert-data and client-cert are both specified for …",
      "client-key-data and client-key are both specified for …",
      "more than one authentication method found for …; found …, only one is allowed",
    ],
    remedy: "Keep one of the two and unset the other with kubectl config unset.",
    source: reference
  )

  static let unexpandedPath = AuditRule(
    "KTHW-KC-009",
    .error,
    "a path of a kubeconfig begins with ~",
    subject: "paths in kubeconfigs",
    reason: "Shells know ~, clients do not: they look for a directory of that name.",
    symptoms: ["unable to read client-cert ~/… for … due to open …: no such file or directory"],
    remedy: "Write the whole path, or embed the file with --embed-certs=true.",
    source: reference
  )

  static let halfCredential = AuditRule(
    "KTHW-KC-010",
    .error,
    "a user of a kubeconfig has half of a certificate and key",
    subject: "client certificates and client keys of kubeconfigs",
    reason: "A certificate proves nothing without its key, and a key alone is not even used.",
    symptoms: [
      "client-key-data or client-key must be specified for … to use the clientCert authentication method."
    ],
    remedy: "Set both: kubectl config set-credentials NAME --client-certificate=… --client-key=….",
    source: reference
  )

  static let doubledToken = AuditRule(
    "KTHW-KC-011",
    .warning,
    "a user of a kubeconfig has a token and a file with a token",
    subject: "tokens of kubeconfigs",
    reason: "The file wins, so that a change of the token in the kubeconfig has no effect.",
    remedy: "Keep one of the two.",
    source: reference
  )

  static let goneAuthentication = AuditRule(
    "KTHW-KC-012",
    .error,
    "a kubeconfig uses a way to log in that is gone",
    subject: "names and passwords, built-in providers of clouds",
    reason: """
      API servers take no passwords since 1.19, and clients have no provider for azure and gcp \
      since 1.26.
      """,
    symptoms: [
      "error: no Auth Provider found for name \"…\"",
      "error: The azure auth plugin has been removed.",
      "error: The gcp auth plugin has been removed.",
    ],
    remedy: "Use a client certificate, a token or a credential plugin (exec).",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/"
  )

  static let brokenPlugin = AuditRule(
    "KTHW-KC-013",
    .error,
    "a credential plugin of a kubeconfig cannot be used",
    subject: "exec of kubeconfigs",
    reason: """
      Clients start the program only where command, version of the protocol and, with v1, the \
      interactive mode are said.
      """,
    symptoms: [
      "exec plugin: invalid apiVersion \"client.authentication.k8s.io/v1alpha1\"",
      "interactiveMode must be specified for … to use exec authentication plugin",
      "command must be specified for … to use exec authentication plugin",
    ],
    remedy: "Write command, apiVersion client.authentication.k8s.io/v1 and interactiveMode.",
    source:
      "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"
  )

  static let relativePlugin = AuditRule(
    "KTHW-KC-014",
    .warning,
    "a credential plugin has a path that is relative to the kubeconfig",
    subject: "exec of kubeconfigs",
    reason: "A copy of the kubeconfig elsewhere runs another program, or none.",
    symptoms: ["exec: executable … not found"],
    remedy: "Write an absolute path, or the name of a program in PATH.",
    source:
      "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins"
  )

  static let orphanedEntry = AuditRule(
    "KTHW-KC-015",
    .info,
    "nothing uses an entry of a kubeconfig",
    subject: "clusters and users that no context names",
    reason: "Credentials that nobody needs can still be stolen, and hide which ones matter.",
    remedy: "Remove them: kubectl config delete-user NAME, delete-cluster NAME.",
    source: reference
  )

  static let misplacedEntry = AuditRule(
    "KTHW-KC-016",
    .error,
    "an entry of a kubeconfig stands in the wrong list",
    subject: "the lists clusters, users and contexts of kubeconfigs",
    reason: """
      An entry of clusters is read for its cluster, and so on; everything else in it is passed \
      over without a word. The file then has no context, and clients dial localhost:8080.
      """,
    symptoms: [
      "error: no context exists with the name: \"…\"",
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
    ],
    remedy: "Begin a list of its own for it: contexts:, users: or clusters:.",
    source: reference
  )

  static let typographicQuotes = AuditRule(
    "KTHW-KC-017",
    .error,
    "a kubeconfig has typographic quotes in it",
    subject: "texts and keys of kubeconfigs",
    reason: """
      Word processors and web pages turn straight quotes into curly ones. To YAML those are \
      letters: a name of two such signs is not empty, and an address in them is none.
      """,
    symptoms: ["error: context \"…\" does not exist"],
    remedy: "Write straight quotes (\" or '), or none.",
    source: "https://yaml.org/spec/1.2.2/#73-flow-scalar-styles"
  )
}
