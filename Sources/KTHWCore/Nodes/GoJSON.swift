/// Go's `encoding/json` rules for turning JSON into structs, as cfssl has them.
///
/// - A key is matched exactly, else without regard to case.
/// - Unknown keys are ignored; here they are at least reported.
/// - Of a key given twice the last value wins, but an array or object is
///   decoded *into* the earlier value: what it does not mention stays.
/// - `null` empties lists, maps and optional values and leaves others alone.
/// - A wrong type is an error in Go's words, with our line and column.
///
/// ```swift
/// struct Request: GoJSON.Structure {
///   var commonName = ""
///   var hosts: [String] = []
///   static let goType = "csr.CertificateRequest"
///   static let fields: [GoJSON.Field<Request>] = [
///     GoJSON.Field("CN", \.commonName), GoJSON.Field("hosts", \.hosts),
///   ]
/// }
/// let (request, warnings) = try GoJSON.decode(Request.self, from: bytes, file: "csr.json")
/// ```
enum GoJSON {
  /// A type that Go's rules decode.
  protocol Value: SendableMetatype {
    /// The type's name in Go, as its messages show it: `[]string`.
    static var goType: String { get }
    /// Creates Go's zero value.
    init()
    /// Decodes a node into this value, which may hold something already.
    ///
    /// Problems go to `decoding`, and the value stays as it is.
    mutating func decode(_ node: Node, in decoding: inout Decoding)
  }

  /// A Go struct: a value with named fields.
  protocol Structure: Value {
    /// The fields, in Go's order, which decides between names that differ in
    /// case alone.
    static var fields: [Field<Self>] { get }
  }

  /// A field of a struct: its name in JSON and where its value goes.
  struct Field<Owner>: Sendable {
    let name: String
    let decode: @Sendable (Node, inout Owner, inout Decoding) -> Void

    init<FieldValue: Value>(
      _ name: String,
      _ path: any WritableKeyPath<Owner, FieldValue> & Sendable
    ) {
      self.name = name
      decode = { node, owner, decoding in owner[keyPath: path].decode(node, in: &decoding) }
    }

    /// A field that is known and not used here.
    init(ignoring name: String) {
      self.name = name
      decode = { _, _, _ in }
    }
  }

  /// Reads JSON and decodes it.
  ///
  /// - Returns: the value, and warnings about keys that were ignored or given
  ///   more than once.
  /// - Throws: ``KTHWError`` as ``JSONReader``, or with every wrong type.
  static func decode<Root: Value>(
    _ type: Root.Type = Root.self,
    from bytes: [UInt8],
    file: String? = nil,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> (value: Root, warnings: [Problem]) {
    let node = try JSONReader.node(
      from: bytes,
      file: file,
      duplicateKeys: .keep,
      limits: limits
    )
    return try decode(type, from: node, file: file)
  }

  /// Decodes a node that was read with duplicate keys kept.
  ///
  /// - Throws: ``KTHWError`` with every value that does not fit.
  static func decode<Root: Value>(
    _ type: Root.Type = Root.self,
    from node: Node,
    file: String? = nil
  ) throws -> (value: Root, warnings: [Problem]) {
    var decoding = Decoding(file: file, rootType: Root.goType)
    var value = Root()
    value.decode(node, in: &decoding)
    try decoding.problems.throwIfAny()
    return (value, decoding.warnings)
  }
}

extension GoJSON.Structure {
  mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
    if node.isNull { return }
    guard let entries = node.entries else {
      return decoding.reportMismatch(of: node, with: Self.goType)
    }
    var seen: Set<String> = []
    for entry in entries {
      decoding.enter(entry.key)
      defer { decoding.leave() }
      guard let field = Self.field(named: entry.key) else {
        decoding.warnUnknown(entry, known: Self.fields.map(\.name))
        continue
      }
      if !seen.insert(field.name).inserted { decoding.warnRepeated(entry) }
      field.decode(entry.value, &self, &decoding)
    }
  }

  private static func field(named key: String) -> GoJSON.Field<Self>? {
    if let exact = fields.first(where: { $0.name.hasSameBytes(as: key) }) { return exact }
    let folded = GoJSON.folded(key)
    return fields.first { GoJSON.folded($0.name) == folded }
  }
}

extension GoJSON {
  /// A key without regard to case.
  ///
  /// Field names are ASCII; beyond it, only the
  /// long s and the Kelvin sign fold to ASCII letters.
  fileprivate static func folded(_ key: String) -> [UInt32] {
    key.unicodeScalars.map { scalar in
      switch scalar {
      case "A"..."Z": scalar.value | 0x20
      case "\u{17F}": 0x73
      case "\u{212A}": 0x6B
      default: scalar.value
      }
    }
  }
}
