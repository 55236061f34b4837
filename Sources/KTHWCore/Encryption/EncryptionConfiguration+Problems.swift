extension EncryptionConfiguration {
  /// Why an API server would not start with this configuration.
  ///
  /// - Parameter version: the API server's version.
  /// - Returns: every reason, with the field's path; none where it would.
  public func problems(for version: KubernetesVersion) -> [Problem] {
    var problems: [Problem] = []
    if form == .current, version.minor < 13 {
      problems.append(
        Problem(
          .unsupported,
          "\(form.kind) of \(form.apiVersion) needs Kubernetes 1.13",
          at: .field("kind"),
          hint: "up to 1.12 it is EncryptionConfig of v1"
        )
      )
    }
    if rules.isEmpty {
      problems.append(
        Problem(.missingField, "at least one rule is needed", at: .field("resources"))
      )
    }
    for (index, rule) in rules.enumerated() {
      problems += rule.problems(for: version, at: "resources[\(index)]")
    }
    return problems + repeatedServices
  }

  /// Services of the second protocol are told apart by name in the whole file.
  private var repeatedServices: [Problem] {
    var seen: Set<String> = []
    var problems: [Problem] = []
    for (ruleIndex, rule) in rules.enumerated() {
      for (index, provider) in rule.providers.enumerated() {
        guard case .keyService(let service) = provider, service.version == .v2,
          !seen.insert(service.name).inserted
        else { continue }
        problems.append(
          Problem(
            .duplicateField,
            "two services are named \(Terminal.quoted(service.name))",
            at: .field("resources[\(ruleIndex)].providers[\(index)].kms.name")
          )
        )
      }
    }
    return problems
  }
}

extension EncryptionConfiguration.Rule {
  fileprivate func problems(for version: KubernetesVersion, at path: String) -> [Problem] {
    var problems: [Problem] = []
    if resources.isEmpty {
      problems.append(
        Problem(.missingField, "at least one resource is needed", at: .field(path + ".resources"))
      )
    }
    for (index, problem) in EncryptedResources.problems(resources, for: version) {
      var placed = problem
      placed.place = .field("\(path).resources[\(index)]")
      problems.append(placed)
    }
    if providers.isEmpty {
      problems.append(
        Problem(.missingField, "at least one provider is needed", at: .field(path + ".providers"))
      )
    }
    for (index, provider) in providers.enumerated() {
      let place = "\(path).providers[\(index)].\(provider.name)"
      switch provider {
      case .identity: break
      case .local(let cipher, let keys): problems += cipher.problems(keys, at: place)
      case .keyService(let service): problems += service.problems(for: version, at: place)
      }
    }
    return problems
  }
}

extension LocalCipher {
  fileprivate func problems(_ keys: [EncryptionKey], at path: String) -> [Problem] {
    guard !keys.isEmpty else {
      return [Problem(.missingField, "at least one key is needed", at: .field(path + ".keys"))]
    }
    var problems: [Problem] = []
    var names: Set<String> = []
    for (index, key) in keys.enumerated() {
      let place = "\(path).keys[\(index)]"
      if key.name.isEmpty {
        problems.append(Problem(.missingField, "a key needs a name", at: .field(place + ".name")))
      }
      if Terminal.printable(key.name) != key.name {
        problems.append(
          Problem(
            .invalidName,
            "control characters in the name \(Terminal.quoted(key.name))",
            at: .field(place + ".name")
          )
        )
      }
      if !names.insert(key.name).inserted {
        problems.append(
          Problem(
            .duplicateField,
            "two keys are named \(Terminal.quoted(key.name))",
            at: .field(place + ".name"),
            hint: "only the first of them reads what either wrote"
          )
        )
      }
      guard !keyLengths.contains(key.secret.count) else { continue }
      let lengths = keyLengths.map(String.init).joined(separator: ", ")
      problems.append(
        Problem(
          .invalidValue,
          "a key of \(key.secret.count) bytes, where \(rawValue) takes \(lengths)",
          at: .field(place + ".secret"),
          hint: "make one with: head -c 32 /dev/urandom | base64"
        )
      )
    }
    return problems
  }
}

extension KeyService {
  fileprivate func problems(for version: KubernetesVersion, at path: String) -> [Problem] {
    var problems: [Problem] = []
    func add(_ code: KTHWError.Code, _ message: String, _ field: String, hint: String? = nil) {
      problems.append(Problem(code, message, at: .field(path + "." + field), hint: hint))
    }
    if name.isEmpty { add(.missingField, "a service needs a name", "name") }
    if Terminal.printable(name) != name {
      add(.invalidName, "control characters in the name \(Terminal.quoted(name))", "name")
    }
    if self.version == .v2, name.contains(":") {
      add(.invalidValue, "a name with a colon is not allowed", "name")
    }
    if self.version == .v2, version.minor < 25 {
      add(.unsupported, "v2 needs Kubernetes 1.25", "apiVersion", hint: "use v1")
    }
    if !endpoint.hasPrefix("unix:///") {
      add(
        .invalidValue,
        "\(Terminal.quoted(endpoint)) is not a socket",
        "endpoint",
        hint: "write it like unix:///run/kms.sock"
      )
    }
    if let cacheSize {
      if self.version == .v2 {
        add(.invalidValue, "v2 has no cache", "cachesize", hint: "leave it out")
      } else if cacheSize == 0, version.minor >= 18 {
        add(.invalidValue, "a cache of 0 is not allowed", "cachesize", hint: "-1 means no cache")
      } else if cacheSize < 0, version.minor < 18 {
        add(.invalidValue, "a cache needs a size", "cachesize")
      }
    }
    if let timeout, timeout <= .zero {
      add(.invalidValue, "a timeout of \(timeout) is not allowed", "timeout")
    }
    return problems
  }
}
