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

  /// How many sequences and mappings are open.
  var depth: Int { frames.count }
  /// Whether the innermost open node is a mapping; false where none is open.
  var isInMapping: Bool { frames.last?.isMapping ?? false }
  /// Where the innermost open node began.
  var openMark: SourceMark? { frames.last?.mark }

  /// Adds a scalar.
  mutating func add(_ scalar: Node.Scalar, at mark: SourceMark) throws {
    try countNode(at: mark)
    place(Node(.scalar(scalar), at: mark))
  }

  /// Adds a node that is complete, of a given size and height.
  mutating func add(_ node: Node, size: Int, height: Int, at mark: SourceMark) throws {
    try countNode(size, at: mark)
    try checkDepth(frames.count + height, at: mark)
    place(node)
  }

  /// Opens a sequence or a mapping.
  mutating func open(mapping isMapping: Bool, at mark: SourceMark) throws {
    try countNode(at: mark)
    try checkDepth(frames.count + 1, at: mark)
    frames.append(Frame(mark: mark, isMapping: isMapping))
  }

  /// Closes the innermost open node and gives it back.
  @discardableResult
  mutating func close() -> Node {
    let frame = frames.removeLast()
    let value: Node.Value = frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
    let node = Node(value, at: frame.mark)
    place(node)
    return node
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

  private mutating func place(_ node: Node) {
    guard !frames.isEmpty else {
      root = node
      return
    }
    let last = frames.count - 1
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
