extension ClusterSpec {
  /// Reads a document; what is missing or wrong has a placeholder, and its
  /// problem is with the reader.
  init(_ reader: inout NodeReader) {
    reader.knowFields()
    for key in ["apiVersion", "kind"] { reader.expectConstant(key) }
    let name = reader.section("metadata") { metadata in
      metadata.setting("name") { try NodeName(cluster: $0).text }
    }
    // Whether all of it is there does not change what is read here.
    let spec = reader.mapping("spec") { spec in
      spec.knowFields()
      return ClusterSpec(name: name, &spec)
    }
    self = spec ?? ClusterSpec(name: name, completing: ClusterHosts([]))
  }

  private init(name: String, _ spec: inout NodeReader) {
    let version = spec.value("kubernetesVersion", allowingNumbers: true) {
      try KubernetesVersion($0)
    }
    let endpoint = spec.value(ifPresent: "endpoint") { try ServerEndpoint($0) }
    let listed: [ClusterHost]? = spec.list(ifPresent: "hosts") { ClusterHost(&$0) }
    let ranges: [HostRange]? = spec.list(ifPresent: "hostRanges") { HostRange(&$0) }
    let network = spec.section("network") { ClusterNetwork(&$0) }
    let balancer = spec.section("loadBalancer") { section in
      LoadBalancer(
        kind: section.setting("kind"),
        healthProxy: section.settingBoolean("healthProxy")
      )
    }
    let pki = spec.section("pki") { PKISettings(&$0, for: version ?? .newest) }
    let encryption = spec.section("encryption") {
      EncryptionSettings(&$0, version ?? .newest)
    }
    self.init(
      name: name,
      kubernetesVersion: version ?? .newest,
      completing: ClusterHosts(listed ?? [], ranges: ranges ?? []),
      endpoint: endpoint,
      network: network,
      loadBalancer: balancer,
      pki: pki,
      encryption: encryption,
      layout: spec.setting("layout"),
      versions: spec.section("versions") { ComponentVersions(&$0, version ?? .newest) },
      programDirectory: spec.setting("programDirectory") { $0 },
      extraArguments: spec.section("extraArgs") { $0.extraArguments() }
    )
  }
}

extension NodeName {
  /// Reads the name of a cluster, which has the form of any object's name.
  init(cluster text: String) throws {
    do {
      try self.init(text)
    } catch let error as KTHWError {
      let hint = error.problems.first?.hint.map { $0.hasPrefix("kubelets") ? nil : $0 } ?? nil
      throw KTHWError(
        .invalidName,
        "\(Terminal.quoted(text)) cannot be the name of a cluster",
        hint: hint ?? "write it in lower case, like hard-way or lab-2.example"
      )
    }
  }
}

extension NodeReader {
  /// A field with one allowed text.
  fileprivate mutating func expectConstant(_ key: String) {
    guard case .constant(let expected) = row(key).kind, has(key) else {
      guard case .constant(let expected) = row(key).kind else { return }
      report(.missingField, "required, but missing", at: key, hint: "write \(key): \(expected)")
      return
    }
    let text = value(key) { $0 }
    guard let text, text != expected else { return }
    report(
      .unsupported,
      "\(Terminal.quoted(text)) is not known here, only \(Terminal.quoted(expected))",
      at: key
    )
  }

  /// Flags by program, in the order in which they are written.
  fileprivate mutating func extraArguments() -> [String: [ExtraArgument]] {
    var arguments: [String: [ExtraArgument]] = [:]
    for program in ClusterField.programs {
      let flags: [ExtraArgument]? = mapping(ifPresent: program) { section in
        (section.node.entries ?? []).compactMap { entry in
          section.flagValue(entry.key).map { ExtraArgument(entry.key, $0) }
        }
      }
      if let flags, !flags.isEmpty { arguments[program] = flags }
    }
    return arguments
  }

  /// A flag's value: a text, or a number or truth value as it is written.
  private mutating func flagValue(_ key: String) -> String? {
    guard let node = node(ifPresent: key) else {
      report(.missingField, "a flag needs a value", at: key, hint: "write \"\" for an empty one")
      return nil
    }
    if let scalar = node.scalar { return scalar.text }
    reportMismatch(node, "a string", path: path + "." + key)
    return nil
  }
}

extension ComponentVersions {
  /// Reads releases; those not given go with the Kubernetes version.
  fileprivate init(_ section: inout NodeReader, _ version: KubernetesVersion) {
    self = .recommended(for: version)
    func release(_ key: String, _ standard: ReleaseNumber) -> ReleaseNumber {
      section.value(ifPresent: key, allowingNumbers: true) { try ReleaseNumber($0) } ?? standard
    }
    etcd = release("etcd", etcd)
    containerd = release("containerd", containerd)
    coreDNS = release("coreDNS", coreDNS)
    pause = release("pause", pause)
    flannel = release("flannel", flannel)
  }
}
