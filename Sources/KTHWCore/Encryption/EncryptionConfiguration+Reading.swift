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
    var reader = EncryptionReader(problems: Problems(file: file))
    let configuration = reader.configuration(document)
    try reader.problems.throwIfAny()
    self = configuration
  }
}

/// Takes a document apart and collects what is wrong with it.
///
/// Where something is missing or wrong, reading goes on with an empty value;
/// the problem keeps the result from being used.
private struct EncryptionReader {
  var problems: Problems

  mutating func configuration(_ node: Node) -> EncryptionConfiguration {
    let fields = fields(node, "", ["apiVersion", "kind", "resources"])
    let form = form(fields, node)
    let rules = list(required("resources", fields, node, ""), "resources").map { rule($0, $1) }
    return EncryptionConfiguration(rules: rules, form: form)
  }

  private mutating func form(_ fields: [String: Node], _ node: Node) -> EncryptionConfiguration.Form
  {
    let kind = text(required("kind", fields, node, ""), "kind")
    let version = text(required("apiVersion", fields, node, ""), "apiVersion")
    let forms = EncryptionConfiguration.Form.allCases
    if let form = forms.first(where: { $0.kind == kind && $0.apiVersion == version }) {
      return form
    }
    guard !kind.isEmpty, !version.isEmpty else { return .current }
    let isKind = forms.contains { $0.kind == kind }
    let meant = forms.first { $0.kind == kind } ?? .current
    problems.add(
      .unsupported,
      isKind
        ? "\(kind) is not of \(Terminal.quoted(version))"
        : "\(Terminal.quoted(kind)) is no encryption configuration",
      at: .field(isKind ? "apiVersion" : "kind", fields[isKind ? "apiVersion" : "kind"]?.mark),
      hint: "write \(meant.kind) of \(meant.apiVersion)"
    )
    return .current
  }

  private mutating func rule(_ node: Node, _ path: String) -> EncryptionConfiguration.Rule {
    let fields = fields(node, path, ["resources", "providers"])
    let resources = required("resources", fields, node, path)
    let providers = required("providers", fields, node, path)
    return EncryptionConfiguration.Rule(
      resources: list(resources, path + ".resources").map { text($0, $1) },
      providers: list(providers, path + ".providers").map { provider($0, $1) }
    )
  }

  private mutating func provider(_ node: Node, _ path: String) -> EncryptionProvider {
    let names = LocalCipher.allCases.map(\.rawValue) + ["kms", "identity"]
    let fields = fields(node, path, names)
    guard fields.count == 1, let (name, value) = fields.first else {
      // A misspelled name was told already.
      if node.entries?.count != 1 {
        problems.add(
          .invalidValue,
          "a provider is one of \(names.joined(separator: ", "))",
          at: .field(path, node.mark),
          hint: fields.count > 1 ? "begin each with a dash of its own" : nil
        )
      }
      return .identity
    }
    let path = path + "." + name
    if let cipher = LocalCipher(rawValue: name) {
      let keys = required("keys", self.fields(value, path, ["keys"]), value, path)
      return .local(cipher, list(keys, path + ".keys").map { key($0, $1) })
    }
    if name == "kms" { return .keyService(service(value, path)) }
    if value.isNull {
      problems.add(
        .wrongType,
        "identity without a value counts as no provider",
        at: .field(path, value.mark),
        hint: "write identity: {}"
      )
    } else {
      _ = self.fields(value, path, [])
    }
    return .identity
  }

  private mutating func key(_ node: Node, _ path: String) -> EncryptionKey {
    let fields = fields(node, path, ["name", "secret"])
    let name = text(required("name", fields, node, path), path + ".name")
    let digits = text(required("secret", fields, node, path), path + ".secret")
    do {
      let secret = try Array(digits.utf8).withUnsafeBytes { try Base64.decodeSecret($0, .go) }
      return EncryptionKey(name: name, secret: secret)
    } catch {
      problems.add(
        .syntax,
        (error as? Base64.Failure)?.reason ?? "cannot be read",
        at: .field(path + ".secret", fields["secret"]?.mark),
        hint: "make one with: head -c 32 /dev/urandom | base64"
      )
      let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
      return EncryptionKey(name: name, secret: SecretBytes(copying: nothing))
    }
  }

