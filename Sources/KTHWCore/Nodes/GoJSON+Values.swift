extension String: GoJSON.Value {
  static var goType: String { "string" }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull { return }
    guard let text = node.text else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    self = text
  }
}

extension Bool: GoJSON.Value {
  static var goType: String { "bool" }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull { return }
    guard let flag = node.scalar?.boolean else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    self = flag
  }
}

extension Int: GoJSON.Value {
  static var goType: String { "int" }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull { return }
    guard let scalar = node.scalar, scalar.kind == .integer || scalar.kind == .float else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    // 2048.0 and 1e3 are whole, but not to Go.
    guard let number = Int(scalar.text) else {
      return decoding.reportMismatch(of: node, with: Self.goType, digits: scalar.text)
    }
    self = number
  }
}

/// A slice. Elements are decoded into those that are there already.
extension Array: GoJSON.Value where Element: GoJSON.Value {
  static var goType: String { "[]" + Element.goType }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull {
      self = []
      return
    }
    guard let items = node.items else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    for (index, item) in items.enumerated() {
      decoding.enter(index)
      defer { decoding.leave() }
      if index == count { append(Element()) }
      self[index].decode(item, in: &decoding)
    }
    removeLast(count - items.count)
  }
}

/// A map. Its values are replaced, never merged: Go decodes into a new one.
extension Dictionary: GoJSON.Value where Key == String, Value: GoJSON.Value {
  static var goType: String { "map[string]" + Value.goType }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull {
      self = [:]
      return
    }
    guard let entries = node.entries else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    var seen: Set<String> = []
    for entry in entries {
      decoding.enter(entry.key)
      defer { decoding.leave() }
      if !seen.insert(entry.key).inserted { decoding.warnReplaced(entry) }
      var value = Value()
      value.decode(entry.value, in: &decoding)
      self[entry.key] = value
    }
  }
}

/// A pointer, or a slice or map that may be nil: `null` makes it nil, and
/// anything else is decoded into what is there.
extension Optional: GoJSON.Value where Wrapped: GoJSON.Value {
  static var goType: String { Wrapped.goType }

  init() { self = nil }

  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull {
      self = nil
      return
    }
    var value = self ?? Wrapped()
    value.decode(node, in: &decoding)
    self = value
  }
}

extension GoJSON {
  /// A value that knows where it was written, for what is checked later.
  struct Located<Wrapped: Value>: Value {
    var value = Wrapped()
    /// Where the value was given, or nil where it was not.
    private(set) var place: Place?

    static var goType: String { Wrapped.goType }

    init() {}

    /// Creates a value that no text gave.
    init(_ value: Wrapped) { self.value = value }

    mutating func decode(_ node: Node, in decoding: inout Decoding) {
      if !node.isNull { place = decoding.place(of: node) }
      value.decode(node, in: &decoding)
    }
  }

  /// Octets, given in base64: Go's `[]byte`.
  struct Octets: Value {
    var bytes: [UInt8] = []

    static var goType: String { "[]uint8" }

    init() {}

    mutating func decode(_ node: Node, in decoding: inout Decoding) {
      guard !node.isNull else {
        bytes = []
        return
      }
      guard let text = node.text else {
        return decoding.reportMismatch(of: node, with: Self.goType)
      }
      do {
        bytes = try Base64.decode(Array(text.utf8), .go)
      } catch {
        decoding.report(
          .invalidValue,
          "illegal base64 data at input byte \(error.offset)",
          of: node
        )
      }
    }
  }

  /// Any JSON value, taken as it is.
  struct Anything: Value {
    private(set) var node: Node?

    static var goType: String { "interface {}" }

    init() {}

    mutating func decode(_ node: Node, in decoding: inout Decoding) {
      self.node = node.isNull ? nil : node
    }
  }
}

extension GoJSON.Located: Sendable where Wrapped: Sendable {}
extension GoJSON.Located: Equatable where Wrapped: Equatable {}
extension GoJSON.Located: Hashable where Wrapped: Hashable {}
extension GoJSON.Octets: Hashable, Sendable {}
extension GoJSON.Anything: Hashable, Sendable {}
