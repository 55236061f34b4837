extension Kubeconfig {
  /// Reads a kubeconfig, in YAML or JSON, as kubectl does.
  ///
  /// Only the first document counts; comments, layout, unknown fields and
  /// all but the last of a field given twice are dropped. An empty text is an
  /// empty kubeconfig. Every stanza remembers `file` as its origin.
  ///
  /// - Parameters:
  ///   - bytes: the text, in UTF-8.
  ///   - file: the name of the file it came from.
  ///   - limits: how much is read before the text is refused.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``,
  ///   ``KTHWError/Code/wrongType``, ``KTHWError/Code/invalidValue``,
  ///   ``KTHWError/Code/duplicateField`` or ``KTHWError/Code/limitExceeded``;
  ///   its ``Problem/peerWords`` are kubectl's.
  public init(
    reading bytes: [UInt8],
    file: String? = nil,
    limits: ReadingLimits = ReadingLimits()
  ) throws {
    self.init()
    let node = try YAMLReader.node(
      from: bytes,
      file: file,
      duplicateKeys: .keep,
      laterDocuments: .ignore,
      limits: limits
    )
    guard let node, !node.isNull else { return }
    try Kubeconfig.checkVersion(node, file: file)
    var decoder = KubeconfigDecoder(file: file)
    var stanzas = KubeconfigStanzas()
    decoder.object(node, "Config") { config, decoder in
      decoder.read(config, into: &self, &stanzas)
    }
    if let failure = decoder.failure { throw failure }
    if let duplicate = decoder.duplicate { throw duplicate }
    try stanzas.fill(&self, file: file)
  }

  /// Checks `apiVersion` and `kind`, which kubectl looks at before the rest.
  private static func checkVersion(_ node: Node, file: String?) throws {
    let prefix = "couldn't get version/kind; json parse error: json: cannot unmarshal "
    guard node.entries != nil else {
      throw KTHWError(
        .wrongType,
        "expected a kubeconfig, found \(node.kindDescription)",
        at: Place(file: file, mark: node.mark),
        peerWords: PeerWords(
          prefix + GoJSON.word(for: node)
            + " into Go value of type struct { APIVersion string "
            + #""json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }"#
        )
      )
    }
    var values: [String] = []
    for (field, expected) in [("apiVersion", "v1"), ("kind", "Config")] {
      let value = node[field] ?? .null
      guard value.isNull || value.text != nil else {
        throw KTHWError(
          .wrongType,
          "expected \(Terminal.quoted(expected)), found \(value.kindDescription)",
          at: Place(file: file, mark: value.mark, field: field),
          peerWords: PeerWords(
            prefix + "\(GoJSON.word(for: value)) into Go struct field .\(field) of type string"
          )
        )
      }
      let text = value.text ?? ""
      values.append(text.isEmpty ? expected : text)
    }
    guard values[0] == "v1", values[1] == "Config" else {
      throw KTHWError(
        .invalidValue,
        "expected kind Config of version v1, found kind \(Terminal.quoted(values[1])) of version "
          + Terminal.quoted(values[0]),
        at: Place(file: file, mark: node.mark),
        peerWords: PeerWords(
          "no kind \(GoQuoting.quoted(values[1])) is registered for version "
            + "\(GoQuoting.quoted(values[0])) in scheme "
            + #""k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50""#
        )
      )
    }
  }
}

/// The lists of a kubeconfig before their names are known to be different.
struct KubeconfigStanzas {
  typealias Named<Value> = (name: String, value: Value, mark: SourceMark?)

  var clusters: [Named<KubeconfigCluster>] = []
  var users: [Named<KubeconfigUser>] = []
  var contexts: [Named<KubeconfigContext>] = []

  /// Puts the stanzas where they belong.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/duplicateField``.
  func fill(_ kubeconfig: inout Kubeconfig, file: String?) throws {
    let stamped = KubeconfigStanzas(stamping: self, origin: file)
    kubeconfig.clusters = try KubeconfigStanzas.unique(
      stamped.clusters,
      field: "clusters",
      words: "*[]NamedCluster into *map[string]*api.Cluster",
      file: file
    )
    kubeconfig.users = try KubeconfigStanzas.unique(
      stamped.users,
      field: "users",
      words: "*[]NamedAuthInfo into *map[string]*api.AuthInfo",
      file: file
    )
    kubeconfig.contexts = try KubeconfigStanzas.unique(
      stamped.contexts,
      field: "contexts",
      words: "*[]NamedContext into *map[string]*api.Context",
      file: file
    )
  }

  init() {}

  private init(stamping stanzas: KubeconfigStanzas, origin: String?) {
    self = stanzas
    for index in clusters.indices { clusters[index].value.origin = origin }
    for index in users.indices { users[index].value.origin = origin }
    for index in contexts.indices { contexts[index].value.origin = origin }
  }

  /// The stanzas by name.
  ///
  /// kubectl's words go on with a dump of the list, secrets and all; ours end
  /// before it.
  static func unique<Value>(
    _ stanzas: [Named<Value>],
    field: String,
    words: String,
    file: String?
  ) throws -> KubeconfigEntries<Value> {
    let entries = KubeconfigEntries(stanzas.map { (name: $0.name, value: $0.value) })
    guard entries.count < stanzas.count else { return entries }
    var seen: Set<KeyBytes> = []
    for stanza in stanzas where !seen.insert(KeyBytes(text: stanza.name)).inserted {
      throw KTHWError(
        .duplicateField,
        "the name \(Terminal.quoted(stanza.name)) is given twice",
        at: Place(file: file, mark: stanza.mark, field: field),
        hint: "rename or delete one of the two",
        peerWords: PeerWords(
          "error converting \(words): duplicate name \(GoQuoting.quoted(stanza.name)) in list"
        )
      )
    }
    return entries
  }
}
