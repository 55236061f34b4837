/// Makes typed values of a kubeconfig's nodes, by kubectl's rules.
///
/// Names of fields count with their case, unknown ones are dropped, `null`
/// is as good as nothing, and a string field takes a string and no number.
/// The walk goes through keys in byte order to its end, and the first value
/// that did not fit is the error, as in kubectl.
struct KubeconfigDecoder {
  private let file: String?
  /// The fields down to here, for kubectl's words: `users`, `user`, `token`.
  private var goPath: [String] = []
  /// The same with the positions in lists, for our own.
  private var path: [String] = []
  /// The Go struct whose fields are being read.
  private var goType = "Config"
  /// The first value that did not fit.
  private(set) var failure: KTHWError?
  /// The first extension that has the name of another.
  private(set) var duplicate: (any Error)?

  init(file: String?) {
    self.file = file
  }

  /// The fields of a mapping.
  struct Object {
    fileprivate let node: Node
    /// The last value given for a field, or nil where it is missing or null.
    subscript(key: String) -> Node? { node[key].flatMap { $0.isNull ? nil : $0 } }
  }
}

// MARK: - Structure

extension KubeconfigDecoder {
  /// Reads a struct; what is no mapping is reported.
  mutating func object(
    _ node: Node?,
    _ type: String,
    _ body: (Object, inout KubeconfigDecoder) -> Void
  ) {
    guard let node, !node.isNull else { return }
    guard node.entries != nil else { return reportMismatch(of: node, with: "v1." + type) }
    let outer = goType
    goType = type
    body(Object(node: node), &self)
    goType = outer
  }

  /// Reads a field by `body`, which then stands at its path.
  mutating func field(
    _ key: String,
    of object: Object,
    _ body: (Node, inout KubeconfigDecoder) -> Void
  ) {
    guard let node = object[key] else { return }
    goPath.append(key)
    path.append((path.isEmpty ? "" : ".") + key)
    body(node, &self)
    goPath.removeLast()
    path.removeLast()
  }

  /// Reads the items of a list, nulls included.
  mutating func list(
    _ key: String,
    of object: Object,
    type: String,
    _ body: (Node, inout KubeconfigDecoder) -> Void
  ) {
    field(key, of: object) { node, decoder in decoder.items(of: node, type: type, body) }
  }

  /// Reads the items of a list that a node should be.
  mutating func items(
    of node: Node,
    type: String,
    _ body: (Node, inout KubeconfigDecoder) -> Void
  ) {
    guard let items = node.items else { return reportMismatch(of: node, with: "[]" + type) }
    for (index, item) in items.enumerated() {
      path.append("[\(index)]")
      body(item, &self)
      path.removeLast()
    }
  }

  /// Reads a map in the byte order of its keys; of a key given twice the last
  /// value counts.
  mutating func map<Value>(
    _ key: String,
    of object: Object,
    type: String,
    _ body: (Node, inout KubeconfigDecoder) -> Value
  ) -> KubeconfigEntries<Value>? {
    var result: KubeconfigEntries<Value>?
    field(key, of: object) { node, decoder in
      guard let entries = node.entries else {
        return decoder.reportMismatch(of: node, with: type)
      }
      let ordered = KubeconfigEntries(entries.map { (name: $0.key, value: $0.value) })
      result = ordered.mapValues { body($0, &decoder) }
    }
    return result
  }
}

// MARK: - Scalars

extension KubeconfigDecoder {
  /// A string; null is empty.
  mutating func text(_ node: Node) -> String {
    if node.isNull { return "" }
    if let text = node.text { return text }
    reportMismatch(of: node, with: "string")
    return ""
  }

  mutating func text(_ key: String, of object: Object, into target: inout String) {
    // The closure cannot keep a reference to what the caller is changing.
    var value = target
    field(key, of: object) { node, decoder in value = decoder.text(node) }
    target = value
  }

