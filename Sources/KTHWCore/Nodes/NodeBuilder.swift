/// Builds a tree from what a reader meets, and holds it to the limits.
///
/// The stack is an array, so that no nesting in a text can exhaust ours.
struct NodeBuilder {
  private struct Frame {
    let mark: SourceMark
    let isMapping: Bool
    var items: [Node] = []
    var entries: [Node.Entry] = []
    var key = ""
    var keyMark: SourceMark?
    var seen: [KeyBytes: Int] = [:]
    /// Which entries merge other mappings into this one.
    var merges: [Int] = []
    /// How many nodes there were before this one.
    let countBefore: Int
    /// The height of the highest child.
    var height = 0
  }

  /// A complete node with what it costs to have it a second time.
  struct Measured {
    let node: Node
    /// How many nodes it consists of.
    let size: Int
    /// How many levels of sequences and mappings it has.
    let height: Int
  }

  private let file: String?
  private let duplicateKeys: DuplicateKeys
  private let depthLimit: Int
  private let nodeLimit: Int
  private var frames: [Frame] = []
  private var count = 0

  /// The whole tree, once the outermost node is complete.
  private(set) var root: Node?

  init(file: String?, duplicateKeys: DuplicateKeys, limits: ReadingLimits) {
    self.file = file
    self.duplicateKeys = duplicateKeys
    depthLimit = min(limits.depth, ReadingLimits.deepest)
    nodeLimit = limits.nodes
  }

  /// Forgets the tree that is complete, so that another can be built.
  mutating func reset() { root = nil }

  /// How many sequences and mappings are open.
  var depth: Int { frames.count }
  /// Whether the innermost open node is a mapping; false where none is open.
  var isInMapping: Bool { frames.last?.isMapping ?? false }
  /// Where the innermost open node began.
  var openMark: SourceMark? { frames.last?.mark }

  /// Adds a scalar.
  mutating func add(_ scalar: Node.Scalar, at mark: SourceMark) throws {
    try countNode(at: mark)
    place(Node(.scalar(scalar), at: mark), height: 0)
  }

  /// Adds a node that stands elsewhere already.
  mutating func add(_ measured: Measured, at mark: SourceMark) throws {
    try countNode(measured.size, at: mark)
    try checkDepth(frames.count + measured.height, at: mark)
    place(measured.node, height: measured.height)
  }

  /// Opens a sequence or a mapping.
  mutating func open(mapping isMapping: Bool, at mark: SourceMark) throws {
    let countBefore = count
    try countNode(at: mark)
    try checkDepth(frames.count + 1, at: mark)
    frames.append(Frame(mark: mark, isMapping: isMapping, countBefore: countBefore))
  }

  /// Closes the innermost open node and gives it back.
  ///
  /// - Throws: ``KTHWError`` where the node merges something else than
  ///   mappings.
  @discardableResult
  mutating func close() throws -> Measured {
    let frame = frames.removeLast()
    let value: Node.Value
    if !frame.isMapping {
      value = .sequence(frame.items)
    } else if frame.merges.isEmpty {
      value = .mapping(frame.entries)
    } else {
      value = .mapping(try merged(frame.entries, frame.merges))
    }
    let node = Node(value, at: frame.mark)
    place(node, height: frame.height + 1)
    return Measured(node: node, size: count - frame.countBefore, height: frame.height + 1)
  }

  /// Names the value that follows in the open mapping.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/duplicateField`` where the
  ///   mapping has the key already and duplicates are refused.
  mutating func key(_ key: String, at mark: SourceMark) throws {
    let last = frames.count - 1
    frames[last].key = key
    frames[last].keyMark = mark
    guard duplicateKeys == .refuse, let earlier = noteKey(key, in: last) else { return }
    var message = "duplicate key \(Terminal.quoted(key))"
    if let first = frames[last].entries[earlier].keyMark { message += ", first given at \(first)" }
    throw KTHWError(.duplicateField, message, at: Place(file: file, mark: mark))
  }

  /// Says that the value that follows is to be merged into the open mapping.
  mutating func mergeKey(at mark: SourceMark) throws {
    try key("<<", at: mark)
    frames[frames.count - 1].merges.append(frames[frames.count - 1].entries.count)
  }

  /// The index of an earlier entry with this key, if there is one.
  ///
  /// Short mappings are searched, long ones indexed.
  private mutating func noteKey(_ key: String, in frame: Int) -> Int? {
    let count = frames[frame].entries.count
    guard count >= 12 else {
      return frames[frame].entries.firstIndex { $0.key.hasSameBytes(as: key) }
    }
    if frames[frame].seen.isEmpty {
      for (index, entry) in frames[frame].entries.enumerated() {
        frames[frame].seen[KeyBytes(text: entry.key)] = index
      }
    }
    let bytes = KeyBytes(text: key)
    if let earlier = frames[frame].seen[bytes] { return earlier }
    frames[frame].seen[bytes] = count
    return nil
  }

  private mutating func place(_ node: Node, height: Int) {
    guard !frames.isEmpty else {
      root = node
      return
    }
    let last = frames.count - 1
    frames[last].height = max(frames[last].height, height)
    if frames[last].isMapping {
      let entry = Node.Entry(frames[last].key, node, at: frames[last].keyMark)
      frames[last].entries.append(entry)
    } else {
      frames[last].items.append(node)
    }
  }

  private mutating func countNode(_ size: Int = 1, at mark: SourceMark) throws {
    count += size
    guard count > nodeLimit else { return }
    throw KTHWError(
      .limitExceeded,
      "more than \(nodeLimit) values",
      at: Place(file: file, mark: mark)
    )
  }

  private func checkDepth(_ depth: Int, at mark: SourceMark) throws {
    guard depth > depthLimit else { return }
    throw KTHWError(
      .limitExceeded,
      "nested deeper than \(depthLimit) levels",
      at: Place(file: file, mark: mark)
    )
  }
}

// MARK: - Merge keys

extension NodeBuilder {
  /// The entries of a mapping with those that `<<` brings in.
  ///
  /// Where duplicates are refused, a key of the mapping itself wins over a
  /// merged one wherever it stands, as YAML 1.1 has it. Where they are kept,
  /// merged entries take the place of `<<`; with the last one winning, that
  /// is what kubectl does. Of several mappings the first wins.
  private func merged(_ entries: [Node.Entry], _ merges: [Int]) throws -> [Node.Entry] {
    let merges = Set(merges)
    var own: Set<KeyBytes> = []
    if duplicateKeys == .refuse {
      for (index, entry) in entries.enumerated() where !merges.contains(index) {
        own.insert(KeyBytes(text: entry.key))
      }
    }
    var result: [Node.Entry] = []
    for (index, entry) in entries.enumerated() {
      guard merges.contains(index) else {
        result.append(entry)
        continue
      }
      for source in try mergeSources(entry.value) {
        switch duplicateKeys {
        case .keep: result.append(contentsOf: source)
        case .refuse: result += source.filter { own.insert(KeyBytes(text: $0.key)).inserted }
        }
      }
    }
    return result
  }

  /// The mappings that a merge names, in the order to apply them.
  private func mergeSources(_ value: Node) throws -> [[Node.Entry]] {
    let sources = value.items ?? [value]
    let mappings = sources.compactMap(\.entries)
    guard mappings.count == sources.count else {
      throw KTHWError(
        .syntax,
        "map merge requires map or sequence of maps as the value",
        at: Place(file: file, mark: value.mark)
      )
    }
    return duplicateKeys == .keep ? mappings.reversed() : mappings
  }
}
