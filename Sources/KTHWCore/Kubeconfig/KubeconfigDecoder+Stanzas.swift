/// The fields of each struct, in the byte order of their names: of several
/// values that do not fit, kubectl names the first.
extension KubeconfigDecoder {
  mutating func read(
    _ config: Object,
    into kubeconfig: inout Kubeconfig,
    _ stanzas: inout KubeconfigStanzas
  ) {
    stanzas.clusters = stanzaList("clusters", of: config, "NamedCluster", "cluster") {
      $1.cluster($0)
    }
    stanzas.contexts = stanzaList("contexts", of: config, "NamedContext", "context") {
      $1.context($0)
    }
    text("current-context", of: config, into: &kubeconfig.currentContext)
    kubeconfig.extensions = extensions(of: config)
    field("preferences", of: config) { node, decoder in
      decoder.object(node, "Preferences") { object, decoder in
        decoder.flag("colors", of: object, into: &kubeconfig.preferences.colors)
        kubeconfig.preferences.extensions = decoder.extensions(of: object)
      }
    }
    stanzas.users = stanzaList("users", of: config, "NamedAuthInfo", "user") { $1.user($0) }
  }

  private mutating func stanzaList<Value: KubeconfigStanza>(
    _ key: String,
    of config: Object,
    _ type: String,
    _ field: String,
    _ value: (Node, inout KubeconfigDecoder) -> Value
  ) -> [KubeconfigStanzas.Named<Value>] {
    var stanzas: [KubeconfigStanzas.Named<Value>] = []
    list(key, of: config, type: "v1." + type) { item, decoder in
      var name = ""
      var stanza = Value()
      decoder.object(item, type) { object, decoder in
        // "cluster", "context" come before "name", "user" after it.
        if field == "user" { decoder.text("name", of: object, into: &name) }
        decoder.field(field, of: object) { node, decoder in stanza = value(node, &decoder) }
        if field != "user" { decoder.text("name", of: object, into: &name) }
      }
      stanzas.append((name, stanza, item.mark))
    }
    return stanzas
  }

  private mutating func cluster(_ node: Node) -> KubeconfigCluster {
    var cluster = KubeconfigCluster()
    object(node, "Cluster") { object, decoder in
      decoder.text("certificate-authority", of: object, into: &cluster.certificateAuthority)
      cluster.certificateAuthorityData = decoder.bytes("certificate-authority-data", of: object)
      decoder.flag("disable-compression", of: object, into: &cluster.disableCompression)
      cluster.extensions = decoder.extensions(of: object)
      decoder.flag("insecure-skip-tls-verify", of: object, into: &cluster.insecureSkipTLSVerify)
      decoder.text("proxy-url", of: object, into: &cluster.proxyURL)
      decoder.text("server", of: object, into: &cluster.server)
      decoder.text("tls-server-name", of: object, into: &cluster.tlsServerName)
    }
    return cluster
  }

  private mutating func context(_ node: Node) -> KubeconfigContext {
    var context = KubeconfigContext()
    object(node, "Context") { object, decoder in
      decoder.text("cluster", of: object, into: &context.cluster)
      context.extensions = decoder.extensions(of: object)
      decoder.text("namespace", of: object, into: &context.namespace)
      decoder.text("user", of: object, into: &context.user)
    }
    return context
  }

