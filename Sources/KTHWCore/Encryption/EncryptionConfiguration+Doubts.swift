extension EncryptionConfiguration {
  /// What an API server takes and its owner may regret.
  ///
  /// - Parameter version: the API server's version.
  /// - Returns: every doubt, with the field's path.
  public func doubts(for version: KubernetesVersion) -> [Problem] {
    var doubts: [Problem] = []
    if form == .original, version.minor >= 13 {
      doubts.append(
        Problem(
          .unsupported,
          "\(form.kind) of \(form.apiVersion) is deprecated since 1.13",
          at: .field("kind"),
          hint: "write EncryptionConfiguration of apiserver.config.k8s.io/v1"
        )
      )
    }
    if !rules.contains(where: { $0.covers("secrets") }) {
      doubts.append(
        Problem(
          .missingField,
          "no rule names secrets, so they are stored in plain text",
          at: .field("resources")
        )
      )
    }
    var earlier = EncryptedResources.Earlier()
    for (index, rule) in rules.enumerated() {
      let path = "resources[\(index)]"
      doubts += rule.doubts(for: version, at: path)
      for (resourceIndex, resource) in rule.resources.enumerated()
      where earlier.covers(resource) {
        doubts.append(
          Problem(
            .duplicateField,
            "\(Terminal.quoted(resource)) stands in an earlier rule, which alone counts",
            at: .field("\(path).resources[\(resourceIndex)]")
          )
        )
      }
      earlier.add(rule.resources)
    }
    return doubts
  }
}

extension EncryptionConfiguration.Rule {
  /// Whether the rule names a resource, by itself or by a wildcard.
  func covers(_ resource: String) -> Bool {
    resources.contains { EncryptedResources.covers($0, resource) }
  }

  fileprivate func doubts(for version: KubernetesVersion, at path: String) -> [Problem] {
    var doubts: [Problem] = []
    if let first = providers.first {
      doubts += EncryptionConfiguration.Rule.writing(first, at: "\(path).providers[0]")
    }
    for (index, provider) in providers.enumerated() {
      let place = "\(path).providers[\(index)].\(provider.name)"
      if case .keyService(let service) = provider {
        doubts += service.doubts(for: version, at: place)
      }
      for (keyIndex, key) in provider.keys.enumerated() {
        let field = "\(place).keys[\(keyIndex)]"
        if let reason = PublishedKeys.reason(against: key) {
          doubts.append(
            Problem(
              .policyViolation,
              "the key \(Terminal.quoted(key.name)) \(reason)",
              at: .field(field + ".secret"),
              hint: "replace it: kthwctl encryption-config --rotate FILE"
            )
          )
        }
        // Nobody has as many keys; without an end, a list of strangers' would
        // be compared for hours.
        let others = provider.keys[max(0, keyIndex - 100)..<keyIndex]
        if let twin = others.first(where: { $0.hasSameSecret(as: key) }) {
          doubts.append(
            Problem(
              .duplicateField,
              "the keys \(Terminal.quoted(twin.name)) and \(Terminal.quoted(key.name)) are the same",
              at: .field(field + ".secret")
            )
          )
        }
      }
    }
    return doubts
  }

  /// Doubts about the provider that writes.
  private static func writing(_ provider: EncryptionProvider, at path: String) -> [Problem] {
    let place = Place.field(path)
    switch provider {
    case .identity:
      return [
        Problem(
          .policyViolation,
          "identity comes first, so nothing is encrypted",
          at: place,
          hint: "put it last, where it only reads what is there in plain text"
        )
      ]
    case .local(.aescbc, _):
      return [
        Problem(
          .policyViolation,
          "aescbc is weak against padding oracles",
          at: place,
          hint: "rotate to secretbox; aescbc behind it still reads what is there"
        )
      ]
    case .local(.aesgcm, _):
      return [
        Problem(
          .policyViolation,
          "aesgcm needs a new key within 200 000 writes",
          at: place,
          hint: "rotate by a timer, or use secretbox"
        )
      ]
    case .local(.secretbox, _), .keyService: return []
    }
  }
}

extension KeyService {
  fileprivate func doubts(for version: KubernetesVersion, at path: String) -> [Problem] {
    let place = Place.field(path + ".apiVersion")
    switch (self.version, version.minor) {
    case (.v1, 29...):
      return [
        Problem(
          .unsupported,
          "v1 is off by default since 1.29",
          at: place,
          hint: "use v2, or start API servers with --feature-gates=KMSv1=true"
        )
      ]
    case (.v1, 28): return [Problem(.unsupported, "v1 is deprecated since 1.28", at: place)]
    case (.v2, 25...26):
      return [
        Problem(
          .unsupported,
          "v2 is alpha before 1.27",
          at: place,
          hint: "start API servers with --feature-gates=KMSv2=true"
        )
      ]
    default: return []
    }
  }
}

/// Keys that everybody knows.
enum PublishedKeys {
  /// How keys begin, in base64, that tutorials and Kubernetes' own pages print.
  ///
  /// Six octets are enough to tell them from
  /// all others, and this file does not spread the keys any further.
  private static let beginnings = [
    "L0KeMGR9", "hjwmr9dC", "dj2W+t0w", "c2VjcmV0", "dGhpcyBp", "YWJjZGVm",
  ]

  /// Why a key protects nothing, as the end of a sentence; nil if it may.
  static func reason(against key: EncryptionKey) -> String? {
    key.secret.withUnsafeBytes { octets in
      guard octets.count >= 6 else { return nil }
      let beginning = Base64.encode(Array(octets.prefix(6)))
      if beginnings.contains(beginning) { return "is printed in a tutorial, so everybody has it" }
      if octets.allSatisfy({ $0 == octets[0] }) { return "is one byte over and over" }
      // 16 random octets are all printable once in eight million times.
      if octets.count >= 16, octets.allSatisfy({ (0x20...0x7e).contains($0) }) {
        return "is text that somebody typed, not random octets"
      }
      return nil
    }
  }
}
