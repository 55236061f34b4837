extension ClusterSpec {
  /// Reads cluster.yaml, or the same as JSON, strictly: an unknown key, a
  /// duplicate, a wrong type or an impossible value are all reported at once.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - file: the name that problems give to it.
  /// - Throws: ``KTHWError`` with every problem, each with its line and column.
  public init(reading bytes: [UInt8], file: String? = nil) throws {
    self = try ClusterSpec.reading(bytes, file: file).spec
  }

  /// The same as ``init(reading:file:)``, with what the cluster's owner may
  /// regret.
  ///
  /// - Parameters:
  ///   - bytes: the whole text.
  ///   - file: the name that problems give to it.
  /// - Returns: the cluster, and every doubt with its line and column.
  /// - Throws: ``KTHWError`` as ``init(reading:file:)`` does.
  public static func reading(
    _ bytes: [UInt8],
    file: String? = nil
  ) throws -> (spec: ClusterSpec, doubts: [Problem]) {
    guard let document = try YAMLReader.node(from: bytes, file: file) else {
      throw KTHWError(
        .syntax,
        "the file is empty",
        at: file.map { .file($0) },
        hint: "kthwctl init writes one to begin with"
      )
    }
    var found: [Problem] = []
    let candidate = NodeReader.read(document, path: "", .refuse, into: &found) { reader in
      ClusterSpec(&reader)
    }
    let unread = UnreadFields(found, in: document)
    if let candidate {
      found += candidate.violations.filter { !unread.touch($0) }.map {
        document.placing($0.problem)
      }
    }
    if let candidate, found.isEmpty {
      return (candidate, candidate.doubts().map { document.placing($0).inFile(file) })
    }
    throw KTHWError(ClusterSpec.limited(inOrder(found)).map { $0.inFile(file) })
      ?? KTHWError(.invalidValue, "cannot be read", at: file.map { .file($0) })
  }

  private static func inOrder(_ problems: [Problem]) -> [Problem] {
    let end = SourceMark(line: .max, column: .max)
    return problems.enumerated().sorted {
      ($0.element.place?.mark ?? end, $0.offset) < ($1.element.place?.mark ?? end, $1.offset)
    }.map(\.element)
  }

  /// How many problems are told at once; nobody reads more.
  private static let problemLimit = 100

  /// The first problems, and how many more there are.
  static func limited(_ problems: [Problem]) -> [Problem] {
    guard problems.count > problemLimit else { return problems }
    let rest = problems.count - problemLimit
    let more = Problem(.limitExceeded, "\(rest) more problems", at: problems[problemLimit].place)
    return problems[..<problemLimit] + [more]
  }
}

/// The fields of a document that could not be read, so that nothing is said
/// of a value that nobody wrote.
private struct UnreadFields {
  private var paths: Set<String> = []
  /// The paths, and everything around them.
  private var surroundings: Set<String> = []

  init(_ problems: [Problem], in document: Node) {
    for problem in problems {
      guard let field = problem.place?.field else { continue }
      guard problem.code == .unknownField else {
        add(UnreadFields.container(of: field))
        continue
      }
      // What was meant by the unknown key is not known to be absent.
      let known = ClusterField.keys(below: field)
      let key = document.node(at: field)?.entries?.first { $0.keyMark == problem.place?.mark }?.key
      if let meant = key.flatMap({ Spelling.nearest(to: $0, among: known) }) {
        add(field + "." + meant)
      }
    }
  }

  /// Whether a violation is about one of the fields, or rests on one.
  func touch(_ violation: ClusterViolation) -> Bool {
    (violation.basis + [violation.problem.place?.field ?? ""]).contains { path in
      surroundings.contains(path) || UnreadFields.around(path).contains { paths.contains($0) }
    }
  }

  private mutating func add(_ path: String) {
    paths.insert(path)
    surroundings.formUnion(UnreadFields.around(path))
  }

  /// A path and what it lies in: `a.b[0]`, `a.b`, `a`.
  private static func around(_ path: String) -> [String] {
    var paths = [path]
    var rest = path[...]
    while let end = rest.lastIndex(where: { $0 == "." || $0 == "[" }) {
      rest = rest[..<end]
      paths.append(String(rest))
    }
    return paths
  }

  /// The list, where the field is an item of one: it is shorter than it looks.
  private static func container(of field: String) -> String {
    guard field.hasSuffix("]"), let bracket = field.lastIndex(of: "[") else { return field }
    return String(field[..<bracket])
  }
}

extension Node {
  /// A problem that knows its field, with the position of that field, or of
  /// the nearest one around it that is written down.
  fileprivate func placing(_ problem: Problem) -> Problem {
    var placed = problem
    guard let field = problem.place?.field else { return problem }
    placed.place?.mark = mark(at: field)
    return placed
  }

  /// The position of a field, or of the nearest one around it that is
  /// written down.
  func mark(at path: String) -> SourceMark? {
    var deepest: Node? = self
    _ = walk(path) { deepest = $0 }
    return deepest?.mark
  }

  /// The node at a path such as `spec.hosts[2].name`.
  fileprivate func node(at path: String) -> Node? { walk(path) { _ in } }

  /// Follows a path as far as it goes; nil where it ends too early.
  private func walk(_ path: String, _ visit: (Node) -> Void) -> Node? {
    var node = self
    var rest = path[...]
    visit(node)
    while !rest.isEmpty {
      if rest.hasPrefix("[") {
        let digits = rest.dropFirst().prefix { $0 != "]" }
        guard let index = Decimal.value(digits.utf8), let items = node.items,
          items.indices.contains(index)
        else { return nil }
        rest = rest.dropFirst(digits.count + 2)
        node = items[index]
      } else {
        if rest.hasPrefix(".") { rest = rest.dropFirst() }
        guard let entry = node.entry(beginning: rest) else { return nil }
        rest = rest.dropFirst(entry.key.count)
        node = entry.value
      }
      visit(node)
    }
    return node
  }

  /// The entry whose key a path goes on with; keys may have dots in them.
  private func entry(beginning path: Substring) -> Entry? {
    entries?.filter { entry in
      guard !entry.key.isEmpty, path.hasPrefix(entry.key) else { return false }
      let next = path.dropFirst(entry.key.count).first
      return next == nil || next == "." || next == "["
    }.max { $0.key.count < $1.key.count }
  }
}
