/// A kubeconfig as it is written: what there is of it, in the order of its
/// JSON form.
///
/// It is a ``Node`` that can hold bytes, so that a private key goes from its
/// own memory into the text without a copy as a string. Comparison is byte
/// for byte.
enum KubeconfigTree: Sendable {
  /// A string.
  case text(String)
  /// What stands as it is: `null`, `true`, a number as JSON has it.
  case word(String)
  /// Bytes, written as base64.
  case data([UInt8])
  /// Private bytes, written as base64.
  case secret(SecretBytes)
  /// Values in order.
  case list([KubeconfigTree])
  /// Keys and values in the order of JSON.
  case map([Field])

  /// A key and its value.
  struct Field: Sendable {
    var key: String
    var value: KubeconfigTree
  }

  static let null = KubeconfigTree.word("null")
  static func flag(_ flag: Bool) -> KubeconfigTree { .word(flag ? "true" : "false") }

  /// The keys, where this is a map.
  var fieldNames: [String] {
    if case .map(let fields) = self { fields.map(\.key) } else { [] }
  }
}

// MARK: - Equality

extension KubeconfigTree: Hashable {
  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)), (.word(let left), .word(let right)):
      left.hasSameBytes(as: right)
    case (.data(let left), .data(let right)): left == right
    case (.secret(let left), .secret(let right)): left.hasSameBytes(as: right)
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)): left == right
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text), .word(let text): hasher.combine(text)
    case .data(let bytes): hasher.combine(bytes)
    case .secret(let secret): hasher.combine(secret.count)
    case .list(let items): hasher.combine(items)
    case .map(let fields): hasher.combine(fields)
    }
  }
}

extension KubeconfigTree.Field: Hashable {
  static func == (left: Self, right: Self) -> Bool {
    left.key.hasSameBytes(as: right.key) && left.value == right.value
  }
}

extension SecretBytes {
  /// Whether two secrets are the same bytes.
  func hasSameBytes(as other: SecretBytes) -> Bool {
    self === other
      || withUnsafeBytes { bytes in other.withUnsafeBytes { bytes.elementsEqual($0) } }
  }
}

// MARK: - Nodes

extension KubeconfigTree {
  /// The tree of plain data, where `node` is ``normalised(_:)``.
  init(_ node: Node) {
    switch node.value {
    case .scalar(let scalar):
      self = scalar.kind == .string ? .text(scalar.text) : .word(scalar.jsonText)
    case .sequence(let items):
      self = .list(items.map(KubeconfigTree.init))
    case .mapping(let entries):
      self = .map(entries.map { Field(key: $0.key, value: KubeconfigTree($0.value)) })
    }
  }

  /// The tree as plain data, bytes as base64.
  var node: Node {
    switch self {
    case .text(let text): .string(text)
    case .word("null"): .null
    case .word(let word) where word == "true" || word == "false": .boolean(word == "true")
    case .word(let number): Node(.scalar(Node.Scalar(number, .float)))
    case .data(let bytes): .string(Base64.encode(bytes))
    case .secret(let secret): .string(secret.withUnsafeBytes { Base64.encode(Array($0)) })
    case .list(let items): .sequence(items.map(\.node))
    case .map(let fields): .mapping(fields.map { Node.Entry($0.key, $0.value.node) })
    }
  }

  /// Plain data as it stands in JSON: keys in byte order, of a key given
  /// twice the last, numbers in decimal digits.
  static func normalised(_ node: Node) -> Node {
    switch node.value {
    case .scalar(let scalar):
      switch scalar.kind {
      case .string: return Node(.scalar(scalar))
      case .null: return .null
      case .boolean: return .boolean(scalar.boolean == true)
      case .integer, .float: return Node(.scalar(Node.Scalar(number(scalar), scalar.kind)))
      }
    case .sequence(let items):
      return .sequence(items.map(normalised))
    case .mapping(let entries):
      let last = KubeconfigEntries(entries.map { (name: $0.key, value: $0.value) })
      return .mapping(last.map { Node.Entry($0.name, normalised($0.value)) })
    }
  }

  private static func number(_ scalar: Node.Scalar) -> String {
    if scalar.kind == .integer, let whole = GoNumber.whole(scalar.text) { return whole.text }
    return GoNumber.float(scalar.text).map(GoNumber.jsonText) ?? scalar.jsonText
  }
}