  private mutating func service(_ node: Node, _ path: String) -> KeyService {
    let known = ["apiVersion", "name", "endpoint", "cachesize", "timeout"]
    let fields = fields(node, path, known)
    let version = fields["apiVersion"].map { text($0, path + ".apiVersion") } ?? "v1"
    if KeyService.Version(rawValue: version) == nil {
      problems.add(
        .invalidValue,
        "\(Terminal.quoted(version)) is no version of the protocol",
        at: .field(path + ".apiVersion", fields["apiVersion"]?.mark),
        hint: "use v2, or v1 before 1.27"
      )
    }
    return KeyService(
      version: KeyService.Version(rawValue: version) ?? .v1,
      name: text(required("name", fields, node, path), path + ".name"),
      endpoint: text(required("endpoint", fields, node, path), path + ".endpoint"),
      cacheSize: fields["cachesize"].flatMap { integer($0, path + ".cachesize") },
      timeout: fields["timeout"].flatMap { duration($0, path + ".timeout") }
    )
  }
}

// MARK: - Pieces

extension EncryptionReader {
  /// A mapping's fields; those that nobody knows are told and left out.
  private mutating func fields(_ node: Node, _ path: String, _ known: [String]) -> [String: Node] {
    guard let entries = node.entries else {
      wrongType(node, path, "a mapping")
      return [:]
    }
    var fields: [String: Node] = [:]
    for entry in entries {
      guard known.contains(entry.key) else {
        let nearest = Spelling.nearest(to: entry.key, among: known)
        problems.add(
          .unknownField,
          "\(Terminal.quoted(entry.key)) is not known here",
          at: .field(path, entry.keyMark),
          hint: nearest.map { "did you mean \($0)?" }
        )
        continue
      }
      fields[entry.key] = entry.value
    }
    return fields
  }

  /// A field that must be there; nil where it is not.
  private mutating func required(
    _ name: String,
    _ fields: [String: Node],
    _ parent: Node,
    _ path: String
  ) -> Node? {
    if let field = fields[name] { return field }
    // What is no mapping was told already.
    if parent.entries != nil {
      let field = path.isEmpty ? name : path + "." + name
      problems.add(.missingField, "is missing", at: .field(field, parent.mark))
    }
    return nil
  }

  private mutating func list(_ node: Node?, _ path: String) -> [(Node, String)] {
    guard let node else { return [] }
    guard let items = node.items else {
      wrongType(node, path, "a list")
      return []
    }
    return items.enumerated().map { ($1, "\(path)[\($0)]") }
  }

  private mutating func text(_ node: Node?, _ path: String) -> String {
    guard let node else { return "" }
    guard let text = node.text else {
      wrongType(node, path, "a string", hint: node.scalar == nil ? nil : "put it in quotes")
      return ""
    }
    return text
  }

  private mutating func integer(_ node: Node, _ path: String) -> Int? {
    if let scalar = node.scalar, scalar.kind == .integer, let number = Int(scalar.text) {
      return number
    }
    wrongType(node, path, "a whole number")
    return nil
  }

  private mutating func duration(_ node: Node, _ path: String) -> GoDuration? {
    let written = text(node, path)
    guard !written.isEmpty else { return nil }
    do {
      return try GoDuration(go: written)
    } catch {
      problems.add(
        .syntax,
        "\(Terminal.quoted(written)) is not a duration",
        at: .field(path, node.mark),
        hint: "write it like 3s"
      )
      return nil
    }
  }

  private mutating func wrongType(
    _ node: Node,
    _ path: String,
    _ expected: String,
    hint: String? = nil
  ) {
    problems.add(
      .wrongType,
      "\(node.kindDescription), where \(expected) is expected",
      at: .field(path, node.mark),
      hint: hint
    )
  }
}
