extension EncryptionSettings {
  /// The configuration that does what these settings say; nil where nothing
  /// is to be encrypted.
  ///
  /// One that is there and does so is kept as it is, whatever else it reads.
  /// Otherwise the wanted provider comes first, with a new key of its own
  /// unless the old one encrypts other resources only, and every old key
  /// stays behind it for reading: none is ever lost. What is no longer to be
  /// encrypted is written in plain text from then on.
  ///
  /// - Parameters:
  ///   - old: the configuration that is there.
  ///   - version: the cluster's version.
  ///   - random: gives a number of octets that nobody can guess.
  /// - Returns: the configuration.
  /// - Throws: ``KTHWError`` where that version cannot do so, and what
  ///   `random` throws.
  func configuration(
    replacing old: EncryptionConfiguration?,
    for version: KubernetesVersion,
    using random: (_ count: Int) throws -> [UInt8]
  ) throws -> EncryptionConfiguration? {
    guard provider != .none else { return nil }
    if let old, isDone(by: old, for: version) { return old }
    let form = EncryptionConfiguration.Form(for: version)
    let oldRules = old?.rules ?? []
    let first = try wantedProvider(besides: oldRules, using: random)
    let readers = EncryptionSettings.readers(in: oldRules)
    let providers = EncryptionSettings.merged([first] + readers) + [.identity]
    var rules = [EncryptionConfiguration.Rule(resources: resources, providers: providers)]
    let dropped = oldRules.flatMap(\.resources).filter { !resources.contains($0) }
    if !dropped.isEmpty {
      rules.append(
        EncryptionConfiguration.Rule(
          resources: dropped.withoutRepetition,
          providers: [.identity] + readers
        )
      )
    }
    let configuration = EncryptionConfiguration(rules: rules, form: form)
    if let error = KTHWError(configuration.problems(for: version)) { throw error }
    return configuration
  }

  /// Whether a configuration does what these settings say: exactly these
  /// resources are written with the wanted provider.
  func isDone(by configuration: EncryptionConfiguration, for version: KubernetesVersion) -> Bool {
    guard configuration.form == EncryptionConfiguration.Form(for: version) else { return false }
    var written: Set<String> = []
    // The first rule that names a resource is the one that counts.
    var seen: Set<String> = []
    for rule in configuration.rules {
      for resource in rule.resources where seen.insert(resource).inserted {
        guard let first = rule.providers.first, first != .identity else { continue }
        guard isWanted(first) else { return false }
        written.insert(resource)
      }
    }
    return written == Set(resources)
  }

  private func isWanted(_ candidate: EncryptionProvider) -> Bool {
    switch (provider, candidate) {
    case (.local(let wanted), .local(let cipher, let keys)): wanted == cipher && !keys.isEmpty
    case (.keyService(let wanted), .keyService(let service)): wanted == service
    default: false
    }
  }

  /// The provider that writes: that of an old rule where it is a wanted one
  /// already, so that other resources alone ask for no new key.
  private func wantedProvider(
    besides rules: [EncryptionConfiguration.Rule],
    using random: (_ count: Int) throws -> [UInt8]
  ) throws -> EncryptionProvider {
    if let writer = rules.compactMap(\.providers.first).first(where: isWanted) { return writer }
    switch provider {
    case .keyService(let service): return .keyService(service)
    case .local(let cipher):
      let names = rules.flatMap { $0.providers.flatMap(\.keys) }.map(\.name)
      let number = (names.compactMap(EncryptionKey.number).max() ?? names.count) + 1
      return .local(cipher, [try EncryptionKey(name: "key\(number)", using: random)])
    case .none: return .identity
    }
  }

  /// Everything that old rules can read with, each once.
  private static func readers(in rules: [EncryptionConfiguration.Rule]) -> [EncryptionProvider] {
    merged(rules.flatMap(\.providers)).filter { $0 != .identity }
  }

  /// The same providers, with the keys of those of one kind put together.
  private static func merged(_ providers: [EncryptionProvider]) -> [EncryptionProvider] {
    var merged: [EncryptionProvider] = []
    for provider in providers {
      if case .local(let cipher, let more) = provider,
        let index = merged.firstIndex(where: { $0.name == cipher.rawValue }),
        case .local(_, let keys) = merged[index]
      {
        merged[index] = .local(cipher, keys + more.filter { !keys.contains($0) })
      } else if !merged.contains(provider) {
        merged.append(provider)
      }
    }
    return merged
  }
}

extension [String] {
  /// The first of those that are the same, in order.
  var withoutRepetition: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
