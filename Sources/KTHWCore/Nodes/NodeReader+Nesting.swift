extension NodeReader {
  /// A required mapping, or nil where it is missing or wrong.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - body: asks for the mapping's fields and makes a value of them.
  /// - Returns: what `body` made.
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func mapping<Value>(
    _ key: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> Value? {
    guard let node = required(key) else { return nil }
    return try descend(into: node, at: path(of: key), body)
  }

  /// A mapping, or nil where it is absent or wrong.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - body: asks for the mapping's fields and makes a value of them.
  /// - Returns: what `body` made.
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func mapping<Value>(
    ifPresent key: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> Value? {
    guard let node = field(key) else { return nil }
    return try descend(into: node, at: path(of: key), body)
  }

  /// A required list of mappings; what could be read of it.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - body: asks for the fields of one item and makes a value of them.
  /// - Returns: what `body` made of the items, in order.
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func list<Value>(
    _ key: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> [Value] {
    guard let node = required(key) else { return [] }
    return try list(node, at: path(of: key), body) ?? []
  }

  /// A list of mappings, or nil where it is absent or no list.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - body: asks for the fields of one item and makes a value of them.
  /// - Returns: what `body` made of the items, in order.
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func list<Value>(
    ifPresent key: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> [Value]? {
    guard let node = field(key) else { return nil }
    return try list(node, at: path(of: key), body)
  }

  /// A mapping whose keys are free and whose values are mappings, such as
  /// profiles by name; nil where it is absent or wrong.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - body: makes a value of one entry's key and fields.
  /// - Returns: what `body` made of the entries, in order.
  /// - Throws: what `body` throws and is not a ``KTHWError``.
  public mutating func entries<Value>(
    ifPresent key: String,
    _ body: (String, inout NodeReader) throws -> Value
  ) rethrows -> [Value]? {
    guard let node = field(key), let entries = entries(of: node, at: path(of: key)) else {
      return nil
    }
    return try entries.compactMap { entry in
      try descend(into: entry.value, at: path(of: key) + "." + entry.key) { reader in
        try body(entry.key, &reader)
      }
    }
  }

  /// A required list of strings; what could be read of it.
  public mutating func strings(_ key: String) -> [String] {
    required(key).flatMap { strings($0, at: path(of: key)) } ?? []
  }

  /// A list of strings, or nil where it is absent or no list.
  public mutating func strings(ifPresent key: String) -> [String]? {
    field(key).flatMap { strings($0, at: path(of: key)) }
  }

  /// A mapping from free keys to strings, in order, such as labels; nil where
  /// it is absent or no mapping.
  public mutating func stringEntries(ifPresent key: String) -> [(key: String, value: String)]? {
    guard let node = field(key), let entries = entries(of: node, at: path(of: key)) else {
      return nil
    }
    return entries.compactMap { entry in
      string(entry.value, at: path(of: key) + "." + entry.key).map { (entry.key, $0) }
    }
  }

  /// Whatever stands at a key, as it is; nil where it is absent or null.
  public mutating func node(ifPresent key: String) -> Node? { field(key) }
}

// MARK: - Nodes

extension NodeReader {
  private mutating func descend<Value>(
    into node: Node,
    at path: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> Value? {
    try NodeReader.read(node, path: path, unknownKeys, into: &problems, body)
  }

  private mutating func list<Value>(
    _ node: Node,
    at path: String,
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> [Value]? {
    guard let items = items(of: node, at: path) else { return nil }
    var values: [Value] = []
    for (index, item) in items.enumerated() {
      if let value = try descend(into: item, at: path + "[\(index)]", body) { values.append(value) }
    }
    return values
  }

  private mutating func strings(_ node: Node, at path: String) -> [String]? {
    guard let items = items(of: node, at: path) else { return nil }
    var texts: [String] = []
    for (index, item) in items.enumerated() {
      if let text = string(item, at: path + "[\(index)]") { texts.append(text) }
    }
    return texts
  }

  private mutating func items(of node: Node, at path: String) -> [Node]? {
    if node.items == nil { reportMismatch(node, "a list", path: path) }
    return node.items
  }

  private mutating func entries(of node: Node, at path: String) -> [Node.Entry]? {
    if node.entries == nil { reportMismatch(node, "a mapping", path: path) }
    return node.entries
  }
}
