/// Reads a mapping field by field, knows where it stands, and collects what
/// is wrong instead of stopping at the first fault.
///
/// Every field that is asked for becomes a known key. When the mapping has
/// been read, keys that nobody asked for are refused, and the nearest known
/// one is proposed. A `null` counts as absent. Where a required field is
/// missing or wrong, an empty placeholder comes back and the problem is kept:
/// ``read(_:file:unknownKeys:_:)`` throws all of them at its end.
///
/// ```swift
/// let spec = try NodeReader.read(node, file: "cluster.yaml") { cluster in
///   ClusterSpec(
///     name: cluster.string("name"),
///     podNetwork: cluster.value(ifPresent: "podNetwork") { try CIDRBlock($0) },
///     nodes: cluster.list("nodes") { node in
///       NodeSpec(name: node.string("name"), port: node.integer(ifPresent: "port", in: 1...65535))
///     }
///   )
/// }
/// // cluster.yaml:4:3: nodes[0].name: required, but missing
/// // cluster.yaml:5:9: nodes[0].port: expected a whole number, found a string
/// ```
public struct NodeReader {
  /// What to do with keys that nothing asked for.
  public enum UnknownKeys: Hashable, Sendable {
    /// They are problems.
    case refuse
    /// They are passed over, as Kubernetes' own readers do.
    case ignore
  }

  /// The mapping.
  public let node: Node
  /// The path of the mapping: `signing.profiles.kubernetes`; empty at the top.
  public let path: String

  let unknownKeys: UnknownKeys
  private let entries: [Node.Entry]
  /// Where the last entry of each key stands, in a mapping of many.
  private let positions: [KeyBytes: Int]?
  private var known: [String] = []
  var problems: [Problem] = []

  init(_ node: Node, entries: [Node.Entry], path: String, unknownKeys: UnknownKeys) {
    self.node = node
    self.entries = entries
    self.path = path
    self.unknownKeys = unknownKeys
    positions =
      entries.count > 32
      ? Dictionary(
        entries.indices.map { (KeyBytes(text: entries[$0].key), $0) },
        uniquingKeysWith: { _, last in last }
      ) : nil
  }

  /// The value of the last entry with a key.
  private func value(_ key: String) -> Node? {
    guard let positions else { return entries.last { $0.key.hasSameBytes(as: key) }?.value }
    return positions[KeyBytes(text: key)].map { entries[$0].value }
  }

  /// Reads a mapping and everything below it.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - file: the name that problems give to the text.
  ///   - unknownKeys: what to do with keys that `body` does not ask for; it
  ///     holds for everything below as well.
  ///   - body: asks for the fields and makes a value of them.
  /// - Returns: what `body` made.
  /// - Throws: ``KTHWError`` with every problem, in the order of the text;
  ///   what `body` throws and is not a ``KTHWError`` at once.
  public static func read<Value>(
    _ node: Node,
    file: String? = nil,
    unknownKeys: UnknownKeys = .refuse,
    _ body: (inout NodeReader) throws -> Value
  ) throws -> Value {
    var problems: [Problem] = []
    let value = try read(node, path: "", unknownKeys, into: &problems, body)
    if let value, problems.isEmpty { return value }
    let end = SourceMark(line: .max, column: .max)
    let ordered = problems.enumerated().sorted {
      ($0.element.place?.mark ?? end, $0.offset) < ($1.element.place?.mark ?? end, $1.offset)
    }
    throw KTHWError(ordered.map { $0.element.inFile(file) })
      ?? KTHWError(.invalidValue, "cannot be read", at: Place(file: file, mark: node.mark))
  }

  /// Reads a mapping at a path; nil where it is none or `body` gave up.
  static func read<Value>(
    _ node: Node,
    path: String,
    _ unknownKeys: UnknownKeys,
    into problems: inout [Problem],
    _ body: (inout NodeReader) throws -> Value
  ) rethrows -> Value? {
    guard let entries = node.entries else {
      problems.append(mismatch(node, "a mapping", path: path))
      return nil
    }
    var reader = NodeReader(node, entries: entries, path: path, unknownKeys: unknownKeys)
    var value: Value?
    do {
      value = try body(&reader)
      // A body that gave up has not asked for all that it knows.
      reader.reportUnknownKeys()
    } catch let error as KTHWError {
      for problem in error.problems { reader.add(problem, of: node, path: path) }
    }
    problems += reader.problems
    return value
  }
}

