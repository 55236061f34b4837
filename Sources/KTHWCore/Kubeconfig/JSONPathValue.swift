/// What a step of a JSONPath template gives.
enum JSONPathValue: Hashable, Sendable {
  /// A piece of the document.
  case node(Node)
  /// A number of the template; it is no number of the document, and kubectl
  /// refuses to compare the two.
  case integer(Int)
  /// A byte of a text, which is what Go sees behind `*`.
  case byte(UInt8)

  /// A document with its numbers as Go reads them, and keys in byte order.
  static func decoded(_ node: Node) -> Node {
    switch node.value {
    case .scalar(let scalar):
      guard scalar.kind == .integer || scalar.kind == .float else { return node }
      let number = Double(scalar.text) ?? 0
      return Node(.scalar(Node.Scalar(GoNumber.jsonText(number), .float)))
    case .sequence(let items):
      return .sequence(items.map(decoded))
    case .mapping(let entries):
      let ordered = KubeconfigEntries(entries.map { (name: $0.key, value: $0.value) })
      return .mapping(ordered.map { Node.Entry($0.name, decoded($0.value)) })
    }
  }

  /// The value as JSON.
  var node: Node {
    switch self {
    case .node(let node): node
    case .integer(let number): .integer(number)
    case .byte(let byte): .integer(Int(byte))
    }
  }

  /// The value as it is printed: text as it is, lists and maps as JSON.
  var text: String {
    switch self {
    case .integer(let number): return String(number)
    case .byte(let byte): return String(byte)
    case .node(let node):
      guard let scalar = node.scalar else { return JSONWriter.compact(node) }
      guard scalar.kind == .float, let number = Double(scalar.text) else { return scalar.text }
      return GoNumber.generalText(number)
    }
  }

  /// The items of a list, the values of a map, the bytes of a text.
  var children: [JSONPathValue] {
    guard case .node(let node) = self else { return [] }
    switch node.value {
    case .sequence(let items): return items.map(JSONPathValue.node)
    case .mapping(let entries): return entries.map { .node($0.value) }
    case .scalar(let scalar):
      guard scalar.kind == .string else { return [] }
      return scalar.text.utf8.map(JSONPathValue.byte)
    }
  }

  /// The items, where this is a list.
  var items: [Node]? {
    if case .node(let node) = self { node.items } else { nil }
  }

  var isNull: Bool {
    if case .node(let node) = self { node.isNull } else { false }
  }

  /// What the value is in Go's words.
  var goType: String {
    switch self {
    case .integer: return "int"
    case .byte: return "uint8"
    case .node(let node):
      switch node.value {
      case .sequence: return "[]interface {}"
      case .mapping: return "map[string]interface {}"
      case .scalar(let scalar):
        switch scalar.kind {
        case .string: return "string"
        case .boolean: return "bool"
        case .null: return "<nil>"
        default: return "float64"
        }
      }
    }
  }
}

// MARK: - Comparing

extension JSONPathValue {
  /// Compares two values as Go's templates do.
  ///
  /// - Throws: ``JSONPathFailure`` for what cannot be compared.
  func holds(_ comparison: String, with other: JSONPathValue) throws(JSONPathFailure) -> Bool {
    guard ["==", "!=", "<", "<=", ">", ">="].contains(comparison) else {
      throw JSONPathFailure("unrecognized filter operator \(comparison)")
    }
    let order = try order(to: other, isEquality: comparison == "==" || comparison == "!=")
    switch comparison {
    case "==": return order == .same
    case "!=": return order != .same
    case "<": return order == .before
    case "<=": return order == .before || order == .same
    case ">": return order == .after
    default: return order == .after || order == .same
    }
  }

  private enum Order {
    case before
    case same
    case after
  }

  private enum Comparable {
    case integer(Int)
    case float(Double)
    case text(String)
    case boolean(Bool)
  }

  private func order(
    to other: JSONPathValue,
    isEquality: Bool
  ) throws(JSONPathFailure) -> Order {
    let badType = JSONPathFailure("invalid type for comparison")
    guard let left = comparable, let right = other.comparable else { throw badType }
    switch (left, right) {
    case (.integer(let left), .integer(let right)):
      return left == right ? .same : left < right ? .before : .after
    case (.float(let left), .float(let right)):
      return left == right ? .same : left < right ? .before : .after
    case (.text(let left), .text(let right)):
      return left.hasSameBytes(as: right)
        ? .same : ByteOrder.precedes(left, right) ? .before : .after
    case (.boolean(let left), .boolean(let right)):
      guard isEquality else { throw badType }
      return left == right ? .same : .before
    default:
      throw JSONPathFailure("incompatible types for comparison")
    }
  }

  private var comparable: Comparable? {
    switch self {
    case .integer(let number): return .integer(number)
    case .byte(let byte): return .integer(Int(byte))
    case .node(let node):
      guard let scalar = node.scalar else { return nil }
      switch scalar.kind {
      case .null: return nil
      case .string: return .text(scalar.text)
      case .boolean: return .boolean(scalar.boolean == true)
      case .integer, .float: return .float(Double(scalar.text) ?? 0)
      }
    }
  }
}
