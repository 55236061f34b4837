extension AuditJudges {
  /// Tells what is wrong with an encryption configuration.
  static let judgeEncryption: OfFile = { file, terms, findings in
    guard case .encryption(let configuration) = file.content else { return }
    // The newest release takes whatever an older one does, but for its flaws.
    let version = terms.kubernetesVersion ?? .newest
    for problem in configuration.problems(for: version) {
      findings.add(
        .refusedEncryption,
        at: file.place(of: problem),
        problem.message,
        remedy: problem.hint
      )
    }
    if configuration.form == .original, let minor = terms.kubernetesVersion?.minor, minor >= 13 {
      findings.add(
        .oldEncryptionForm,
        at: file.place(of: "kind"),
        "\(configuration.form.kind) of \(configuration.form.apiVersion) is deprecated since 1.13"
      )
    }
    if !configuration.rules.isEmpty, !configuration.rules.contains(where: { $0.covers("secrets") })
    {
      findings.add(.secretsLeftOut, at: file.place(of: "resources"), "no rule names secrets")
    }
    var earlier = EncryptedResources.Earlier()
    for (index, rule) in configuration.rules.enumerated() {
      let path = "resources[\(index)]"
      for (position, resource) in rule.resources.enumerated() where earlier.covers(resource) {
        findings.add(
          .shadowedResource,
          at: file.place(of: "\(path).resources[\(position)]"),
          "\(Terminal.quoted(resource)) stands in an earlier rule"
        )
      }
      earlier.add(rule.resources)
      judgeWriter(rule.providers.first, at: path + ".providers[0]", in: file, terms, &findings)
      for (position, provider) in rule.providers.enumerated() {
        let place = "\(path).providers[\(position)].\(provider.name)"
        judge(provider, at: place, in: file, terms, &findings)
      }
    }
  }

  /// The provider that writes.
  private static func judgeWriter(
    _ provider: EncryptionProvider?,
    at path: String,
    in file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    switch provider {
    case .identity:
      findings.add(
        .nothingEncrypted,
        at: file.place(of: path),
        "identity comes first, so nothing is encrypted"
      )
    case .local(let cipher, _) where cipher != .secretbox:
      // What the cluster's description asks for is told there.
      if case .local(cipher) = terms.spec?.encryption.provider { return }
      findings.add(
        .weakCipher,
        at: file.place(of: path),
        cipher == .aescbc
          ? "aescbc is weak against padding oracles"
          : "aesgcm needs a new key within 200 000 writes"
      )
    default: break
    }
  }

  private static func judge(
    _ provider: EncryptionProvider,
    at path: String,
    in file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    for (index, key) in provider.keys.enumerated() {
      let place = file.place(of: "\(path).keys[\(index)].secret")
      if let reason = PublishedKeys.reason(against: key) {
        findings.add(.publishedKey, at: place, "the key \(Terminal.quoted(key.name)) \(reason)")
      }
      if let twin = provider.keys[..<index].first(where: { $0.hasSameSecret(as: key) }) {
        findings.add(
          .repeatedKey,
          at: place,
          "the keys \(Terminal.quoted(twin.name)) and \(Terminal.quoted(key.name)) are the same"
        )
      }
    }
    guard case .keyService(let service) = provider, let minor = terms.kubernetesVersion?.minor
    else { return }
    let seen: String? =
      switch (service.version, minor) {
      case (.v1, 29...): "v1 is off by default since 1.29"
      case (.v1, 28): "v1 is deprecated since 1.28"
      case (.v2, 25...26): "v2 is alpha before 1.27"
      default: nil
      }
    guard let seen else { return }
    findings.add(.doubtfulKeyService, at: file.place(of: path + ".apiVersion"), seen)
  }

  /// Tells of API servers that cannot read what the others write.
  static let judgeDifferingEncryption: OfCluster = { digests, _, findings in
    var first: (configuration: EncryptionConfiguration, place: Place)?
    for digest in digests where digest.kind != .heap {
      for file in digest.files {
        guard case .encryption(let configuration) = file.content else { continue }
        guard let known = first else {
          first = (configuration, file.place())
          continue
        }
        guard
          !known.configuration.readsEverything(writtenBy: configuration)
            || !configuration.readsEverything(writtenBy: known.configuration)
        else { continue }
        findings.add(
          .differingEncryption,
          at: file.place(),
          "what is written with this file cannot be read with the other, or the other way round",
          related: [known.place]
        )
      }
    }
  }
}

extension EncryptionConfiguration {
  /// Whether an API server with this file reads what one with another writes.
  fileprivate func readsEverything(writtenBy other: EncryptionConfiguration) -> Bool {
    other.rules.allSatisfy { rule in
      rule.resources.allSatisfy { resource in
        let readers = rules.first { $0.covers(resource) }?.providers ?? [.identity]
        return rule.providers.first.map { writer in readers.contains { $0.reads(writer) } } ?? true
      }
    }
  }
}

extension EncryptionProvider {
  /// Whether what another provider writes can be read with this one.
  fileprivate func reads(_ writer: EncryptionProvider) -> Bool {
    switch (self, writer) {
    case (.identity, .identity): true
    case (.local(let cipher, let keys), .local(let other, let others)):
      cipher == other && (others.first.map { keys.contains($0) } ?? true)
    case (.keyService(let service), .keyService(let other)): service.name == other.name
    default: false
    }
  }
}