  mutating func flag(_ key: String, of object: Object, into target: inout Bool) {
    var value = target
    field(key, of: object) { node, decoder in
      guard let flag = node.scalar?.boolean else {
        return decoder.reportMismatch(of: node, with: "bool")
      }
      value = flag
    }
    target = value
  }

  /// Strings, or nil where there is no list.
  mutating func texts(_ key: String, of object: Object) -> [String]? {
    var result: [String]?
    field(key, of: object) { node, decoder in result = decoder.texts(node) }
    return result
  }

  mutating func texts(_ node: Node) -> [String]? {
    guard !node.isNull else { return nil }
    var texts: [String] = []
    items(of: node, type: "string") { item, decoder in texts.append(decoder.text(item)) }
    return node.items == nil ? nil : texts
  }

  /// Bytes: base64, or a list of numbers.
  mutating func bytes(_ key: String, of object: Object) -> [UInt8] {
    var bytes: [UInt8] = []
    field(key, of: object) { node, decoder in
      if let text = node.text {
        bytes = decoder.decoded(text, of: node)
      } else {
        bytes = decoder.octets(node)
      }
    }
    return bytes
  }

  private mutating func decoded(_ text: String, of node: Node) -> [UInt8] {
    do {
      return try KubeconfigBase64.decode(text)
    } catch {
      report(
        .invalidValue,
        "expected base64, found a text that is none at byte \(error.offset)",
        of: node,
        words: error.goText
      )
      return []
    }
  }

  private mutating func octets(_ node: Node) -> [UInt8] {
    guard let items = node.items else {
      reportMismatch(of: node, with: "[]uint8")
      return []
    }
    return items.map { item in
      if item.isNull { return 0 }
      guard let scalar = item.scalar, scalar.kind == .integer || scalar.kind == .float else {
        reportMismatch(of: item, with: "uint8")
        return 0
      }
      let number = scalar.jsonText
      guard let octet = UInt8(number) else {
        reportMismatch(of: item, with: "uint8", number: number)
        return 0
      }
      return octet
    }
  }
}

// MARK: - Problems

extension KubeconfigDecoder {
  /// Named values by name; a name given twice is reported.
  mutating func unique(
    _ named: [KubeconfigStanzas.Named<Node>]
  ) -> KubeconfigEntries<Node> {
    do {
      return try KubeconfigStanzas.unique(
        named,
        field: (path + [path.isEmpty ? "extensions" : ".extensions"]).joined(),
        words: "*[]NamedExtension into *map[string]runtime.Object",
        file: file
      )
    } catch {
      // Types come first; names are compared when all of them are right.
      duplicate = duplicate ?? error
      return [:]
    }
  }
}

extension KubeconfigDecoder {
  /// Reports a value of the wrong type.
  mutating func reportMismatch(of node: Node, with goType: String, number: String? = nil) {
    let found = GoJSON.word(for: node) + (number.map { " " + $0 } ?? "")
    report(
      .wrongType,
      "expected \(KubeconfigDecoder.expectation(goType)), found \(node.kindDescription)",
      of: node,
      words: "json: cannot unmarshal \(found) into Go struct field "
        + "\(self.goType).\(goPath.joined(separator: ".")) of type \(goType)"
    )
  }

  private mutating func report(
    _ code: KTHWError.Code,
    _ message: String,
    of node: Node,
    words: String
  ) {
    guard failure == nil else { return }
    failure = KTHWError(
      code,
      message,
      at: Place(file: file, mark: node.mark, field: path.joined()),
      peerWords: PeerWords(words)
    )
  }

  /// What a Go type is to people.
  private static func expectation(_ goType: String) -> String {
    switch goType {
    case "string": "a string"
    case "bool": "true or false"
    case "uint8": "a number up to 255"
    case "[]uint8": "base64"
    case let type where type.hasPrefix("[]"): "a list"
    default: "a mapping"
    }
  }
}
