/// Collects the fields of a map, leaving out what is not there.
private struct Fields {
  private(set) var all: [KubeconfigTree.Field] = []

  /// Adds a field that is always written.
  mutating func always(_ key: String, _ value: KubeconfigTree) {
    all.append(KubeconfigTree.Field(key: key, value: value))
  }

  mutating func add(_ key: String, _ text: String) {
    if !text.isEmpty { always(key, .text(text)) }
  }

  mutating func add(_ key: String, _ flag: Bool) {
    if flag { always(key, .flag(flag)) }
  }

  mutating func add(_ key: String, _ bytes: [UInt8]) {
    if !bytes.isEmpty { always(key, .data(bytes)) }
  }

  mutating func add(_ key: String, _ secret: SecretBytes?) {
    if let secret, secret.count > 0 { always(key, .secret(secret)) }
  }

  mutating func add(_ key: String, _ value: KubeconfigTree?) {
    if let value { always(key, value) }
  }

  mutating func addExtensions(_ extensions: KubeconfigEntries<Node>) {
    guard !extensions.isEmpty else { return }
    always(
      "extensions",
      .list(
        extensions.map { name, payload in
          let payload = KubeconfigTree(KubeconfigTree.normalised(payload))
          return KubeconfigTree.map([
            .init(key: "name", value: .text(name)), .init(key: "extension", value: payload),
          ])
        }
      )
    )
  }

  var tree: KubeconfigTree { .map(all) }
}

extension KubeconfigTree {
  /// Texts in order; nil is `null`.
  fileprivate static func texts(_ texts: [String]?) -> KubeconfigTree {
    texts.map { .list($0.map(KubeconfigTree.text)) } ?? .null
  }

  /// A list of stanzas; none are `null`, as Go writes a nil slice.
  fileprivate static func stanzas<Value>(
    _ entries: KubeconfigEntries<Value>,
    _ key: String,
    _ tree: (Value) -> KubeconfigTree
  ) -> KubeconfigTree {
    guard !entries.isEmpty else { return .null }
    return .list(
      entries.map { name, value in
        .map([Field(key: "name", value: .text(name)), Field(key: key, value: tree(value))])
      }
    )
  }
}

extension Kubeconfig {
  /// What is written, in the order of Kubernetes' JSON.
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.always("kind", .text("Config"))
    fields.always("apiVersion", .text("v1"))
    fields.always("preferences", preferences.tree)
    fields.always("clusters", .stanzas(clusters, "cluster", \.tree))
    fields.always("users", .stanzas(users, "user", \.tree))
    fields.always("contexts", .stanzas(contexts, "context", \.tree))
    fields.always("current-context", .text(currentContext))
    fields.addExtensions(extensions)
    return fields.tree
  }
}

extension KubeconfigPreferences {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.add("colors", colors)
    fields.addExtensions(extensions)
    return fields.tree
  }
}

extension KubeconfigCluster {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.always("server", .text(server))
    fields.add("tls-server-name", tlsServerName)
    fields.add("insecure-skip-tls-verify", insecureSkipTLSVerify)
    fields.add("certificate-authority", certificateAuthority)
    fields.add("certificate-authority-data", certificateAuthorityData)
    fields.add("proxy-url", proxyURL)
    fields.add("disable-compression", disableCompression)
    fields.addExtensions(extensions)
    return fields.tree
  }
}

extension KubeconfigContext {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.always("cluster", .text(cluster))
    fields.always("user", .text(user))
    fields.add("namespace", namespace)
    fields.addExtensions(extensions)
    return fields.tree
  }
}

extension KubeconfigUser {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.add("client-certificate", clientCertificate)
    fields.add("client-certificate-data", clientCertificateData)
    fields.add("client-key", clientKey)
    fields.add("client-key-data", clientKeyData)
    fields.add("token", token)
    fields.add("tokenFile", tokenFile)
    fields.add("as", impersonatedUser)
    fields.add("as-uid", impersonatedUID)
    if !impersonatedGroups.isEmpty { fields.always("as-groups", .texts(impersonatedGroups)) }
    if !impersonatedExtra.isEmpty {
      let extra = impersonatedExtra.map { name, values in
        KubeconfigTree.Field(key: name, value: .texts(values))
      }
      fields.always("as-user-extra", .map(extra))
    }
    fields.add("username", username)
    fields.add("password", password)
    fields.add("auth-provider", authProvider?.tree)
    fields.add("exec", exec?.tree)
    fields.addExtensions(extensions)
    return fields.tree
  }
}

extension AuthProvider {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.always("name", .text(name))
    let config = config?.map { name, value in
      KubeconfigTree.Field(key: name, value: .text(value))
    }
    fields.always("config", config.map(KubeconfigTree.map) ?? .null)
    return fields.tree
  }
}

extension ExecCredential {
  var tree: KubeconfigTree {
    var fields = Fields()
    fields.always("command", .text(command))
    fields.always("args", .texts(arguments))
    let variables = environment?.map { variable in
      KubeconfigTree.map([
        .init(key: "name", value: .text(variable.name)),
        .init(key: "value", value: .text(variable.value)),
      ])
    }
    fields.always("env", variables.map(KubeconfigTree.list) ?? .null)
    fields.add("apiVersion", apiVersion)
    fields.add("installHint", installHint)
    fields.always("provideClusterInfo", .flag(provideClusterInfo))
    fields.add("interactiveMode", interactiveMode)
    return fields.tree
  }
}
