/// The flags of `kubectl config` and its subcommands.
enum KubectlFlags {
  /// Flags that every subcommand takes; all but `--kubeconfig`, and `--context`
  /// of `view --minify`, are about servers and mean nothing to `config`.
  static let global: [PosixFlags.Flag] = [
    .init("as"),
    .init("as-group", nil, .values),
    .init("as-uid"),
    .init("cache-dir"),
    .init("certificate-authority"),
    .init("client-certificate"),
    .init("client-key"),
    .init("cluster"),
    .init("context", means: "the context that view --minify keeps"),
    .init("disable-compression", nil, .boolean),
    .init("help", "h", .boolean, means: "show what a command does"),
    .init("insecure-skip-tls-verify", nil, .boolean),
    .init("kubeconfig", means: "the one file to read and write"),
    .init("log-flush-frequency", nil, .duration),
    .init("match-server-version", nil, .boolean),
    .init("namespace", "n"),
    .init("password"),
    .init("profile"),
    .init("profile-output"),
    .init("request-timeout"),
    .init("server", "s"),
    .init("tls-server-name"),
    .init("token"),
    .init("user"),
    .init("username"),
    .init("v", "v", .level),
    .init("vmodule", nil, .fileLevels),
    .init("warnings-as-errors", nil, .boolean),
  ]

  static let setCluster: [PosixFlags.Flag] = [
    .init("certificate-authority", means: "file of the CA certificates, PEM"),
    .init("embed-certs", nil, .boolean, means: "keep the CA certificates in the kubeconfig itself"),
    .init(
      "insecure-skip-tls-verify",
      nil,
      .boolean,
      means: "do not check the server's certificate at all"
    ),
    .init("proxy-url", means: "proxy for all requests to the cluster"),
    .init("server", means: "URL of the API server"),
    .init("tls-server-name", means: "name to expect in the server's certificate"),
  ]

  static let setContext: [PosixFlags.Flag] = [
    .init("cluster", means: "name of the context's cluster"),
    .init("current", nil, .boolean, means: "change the current context"),
    .init("namespace", means: "namespace of requests that name none"),
    .init("user", means: "name of the context's user"),
  ]

  static let setCredentials: [PosixFlags.Flag] = [
    .init("auth-provider", means: "name of a credential provider that clients have built in"),
    .init(
      "auth-provider-arg",
      nil,
      .list,
      standard: "[]",
      means: "setting of the provider: KEY=VALUE, or KEY- to remove it"
    ),
    .init("client-certificate", means: "file of the client certificate, PEM"),
    .init("client-key", means: "file of the client's private key, PEM"),
    .init("embed-certs", nil, .boolean, means: "keep certificate and key in the kubeconfig itself"),
    .init("exec-api-version", means: "version of the protocol that the program speaks"),
    .init("exec-arg", nil, .list, standard: "[]", means: "argument of the program; replaces all"),
    .init("exec-command", means: "program that gives credentials"),
    .init(
      "exec-env",
      nil,
      .values,
      standard: "[]",
      means: "variable for the program: NAME=VALUE, or NAME- to remove it"
    ),
    .init(
      "exec-interactive-mode",
      means: "whether the program may ask: IfAvailable, Never or Always"
    ),
    .init("exec-provide-cluster-info", nil, .boolean, means: "tell the program of the cluster"),
    .init("password", means: "password for basic authentication"),
    .init("token", means: "bearer token"),
    .init("username", means: "user for basic authentication"),
  ]

  static let getContexts: [PosixFlags.Flag] = [
    .init("no-headers", nil, .boolean, means: "leave out the line of headers"),
    .init("output", "o", means: "name, for the names alone"),
  ]

  static let set: [PosixFlags.Flag] = [
    .init(
      "set-raw-bytes",
      nil,
      .boolean,
      means: "take the value of a -data property as it is, not as base64"
    )
  ]

  static let view: [PosixFlags.Flag] = [
    .init(
      "allow-missing-template-keys",
      nil,
      .boolean,
      standard: "true",
      means: "print nothing where a template asks for what is not there"
    ),
    .init("flatten", nil, .boolean, means: "put the contents of certificate files in their place"),
    .init("merge", nil, .boolean, standard: "true", means: "merge all files"),
    .init("minify", nil, .boolean, means: "leave out what the current context does not need"),
    .init(
      "output",
      "o",
      standard: "yaml",
      means: "yaml, json, name, jsonpath=…, jsonpath-as-json=…, jsonpath-file=FILE, go-template=…"
    ),
    .init("raw", nil, .boolean, means: "show secrets and certificates"),
    .init("show-managed-fields", nil, .boolean, means: "has no effect on a kubeconfig"),
    .init("template", means: "the template, or its file, of an output format that needs one"),
  ]
}
