extension ClusterNetwork {
  /// Reads addresses and the pod network.
  init(_ network: inout NodeReader) {
    let podCIDR = network.setting("podCIDR") { try CIDRBlock($0) }
    let serviceCIDR = network.setting("serviceCIDR") { try CIDRBlock($0) }
    let prefix = network.integer(ifPresent: "nodePodPrefix", in: network.range("nodePodPrefix"))
    self.init(
      podCIDR: podCIDR,
      nodePrefixLength: prefix ?? ClusterNetwork.standardNodePrefix(in: podCIDR),
      serviceCIDR: serviceCIDR,
      clusterDomain: network.setting("clusterDomain") { try HostNames.checked($0) },
      clusterDNS: network.value(ifPresent: "clusterDNS") { try IPAddress($0) }
        ?? ClusterNetwork.standardDNS(in: serviceCIDR),
      podNetwork: network.setting("podNetwork"),
      apiServerPort: network.settingInteger("apiServerPort")
    )
  }

  /// What the controller manager takes by itself.
  static func standardNodePrefix(in podCIDR: CIDRBlock) -> Int {
    podCIDR.network.isIPv4 ? 24 : 64
  }

  /// The tenth address, as everybody has it; in a block of eight the second.
  static func standardDNS(in serviceCIDR: CIDRBlock) -> IPAddress {
    serviceCIDR.address(at: 10) ?? serviceCIDR.address(at: 2) ?? serviceCIDR.network
  }
}

extension PKISettings {
  /// Reads how certificates are made.
  ///
  /// - Parameters:
  ///   - pki: the section.
  ///   - version: the version that everything is made for.
  init(_ pki: inout NodeReader, for version: KubernetesVersion = .newest) {
    let key = pki.section("key") { KeySpecification(cluster: &$0) }
    let subject = pki.section("subject") { $0.subject() }
    let expiry = pki.section("expiry") { expiry in
      ["ca", "leaf", "renewBefore", "token"].map { name in
        expiry.setting(name) { try GoDuration($0) }
      }
    }
    let credentials: NodeCredentials = pki.setting("nodeCredentials")
    let serving: NodeCredentials =
      pki.choice(ifPresent: "nodeServing")
      ?? (version.minor >= PKISettings.firstServingMinor ? credentials : .certificates)
    self.init(
      hierarchy: pki.setting("hierarchy"),
      key: key,
      subject: subject,
      authorityLifetime: expiry[0],
      leafLifetime: expiry[1],
      renewBefore: expiry[2],
      tokenLifetime: expiry[3],
      nodeCredentials: credentials,
      nodeServing: serving,
      clusterSigning: pki.boolean(ifPresent: "clusterSigning")
        ?? (credentials == .bootstrap || serving == .bootstrap)
    )
  }

  /// The first minor release whose kubelets ask for serving certificates
  /// without a feature gate
  /// (https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/).
  static let firstServingMinor = 12
}

extension KeySpecification {
  /// Reads the kind of a cluster's keys.
  fileprivate init(cluster key: inout NodeReader) {
    self = .p256
    let field = key.row("algo")
    let algorithm = key.setting("algo") { text in
      if text == "ed25519" { throw KeySpecification.ed25519Refusal }
      return try field.word(text)
    }
    // Without the algorithm nothing can be said of the length.
    let isUnread = key.node["algo"].map { $0.text != algorithm && !$0.isNull } ?? false
    let size = key.integer(ifPresent: "size")
    guard !isUnread else { return }
    do {
      self = try KeySpecification(
        algorithm: algorithm,
        bits: size ?? (algorithm == "rsa" ? 2048 : 256)
      )
    } catch let error as KTHWError {
      for problem in error.problems {
        key.report(problem.code, problem.message, at: "size", hint: problem.hint)
      }
    } catch {
      key.report(.invalidValue, "cannot be used", at: "size")
    }
  }

  /// Why a cluster cannot have such keys.
  static let ed25519Refusal = KTHWError(
    .unsupported,
    "Kubernetes signs service account tokens with RSA or ECDSA, never with ed25519",
    hint: "use ecdsa"
  )
}

extension NodeReader {
  /// What stands in every subject, in the order in which it is written.
  fileprivate mutating func subject() -> [NameAttribute] {
    if has("O") { report(.policyViolation, PKISettings.groupRefusal, at: "O", hint: "use OU") }
    if has("CN") {
      report(.invalidValue, "every certificate has a name of its own", at: "CN")
    }
    let known = ClusterField.keys(below: path)
    var attributes: [NameAttribute] = []
    for entry in node.entries ?? [] where known.contains(entry.key) {
      guard let oid = NameAttributeType(named: entry.key)?.oid else { continue }
      guard let text = value(ifPresent: entry.key, { $0 }) else { continue }
      attributes.append(NameAttribute(oid, text))
    }
    return attributes
  }
}

extension PKISettings {
  /// Why no organization may stand in all subjects.
  static let groupRefusal = "Kubernetes takes an organization for a group that everybody is in"
}

extension EncryptionSettings {
  /// Reads how secrets are kept.
  init(_ encryption: inout NodeReader, _ version: KubernetesVersion) {
    let field = encryption.row("provider")
    let word = encryption.setting("provider") { try field.word($0) }
    let resources = encryption.settingStrings("resources")
    let isUnread = encryption.node["provider"].map { $0.text != word && !$0.isNull } ?? false
    if encryption.has("kms"), word != "kms", !isUnread {
      encryption.report(
        .invalidValue,
        "a key management service is described, and the provider is \(word)",
        at: "kms",
        hint: "write provider: kms, or leave kms out"
      )
    }
    if word == "kms", !encryption.has("kms") {
      encryption.report(.missingField, "the provider kms needs to know its service", at: "kms")
    }
    let service: KeyService? = encryption.mapping(ifPresent: "kms") { kms in
      kms.knowFields()
      return KeyService(
        version: kms.choice(ifPresent: "version") ?? (version.minor < 27 ? .v1 : .v2),
        name: kms.string("name"),
        endpoint: kms.string("endpoint"),
        timeout: kms.value(ifPresent: "timeout") { try GoDuration($0) }
      )
    }
    let provider: Provider =
      switch word {
      case "none": .none
      case "kms":
        .keyService(service ?? KeyService(version: .v2, name: "", endpoint: ""))
      default: .local(LocalCipher(rawValue: word) ?? .secretbox)
      }
    self.init(provider: provider, resources: resources)
  }
}
