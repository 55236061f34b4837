extension EncryptionConfiguration {
  /// Reads a configuration, in YAML or JSON, strictly: a key that no API
  /// server knows is a mistake, even where older ones pass over it.
  ///
  /// Whether an API server would take the values is another question; see
  /// ``problems(for:)`` and ``doubts(for:)``.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - file: the name that errors give to the text.
  /// - Throws: ``KTHWError`` with every problem, each with its line. No
  ///   message holds anything of a key.
  public init(text bytes: [UInt8], file: String? = nil) throws {
    guard let document = try YAMLReader.node(from: bytes, file: file) else {
      throw KTHWError(.syntax, "the file is empty", at: file.map { .file($0) })
    }
    self = try NodeReader.read(document, file: file) { reader in
      EncryptionConfiguration(
        rules: try reader.list("resources") { rule in
          Rule(
            resources: rule.strings("resources"),
            providers: try rule.list("providers") { try EncryptionProvider(&$0) }
          )
        },
        form: Form(&reader)
      )
    }
  }
}

extension EncryptionConfiguration.Form {
  /// Reads kind and version, which belong together.
  fileprivate init(_ reader: inout NodeReader) {
    let kind = reader.string("kind")
    let version = reader.string("apiVersion")
    self = .current
    // What is missing or no text was told already.
    guard !kind.isEmpty, !version.isEmpty else { return }
    let ofKind = EncryptionConfiguration.Form.allCases.first { $0.kind == kind }
    if let ofKind, ofKind.apiVersion == version {
      self = ofKind
      return
    }
    let meant = ofKind ?? .current
    reader.report(
      .unsupported,
      ofKind == nil
        ? "\(Terminal.quoted(kind)) is no encryption configuration"
        : "\(kind) is not of \(Terminal.quoted(version))",
      at: ofKind == nil ? "kind" : "apiVersion",
      hint: "write \(meant.kind) of \(meant.apiVersion)"
    )
  }
}

extension EncryptionProvider {
  private static let names = LocalCipher.allCases.map(\.rawValue) + ["kms", "identity"]

  /// Reads a mapping of one key, the provider's name.
  fileprivate init(_ reader: inout NodeReader) throws {
    self = .identity
    let present = EncryptionProvider.names.filter { reader.has($0) }
    guard present.count == 1, let name = present.first else {
      try EncryptionProvider.refuse(&reader, present.count)
      return
    }
    switch name {
    case "identity":
      reader.mapping(name) { _ in }
    case "kms":
      let service = reader.mapping(name) { KeyService(&$0) }
      if let service { self = .keyService(service) }
    default:
      guard let cipher = LocalCipher(rawValue: name) else { return }
      let keys = reader.mapping(name) { local in
        local.list("keys") { EncryptionKey(&$0) }
      }
      self = .local(cipher, keys ?? [])
    }
  }

  /// Tells what is wrong with a mapping that names no provider, or several.
  private static func refuse(_ reader: inout NodeReader, _ count: Int) throws {
    if reader.node["identity"]?.isNull == true {
      reader.report(
        .wrongType,
        "identity without a value counts as no provider",
        at: "identity",
        hint: "write identity: {}"
      )
      return
    }
    // A single unknown key is told by itself, with the nearest name.
    guard count > 1 || reader.node.entries?.count != 1 else { return }
    throw KTHWError(
      .invalidValue,
      "expected one of \(names.joined(separator: ", "))",
      hint: count > 1 ? "begin each provider with a dash of its own" : nil
    )
  }
}

extension EncryptionKey {
  fileprivate init(_ reader: inout NodeReader) {
    let name = reader.string("name")
    let secret = reader.value("secret") { digits in
      do {
        return try Array(digits.utf8).withUnsafeBytes { try Base64.decodeSecret($0, .go) }
      } catch let failure as Base64.Failure {
        throw KTHWError(
          .syntax,
          failure.reason,
          hint: "make one with: head -c 32 /dev/urandom | base64"
        )
      }
    }
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    self.init(name: name, secret: secret ?? SecretBytes(copying: nothing))
  }
}

extension KeyService {
  fileprivate init(_ reader: inout NodeReader) {
    self.init(
      version: reader.choice(ifPresent: "apiVersion") ?? .v1,
      name: reader.string("name"),
      endpoint: reader.string("endpoint"),
      cacheSize: reader.integer(ifPresent: "cachesize"),
      timeout: reader.value(ifPresent: "timeout") { try GoDuration(go: $0) }
    )
  }
}