// MARK: - Fields and problems

extension NodeReader {
  /// Whether a key, which becomes known, is there with a value but null.
  public mutating func has(_ key: String) -> Bool { field(key) != nil }

  /// Makes keys known that are not read.
  public mutating func ignore(_ keys: String...) { known += keys }

  /// The place of a field, or of the mapping where the field is missing.
  public func place(of key: String) -> Place {
    Place(mark: value(key)?.mark ?? node.mark, field: path(of: key))
  }

  /// Adds a problem with a field that could be read but not used.
  ///
  /// - Parameters:
  ///   - code: the kind of problem.
  ///   - message: what is wrong; the place comes before it by itself.
  ///   - key: the field.
  ///   - hint: what to do about it.
  public mutating func report(
    _ code: KTHWError.Code,
    _ message: String,
    at key: String,
    hint: String? = nil
  ) {
    known.append(key)
    problems.append(Problem(code, message, at: place(of: key), hint: hint))
  }

  /// The value of a key, which becomes known; nil where it is absent or null.
  mutating func field(_ key: String) -> Node? {
    known.append(key)
    let value = value(key)
    return value?.isNull == true ? nil : value
  }

  /// The same, with a problem where it is absent.
  mutating func required(_ key: String) -> Node? {
    if let value = field(key) { return value }
    report(.missingField, "required, but missing", at: key)
    return nil
  }

  func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }

  mutating func add(_ problem: Problem) { problems.append(problem) }

  /// Adds a problem that a value's own parser found, and says where it stands.
  mutating func add(_ problem: Problem, of node: Node, path: String) {
    var placed = problem
    var place = problem.place ?? Place()
    place.mark = place.mark ?? node.mark
    place.field = place.field ?? (path.isEmpty ? nil : path)
    placed.place = place
    problems.append(placed)
  }

  mutating func reportMismatch(_ node: Node, _ expected: String, path: String) {
    problems.append(NodeReader.mismatch(node, expected, path: path))
  }

  /// The problem of a value that is of another kind than expected.
  ///
  /// The value itself is not shown: it may be secret.
  static func mismatch(_ node: Node, _ expected: String, path: String) -> Problem {
    Problem(
      .wrongType,
      "expected \(expected), found \(node.kindDescription)",
      at: Place(mark: node.mark, field: path.isEmpty ? nil : path),
      hint: hint(for: node, expected)
    )
  }

  private static func hint(for node: Node, _ expected: String) -> String? {
    guard let scalar = node.scalar else { return nil }
    if expected == "a string", scalar.kind == .boolean {
      return "put it in quotes: YAML takes \(scalar.text) for a boolean"
    }
    if expected == "a string" { return "put it in quotes" }
    if expected == "a mapping", scalar.text.hasPrefix("-----BEGIN ") {
      return "this is a PEM file"
    }
    return nil
  }

  private mutating func reportUnknownKeys() {
    guard unknownKeys == .refuse else { return }
    let asked = Set(known.map(KeyBytes.init))
    let unknown = entries.filter { !asked.contains(KeyBytes(text: $0.key)) }
    let field = path.isEmpty ? nil : path
    for entry in unknown.prefix(NodeReader.unknownKeyLimit) {
      let nearest = Spelling.nearest(to: entry.key, among: known)
      problems.append(
        Problem(
          .unknownField,
          "unknown key \(Terminal.quoted(entry.key))",
          at: Place(mark: entry.keyMark, field: field),
          hint: nearest.map { "did you mean \"\($0)\"?" } ?? knownHint
        )
      )
    }
    let rest = unknown.dropFirst(NodeReader.unknownKeyLimit)
    guard let first = rest.first else { return }
    problems.append(
      Problem(
        .unknownField,
        "\(rest.count) more unknown keys",
        at: Place(mark: first.keyMark, field: field)
      )
    )
  }

  /// How many unknown keys of one mapping are named: nobody reads more, and
  /// finding the nearest word takes its time.
  private static let unknownKeyLimit = 20

  private var knownHint: String? {
    guard !known.isEmpty, known.count <= 20 else { return nil }
    return "known here: " + Set(known).sorted().joined(separator: ", ")
  }
}
