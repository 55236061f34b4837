/// Fills a template with what a document holds.
struct GoTemplateEvaluator {
  private let root: Node
  private let allowsMissingKeys: Bool
  /// The text so far.
  private(set) var output = ""

  init(root: Node, allowsMissingKeys: Bool) {
    self.root = root
    self.allowsMissingKeys = allowsMissingKeys
  }

  /// The functions that commands may call.
  static let functions: Set<String> = [
    "index", "len", "print", "eq", "ne", "not", "and", "or", "base64decode",
  ]

  /// A document as Go's templates see it: whole numbers stay whole.
  static func decoded(_ node: Node) -> Node {
    switch node.value {
    case .scalar(let scalar):
      guard scalar.kind == .float, Int(scalar.text) != nil else { return node }
      return Node(.scalar(Node.Scalar(scalar.text, .integer)))
    case .sequence(let items): return .sequence(items.map(decoded))
    case .mapping(let entries):
      let ordered = KubeconfigEntries(entries.map { (name: $0.key, value: $0.value) })
      return .mapping(ordered.map { Node.Entry($0.name, decoded($0.value)) })
    }
  }

  /// Writes parts; `value` is what a dot stands for, and nil is no value.
  mutating func write(_ parts: [GoTemplate.Part], on value: Node?) throws {
    for part in parts {
      switch part {
      case .text(let text): output += text
      case .output(let pipeline):
        output += GoTemplateEvaluator.text(try evaluate(pipeline, on: value))
      case .block(let block, let pipeline, let then, let otherwise):
        let subject = try evaluate(pipeline, on: value)
        switch block {
        case .condition:
          try write(GoTemplateEvaluator.isTrue(subject) ? then : otherwise, on: value)
        case .with:
          let isTrue = GoTemplateEvaluator.isTrue(subject)
          try write(isTrue ? then : otherwise, on: isTrue ? subject : value)
        case .range:
          let items = try items(subject)
          for item in items { try write(then, on: item) }
          if items.isEmpty { try write(otherwise, on: value) }
        }
      }
    }
  }

  private func items(_ value: Node?) throws -> [Node] {
    guard let value, !value.isNull else { return [] }
    if let items = value.items { return items }
    if let entries = value.entries { return entries.map(\.value) }
    throw failure("range can't iterate over \(value.kindDescription)")
  }

  private func evaluate(_ pipeline: GoTemplate.Pipeline, on value: Node?) throws -> Node? {
    var result: Node??
    for command in pipeline { result = try evaluate(command, on: value, piped: result) }
    return result ?? nil
  }

  private func evaluate(
    _ command: GoTemplate.Command,
    on value: Node?,
    piped: Node??
  ) throws -> Node? {
    guard let first = command.first else { return nil }
    var arguments = try command.dropFirst().map { try evaluate($0, on: value) }
    if let piped { arguments.append(piped) }
    if case .function(let name) = first { return try call(name, arguments) }
    guard arguments.isEmpty else { throw failure("a value that is no function has arguments") }
    return try evaluate(first, on: value)
  }

  private func evaluate(_ operand: GoTemplate.Operand, on value: Node?) throws -> Node? {
    switch operand {
    case .literal(let node): return node
    case .fields(let names): return try look(up: names, in: value)
    case .rootFields(let names): return try look(up: names, in: root)
    case .nested(let pipeline, let names):
      return try look(up: names, in: evaluate(pipeline, on: value))
    case .function(let name): return try call(name, [])
    }
  }

  private func look(up names: [String], in value: Node?) throws -> Node? {
    try names.reduce(value) { value, name in
      guard let value, !value.isNull else { return nil }
      guard value.entries != nil else {
        throw failure("can't evaluate field \(name) in \(value.kindDescription)")
      }
      guard let found = value[name] else {
        guard allowsMissingKeys else {
          throw failure("map has no entry for key \(GoQuoting.quoted(name))")
        }
        return nil
      }
      return found
    }
  }
}

// MARK: - Functions

extension GoTemplateEvaluator {
  private func call(_ name: String, _ arguments: [Node?]) throws -> Node? {
    switch (name, arguments.count) {
    case ("index", 1...): return try index(arguments[0], arguments.dropFirst())
    case ("len", 1): return .integer(try length(arguments[0]))
    case ("print", _): return .string(arguments.map(GoTemplateEvaluator.text).joined())
    case ("eq", 2...):
      return .boolean(try arguments.dropFirst().contains { try equal(arguments[0], $0) })
    case ("ne", 2): return .boolean(try !equal(arguments[0], arguments[1]))
    case ("not", 1): return .boolean(!GoTemplateEvaluator.isTrue(arguments[0]))
    case ("and", 1...):
      return arguments.first { !GoTemplateEvaluator.isTrue($0) } ?? arguments[arguments.count - 1]
    case ("or", 1...):
      return arguments.first(where: GoTemplateEvaluator.isTrue) ?? arguments[arguments.count - 1]
    case ("base64decode", 1):
      guard let text = arguments[0]?.text, let bytes = try? KubeconfigBase64.decode(text) else {
        throw failure("base64decode: expected base64")
      }
      return .string(String(decoding: bytes, as: UTF8.self))
    default: throw failure("wrong number of arguments for \(name): \(arguments.count)")
    }
  }

  private func index(_ value: Node?, _ keys: ArraySlice<Node?>) throws -> Node? {
    try keys.reduce(value) { value, key in
      guard let value, !value.isNull else { throw failure("index of nothing") }
      if let items = value.items {
        guard let position = key?.scalar?.integer else {
          throw failure("index of a list with something that is no number")
        }
        guard items.indices.contains(position) else {
          throw failure("index out of range: \(position)")
        }
        return items[position]
      }
      guard value.entries != nil, let name = key?.text else {
        throw failure("can't index \(value.kindDescription)")
      }
      return value[name]
    }
  }

  private func length(_ value: Node?) throws -> Int {
    guard let value else { throw failure("len of nothing") }
    if let items = value.items { return items.count }
    if let entries = value.entries { return entries.count }
    guard let text = value.text else { throw failure("len of \(value.kindDescription)") }
    return text.utf8.count
  }

  private func equal(_ left: Node?, _ right: Node?) throws -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard let one = left.scalar, let other = right.scalar else {
      throw failure("invalid type for comparison")
    }
    guard one.kind == other.kind else { throw failure("incompatible types for comparison") }
    return one == other
  }

  /// Whether Go takes a value for true: what is neither empty nor zero.
  private static func isTrue(_ value: Node?) -> Bool {
    guard let value else { return false }
    switch value.value {
    case .sequence(let items): return !items.isEmpty
    case .mapping(let entries): return !entries.isEmpty
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: return false
      case .boolean: return scalar.boolean == true
      case .integer, .float: return Double(scalar.text) != 0
      case .string: return !scalar.text.isEmpty
      }
    }
  }

  /// A value as Go's `%v` writes it.
  private static func text(_ value: Node?) -> String {
    guard let value, !value.isNull else { return "<no value>" }
    return inner(value)
  }

  private static func inner(_ value: Node) -> String {
    switch value.value {
    case .sequence(let items): return "[" + items.map(inner).joined(separator: " ") + "]"
    case .mapping(let entries):
      return "map[" + entries.map { $0.key + ":" + inner($0.value) }.joined(separator: " ") + "]"
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: return "<nil>"
      case .float: return Double(scalar.text).map(GoNumber.generalText) ?? scalar.text
      default: return scalar.text
      }
    }
  }

  private func failure(_ message: String) -> KTHWError {
    KTHWError(.invalidValue, "go-template: " + message)
  }
}