  private mutating func user(_ node: Node) -> KubeconfigUser {
    var user = KubeconfigUser()
    object(node, "AuthInfo") { object, decoder in
      decoder.text("as", of: object, into: &user.impersonatedUser)
      user.impersonatedGroups = decoder.texts("as-groups", of: object) ?? []
      decoder.text("as-uid", of: object, into: &user.impersonatedUID)
      let extra = decoder.map("as-user-extra", of: object, type: "map[string][]string") {
        $1.texts($0)
      }
      user.impersonatedExtra = extra ?? [:]
      decoder.field("auth-provider", of: object) { user.authProvider = $1.authProvider($0) }
      decoder.text("client-certificate", of: object, into: &user.clientCertificate)
      user.clientCertificateData = decoder.bytes("client-certificate-data", of: object)
      decoder.text("client-key", of: object, into: &user.clientKey)
      let key = decoder.bytes("client-key-data", of: object)
      user.clientKeyData = key.isEmpty ? nil : key.withUnsafeBytes { SecretBytes(copying: $0) }
      decoder.field("exec", of: object) { user.exec = $1.exec($0) }
      user.extensions = decoder.extensions(of: object)
      decoder.text("password", of: object, into: &user.password)
      decoder.text("token", of: object, into: &user.token)
      decoder.text("tokenFile", of: object, into: &user.tokenFile)
      decoder.text("username", of: object, into: &user.username)
    }
    return user
  }

  private mutating func authProvider(_ node: Node) -> AuthProvider {
    var provider = AuthProvider(name: "", config: nil)
    object(node, "AuthProviderConfig") { object, decoder in
      provider.config = decoder.map("config", of: object, type: "map[string]string") {
        $1.text($0)
      }
      decoder.text("name", of: object, into: &provider.name)
    }
    return provider
  }

  private mutating func exec(_ node: Node) -> ExecCredential {
    var exec = ExecCredential(command: "", apiVersion: "", interactiveMode: nil)
    object(node, "ExecConfig") { object, decoder in
      decoder.text("apiVersion", of: object, into: &exec.apiVersion)
      exec.arguments = decoder.texts("args", of: object)
      decoder.text("command", of: object, into: &exec.command)
      decoder.field("env", of: object) { exec.environment = $1.environment($0) }
      decoder.text("installHint", of: object, into: &exec.installHint)
      decoder.text("interactiveMode", of: object, into: &exec.interactiveMode)
      decoder.flag("provideClusterInfo", of: object, into: &exec.provideClusterInfo)
    }
    // Only version v1 of the protocol demands that a file says it.
    let early = ["client.authentication.k8s.io/v1alpha1", "client.authentication.k8s.io/v1beta1"]
    if exec.interactiveMode.isEmpty, early.contains(exec.apiVersion) {
      exec.interactiveMode = ExecCredential.InteractiveMode.ifAvailable.rawValue
    }
    return exec
  }

  private mutating func environment(_ node: Node) -> [ExecCredential.EnvironmentVariable] {
    var variables: [ExecCredential.EnvironmentVariable] = []
    items(of: node, type: "v1.ExecEnvVar") { item, decoder in
      var variable = ExecCredential.EnvironmentVariable("", "")
      decoder.object(item, "ExecEnvVar") { object, decoder in
        decoder.text("name", of: object, into: &variable.name)
        decoder.text("value", of: object, into: &variable.value)
      }
      variables.append(variable)
    }
    return variables
  }

  private mutating func extensions(of object: Object) -> KubeconfigEntries<Node> {
    var named: [KubeconfigStanzas.Named<Node>] = []
    list("extensions", of: object, type: "v1.NamedExtension") { item, decoder in
      var name = ""
      var payload = Node.null
      decoder.object(item, "NamedExtension") { object, decoder in
        payload = object["extension"].map(KubeconfigTree.normalised) ?? .null
        decoder.text("name", of: object, into: &name)
      }
      named.append((name, payload, item.mark))
    }
    return unique(named)
  }
}

/// What the lists of a kubeconfig hold.
protocol KubeconfigStanza: SendableMetatype {
  init()
  var tree: KubeconfigTree { get }
  /// The file that the stanza was read from.
  var origin: String? { get set }
  /// Whether kubectl would see a change that none shows.
  var isRewritten: Bool { get set }
  /// Makes the stanza's paths as kubectl stores them in a file.
  mutating func storePaths(inKubeconfig file: String, directory: String)
}

extension KubeconfigCluster: KubeconfigStanza {
  init() { self.init(server: "") }
}
extension KubeconfigContext: KubeconfigStanza {
  init() { self.init(cluster: "") }
}
extension KubeconfigUser: KubeconfigStanza {}
