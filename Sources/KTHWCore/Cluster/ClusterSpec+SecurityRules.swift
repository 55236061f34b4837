extension ClusterSpec {
  /// Whether certificates can be made like this.
  func checkPKI(_ rules: inout ClusterRules) {
    if pki.key == .ed25519 {
      for problem in KeySpecification.ed25519Refusal.problems {
        rules.add(problem, at: "spec.pki.key.algo")
      }
    }
    if case .rsa(let bits) = pki.key, !(2048...8192).contains(bits) {
      rules.add(
        .invalidValue,
        "RSA keys of \(bits) bits are not made here",
        at: "spec.pki.key.size",
        hint: "use 2048, 3072 or 4096"
      )
    }
    for attribute in pki.subject { attribute.check(&rules) }
    checkLifetimes(&rules)
    checkBootstrapping(&rules)
  }

  /// Whether machines that ask for certificates get any.
  private func checkBootstrapping(_ rules: inout ClusterRules) {
    let asking = [
      ("spec.pki.nodeCredentials", pki.nodeCredentials), ("spec.pki.nodeServing", pki.nodeServing),
    ].filter { $0.1 == .bootstrap }.map(\.0)
    if let first = asking.first, !pki.clusterSigning {
      rules.add(
        .invalidValue,
        "machines ask the cluster for certificates, and nobody there would sign them",
        at: "spec.pki.clusterSigning",
        because: [first],
        hint: "leave clusterSigning out"
      )
    }
    if pki.nodeServing == .bootstrap, kubernetesVersion.minor < PKISettings.firstServingMinor {
      rules.add(
        .unsupported,
        "kubelets of \(kubernetesVersion) ask for serving certificates behind a feature gate only",
        at: "spec.pki.nodeServing",
        because: ["spec.kubernetesVersion"],
        hint: "use certificates"
      )
    }
    if pki.tokenLifetime < .seconds(60) {
      rules.add(
        .invalidValue,
        "a token that is good for \(pki.tokenLifetime) is of no use",
        at: "spec.pki.expiry.token",
        hint: "use 24h"
      )
    }
  }

  private func checkLifetimes(_ rules: inout ClusterRules) {
    let expiry = "spec.pki.expiry"
    for (name, lifetime) in [
      ("ca", pki.authorityLifetime), ("leaf", pki.leafLifetime),
    ] where lifetime < .hours(1) {
      rules.add(
        .invalidValue,
        "a certificate that is valid for \(lifetime) is of no use",
        at: "\(expiry).\(name)",
        hint: "use an hour at least, such as 8760h"
      )
    }
    if pki.leafLifetime > pki.authorityLifetime {
      rules.add(
        .invalidValue,
        "\(pki.leafLifetime) is longer than the authorities' own \(pki.authorityLifetime)",
        at: expiry + ".leaf",
        because: [expiry + ".ca"],
        hint: "no certificate outlives its authority"
      )
    }
    if pki.renewBefore < .zero {
      rules.add(
        .invalidValue,
        "a time before the end cannot be negative",
        at: expiry + ".renewBefore"
      )
    } else if pki.renewBefore >= pki.leafLifetime {
      rules.add(
        .invalidValue,
        "every run would make all certificates anew: they are valid for \(pki.leafLifetime)",
        at: expiry + ".renewBefore",
        because: [expiry + ".leaf"],
        hint: "use a time shorter than expiry.leaf"
      )
    }
  }

  /// Whether an API server of that version would take the settings.
  func checkEncryption(_ rules: inout ClusterRules) {
    for problem in encryption.configuration(for: kubernetesVersion).problems(for: kubernetesVersion)
    {
      let path = EncryptionSettings.path(of: problem.place?.field ?? "")
      rules.add(problem, at: path, because: ["spec.kubernetesVersion"])
    }
  }
}

extension NameAttribute {
  /// Whether every subject can have the attribute.
  fileprivate func check(_ rules: inout ClusterRules) {
    let name = NameAttributeType.shortName(of: type)
    let path = "spec.pki.subject.\(name)"
    let longest: Int? =
      switch type {
      case .country: 2
      case .province, .locality: 128
      case .organizationalUnit: 64
      default: nil
      }
    guard let longest else {
      rules.add(
        type == .organization ? .policyViolation : .invalidValue,
        type == .organization
          ? PKISettings.groupRefusal : "\(name) cannot stand in every subject",
        at: path,
        hint: "use C, ST, L and OU"
      )
      return
    }
    if value.isEmpty {
      rules.add(.invalidValue, "\(name) has no value", at: path, hint: "leave it out")
    } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      rules.add(.invalidValue, "\(name) has control characters in it", at: path)
    } else if type == .country,
      value.utf8.count != 2
        || !value.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic })
    {
      rules.add(
        .invalidValue,
        "the country \(Terminal.quoted(value)) is not a code of two letters",
        at: path,
        hint: "use an ISO 3166 code such as LU or US"
      )
    } else if value.unicodeScalars.count > longest {
      // RFC 5280 Appendix A.1 has these bounds, and strict readers keep them.
      rules.add(.invalidValue, "\(name) has more than \(longest) characters", at: path)
    }
  }
}

extension EncryptionSettings {
  /// The configuration that the settings will become, without its keys.
  func configuration(for version: KubernetesVersion) -> EncryptionConfiguration {
    let provider: EncryptionProvider =
      if case .keyService(let service) = provider { .keyService(service) } else { .identity }
    return EncryptionConfiguration(
      rules: [EncryptionConfiguration.Rule(resources: resources, providers: [provider])],
      form: EncryptionConfiguration.Form(for: version)
    )
  }

  /// The field of cluster.yaml that a field of the configuration comes from.
  static func path(of field: String) -> String {
    let rule = "resources[0].resources"
    if field.hasPrefix(rule) {
      return "spec.encryption.resources" + field.dropFirst(rule.count)
    }
    guard let service = field.firstRange(of: ".kms.") else { return "spec.encryption" }
    let name = field[service.upperBound...]
    return "spec.encryption.kms." + (name == "apiVersion" ? "version" : name)
  }
}
