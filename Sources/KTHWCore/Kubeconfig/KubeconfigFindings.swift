/// Collects findings.
struct KubeconfigFindings {
  private(set) var all: [KubeconfigFinding] = []
  /// How many more names are looked up: each is held against all others, and a
  /// file may have tens of thousands of both.
  private var lookupsLeft = 100

  mutating func add(
    _ severity: KubeconfigFinding.Severity,
    _ rule: String,
    _ code: KTHWError.Code,
    _ message: String,
    at field: String,
    of file: String?,
    hint: String? = nil
  ) {
    let problem = Problem(code, message, at: Place(file: file, field: field), hint: hint)
    all.append(KubeconfigFinding(rule: rule, severity: severity, problem: problem))
  }

  /// The name that may have been meant, as a hint.
  private mutating func nearest(
    to name: String,
    among names: @autoclosure () -> [String]
  ) -> String? {
    guard lookupsLeft > 0 else { return nil }
    lookupsLeft -= 1
    return Spelling.nearest(to: name, among: names())
      .map { "did you mean \(Terminal.quoted($0))?" }
  }

  mutating func judge(_ kubeconfig: Kubeconfig) {
    let current = kubeconfig.currentContext
    if current.isEmpty {
      guard !kubeconfig.contexts.isEmpty else { return }
      add(
        .warning,
        "no-current-context",
        .missingField,
        "no context is the current one",
        at: "current-context",
        of: nil,
        hint: "choose one with use-context"
      )
    } else if !kubeconfig.contexts.contains(name: current) {
      add(
        .error,
        "dangling-current-context",
        .notFound,
        "there is no context \(Terminal.quoted(current))",
        at: "current-context",
        of: nil,
        hint: nearest(to: current, among: kubeconfig.contexts.names)
      )
    }
  }

  mutating func judge(_ context: KubeconfigContext, _ name: String, in kubeconfig: Kubeconfig) {
    let field = "contexts.\(name)"
    if context.cluster.isEmpty {
      add(
        .error,
        "context-without-cluster",
        .missingField,
        "the context names no cluster",
        at: field + ".cluster",
        of: context.origin
      )
    } else if !kubeconfig.clusters.contains(name: context.cluster) {
      add(
        .error,
        "dangling-cluster",
        .notFound,
        "there is no cluster \(Terminal.quoted(context.cluster))",
        at: field + ".cluster",
        of: context.origin,
        hint: nearest(to: context.cluster, among: kubeconfig.clusters.names)
      )
    }
    if context.user.isEmpty {
      add(
        .warning,
        "context-without-user",
        .missingField,
        "the context names no user; requests are anonymous",
        at: field + ".user",
        of: context.origin
      )
    } else if !kubeconfig.users.contains(name: context.user) {
      add(
        .error,
        "dangling-user",
        .notFound,
        "there is no user \(Terminal.quoted(context.user))",
        at: field + ".user",
        of: context.origin,
        hint: nearest(to: context.user, among: kubeconfig.users.names)
      )
    }
  }

  mutating func judge(_ cluster: KubeconfigCluster, _ name: String) {
    let field = "clusters.\(name)"
    let file = cluster.origin
    let hasCA = !cluster.certificateAuthority.isEmpty || !cluster.certificateAuthorityData.isEmpty
    judgeServer(cluster.server, hasCA: hasCA, field + ".server", file)
    if cluster.insecureSkipTLSVerify {
      if hasCA {
        add(
          .error,
          "ca-and-insecure",
          .invalidValue,
          "a CA is given and checking is turned off; clients refuse both together",
          at: field + ".insecure-skip-tls-verify",
          of: file,
          hint: "unset \(field).insecure-skip-tls-verify"
        )
      } else {
        add(
          .warning,
          "insecure",
          .policyViolation,
          "the server's certificate is not checked: anybody on the way can read and change all",
          at: field + ".insecure-skip-tls-verify",
          of: file,
          hint: "give the cluster's CA instead"
        )
      }
    }
    judgePair(
      path: cluster.certificateAuthority,
      hasData: !cluster.certificateAuthorityData.isEmpty,
      field + ".certificate-authority",
      file
    )
  }

  private mutating func judgeServer(
    _ server: String,
    hasCA: Bool,
    _ field: String,
    _ file: String?
  ) {
    if server.isEmpty {
      add(
        .error,
        "no-server",
        .missingField,
        "no server is given; kubectl takes localhost:8080",
        at: field,
        of: file
      )
    } else if server.hasPrefix("http://") {
      add(
        .warning,
        "plain-http",
        .policyViolation,
        "everything is sent without encryption",
        at: field,
        of: file,
        hint: "use https://"
      )
    } else if !server.contains("://") {
      add(
        .warning,
        "server-without-scheme",
        .invalidValue,
        "the server has no scheme, and clients guess one",
        at: field,
        of: file,
        hint: "write \(Terminal.quoted("https://" + server))"
      )
    }
  }

  mutating func judgePair(
    path: String,
    hasData: Bool,
    _ field: String,
    _ file: String?
  ) {
    guard !path.isEmpty else { return }
    if hasData {
      add(
        .error,
        "path-and-data",
        .invalidValue,
        "path and data are both set, and kubectl refuses that",
        at: field,
        of: file,
        hint: "unset \(field)"
      )
    }
    if path.hasPrefix("~") {
      add(
        .error,
        "tilde",
        .invalidValue,
        "nothing expands the ~ in \(Terminal.quoted(path))",
        at: field,
        of: file,
        hint: "write the whole path"
      )
    }
  }

  mutating func judgeOrphans(of kubeconfig: Kubeconfig) {
    let orphans = kubeconfig.orphans
    for name in orphans.clusters {
      add(
        .warning,
        "orphan-cluster",
        .notFound,
        "no context names this cluster",
        at: "clusters.\(name)",
        of: kubeconfig.clusters[name]?.origin
      )
    }
    for name in orphans.users {
      add(
        .warning,
        "orphan-user",
        .notFound,
        "no context names this user",
        at: "users.\(name)",
        of: kubeconfig.users[name]?.origin
      )
    }
  }
}
