/// A piece of a YAML or JSON document: a scalar, a sequence or a mapping,
/// with the place where it began.
///
/// The tree keeps what a reader may need and a dictionary would lose: the
/// order of keys, duplicates (where the reader was told to keep them), and
/// scalars as they were written. No C type is behind it.
public struct Node: Sendable {
  /// What the node holds.
  public var value: Value
  /// Where it began, or nil for a node made by a program.
  public var mark: SourceMark?

  /// Creates a node.
  public init(_ value: Value, at mark: SourceMark? = nil) {
    self.value = value
    self.mark = mark
  }

  /// What a node can hold.
  public enum Value: Hashable, Sendable {
    /// A single value.
    case scalar(Scalar)
    /// Values in order.
    case sequence([Node])
    /// Keys and values in order.
    case mapping([Entry])
  }

  /// A key of a mapping and its value.
  public struct Entry: Hashable, Sendable {
    /// The key's text.
    public var key: String
    /// Where the key began.
    public var keyMark: SourceMark?
    /// The value.
    public var value: Node

    /// Creates an entry.
    public init(_ key: String, _ value: Node, at keyMark: SourceMark? = nil) {
      self.key = key
      self.keyMark = keyMark
      self.value = value
    }

    /// Equal when key and value are; places do not count.
    public static func == (left: Entry, right: Entry) -> Bool {
      left.key.hasSameBytes(as: right.key) && left.value == right.value
    }

    /// Hashes key and value; places do not count.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(key)
      hasher.combine(value)
    }
  }

  /// A single value: its text as written, and what that text means.
  public struct Scalar: Hashable, Sendable {
    /// The text: of a string its contents, of a number its digits as written.
    public var text: String
    /// What the text means.
    public var kind: Kind

    /// Creates a scalar.
    public init(_ text: String, _ kind: Kind) {
      self.text = text
      self.kind = kind
    }

    /// Equal when kind and text are, byte for byte: Swift's strings would be
    /// equal when they merely look the same.
    public static func == (left: Scalar, right: Scalar) -> Bool {
      left.kind == right.kind && left.text.hasSameBytes(as: right.text)
    }

    /// What a scalar's text means: by its syntax in JSON, by its resolution
    /// (quotes make strings) in YAML.
    public enum Kind: Hashable, Sendable {
      /// Nothing: `null`, `~`, or no text at all in YAML.
      case null
      /// `true` or `false`; YAML 1.1 has more spellings.
      case boolean
      /// A whole number.
      case integer
      /// A number with a fraction or an exponent.
      case float
      /// Text.
      case string
    }
  }
}

// MARK: - Building

extension Node {
  /// A string.
  public static func string(_ text: String) -> Node { Node(.scalar(Scalar(text, .string))) }
  /// A whole number.
  public static func integer(_ number: Int) -> Node {
    Node(.scalar(Scalar(String(number), .integer)))
  }
  /// `true` or `false`.
  public static func boolean(_ flag: Bool) -> Node {
    Node(.scalar(Scalar(flag ? "true" : "false", .boolean)))
  }
  /// `null`.
  public static var null: Node { Node(.scalar(Scalar("null", .null))) }
  /// Values in order.
  public static func sequence(_ items: [Node]) -> Node { Node(.sequence(items)) }
  /// Keys and values in order; nil values leave their key out.
  public static func mapping(_ entries: KeyValuePairs<String, Node?>) -> Node {
    Node(.mapping(entries.compactMap { key, value in value.map { Entry(key, $0) } }))
  }
  /// Entries in order.
  public static func mapping(_ entries: [Entry]) -> Node { Node(.mapping(entries)) }
}

// MARK: - Looking

extension Node {
  /// The scalar, where the node is one.
  public var scalar: Scalar? { if case .scalar(let scalar) = value { scalar } else { nil } }
  /// The items, where the node is a sequence.
  public var items: [Node]? { if case .sequence(let items) = value { items } else { nil } }
  /// The entries, where the node is a mapping.
  public var entries: [Entry]? { if case .mapping(let entries) = value { entries } else { nil } }
  /// The text, where the node is a string.
  public var text: String? { scalar.flatMap { $0.kind == .string ? $0.text : nil } }
  /// Whether the node is a null scalar.
  public var isNull: Bool { scalar?.kind == .null }

  /// The value of the last entry with a key, where the node is a mapping.
  public subscript(key: String) -> Node? { entries?.last { $0.key.hasSameBytes(as: key) }?.value }

  /// What the node is, in the words of a message: "a string", "a mapping".
  public var kindDescription: String {
    switch value {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: "null"
      case .boolean: "a boolean"
      case .integer, .float: "a number"
      case .string: "a string"
      }
    }
  }
}

extension Node: Hashable {
  /// Equal when they hold the same; places do not count.
  public static func == (left: Node, right: Node) -> Bool { left.value == right.value }

  /// Hashes what the node holds; places do not count.
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
