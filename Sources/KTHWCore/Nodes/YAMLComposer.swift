import CLibYAML

/// Makes nodes of libyaml's events.
struct YAMLComposer: ~Copyable {
  private enum Anchor {
    /// The node is not complete: an alias to it would contain itself.
    case open
    case complete(NodeBuilder.Measured)
  }

  private var parser: YAMLParser
  private let file: String?
  private let aliasLimit: Int
  private var builder: NodeBuilder
  private var anchors: [String: Anchor] = [:]
  private var aliased = 0
  /// For every open node: its anchor, and whether a key comes next.
  private var open: [(anchor: String?, awaitsKey: Bool)] = []

  init(
    _ input: UnsafeBufferPointer<UInt8>,
    file: String?,
    duplicateKeys: DuplicateKeys,
    limits: ReadingLimits
  ) throws {
    parser = try YAMLParser(input, file: file)
    self.file = file
    aliasLimit = limits.aliasExpansion
    builder = NodeBuilder(file: file, duplicateKeys: duplicateKeys, limits: limits)
  }

  /// Reads one document, or nil at the end of the text.
  mutating func nextDocument() throws -> Node? {
    guard try nextDocumentMark() != nil else { return nil }
    anchors.removeAll()
    builder.reset()
    while true {
      let event = try parser.next()
      switch event.pointee.type {
      case YAML_DOCUMENT_END_EVENT: return builder.root
      case YAML_SCALAR_EVENT: try scalar(event)
      case YAML_ALIAS_EVENT: try alias(event)
      case YAML_SEQUENCE_START_EVENT:
        try begin(mapping: false, event, anchor: event.pointee.data.sequence_start.anchor)
      case YAML_MAPPING_START_EVENT:
        try begin(mapping: true, event, anchor: event.pointee.data.mapping_start.anchor)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: try end()
      default: break
      }
    }
  }

  /// Where the next document begins, or nil at the end of the text.
  mutating func nextDocumentMark() throws -> SourceMark? {
    while true {
      let event = try parser.next()
      switch event.pointee.type {
      case YAML_DOCUMENT_START_EVENT: return SourceMark(event.pointee.start_mark)
      case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return nil
      default: break
      }
    }
  }

  private var awaitsKey: Bool { open.last?.awaitsKey ?? false }

  /// After a key comes a value, after a value a key.
  private mutating func advance() {
    guard builder.isInMapping else { return }
    open[open.count - 1].awaitsKey.toggle()
  }

  private func failure(
    _ code: KTHWError.Code,
    _ message: String,
    at mark: SourceMark,
    hint: String? = nil,
    words: String? = nil
  ) -> KTHWError {
    let words = PeerWords(words ?? "yaml: " + message)
    return KTHWError(code, message, at: Place(file: file, mark: mark), hint: hint, peerWords: words)
  }
}

// MARK: - Events

extension YAMLComposer {
  private mutating func begin(
    mapping isMapping: Bool,
    _ event: UnsafePointer<yaml_event_t>,
    anchor: UnsafeMutablePointer<yaml_char_t>?
  ) throws {
    let mark = SourceMark(event.pointee.start_mark)
    guard !awaitsKey else {
      let kind = isMapping ? "a mapping" : "a list"
      throw failure(.syntax, "invalid map key: expected text, found \(kind)", at: mark)
    }
    try builder.open(mapping: isMapping, at: mark)
    let name = anchor.map { String(cString: $0) }
    if let name { anchors[name] = .open }
    open.append((name, isMapping))
  }

  private mutating func end() throws {
    let anchor = open.removeLast().anchor
    let measured = try builder.close()
    if let anchor { anchors[anchor] = .complete(measured) }
    advance()
  }

  private mutating func scalar(_ event: UnsafePointer<yaml_event_t>) throws {
    let mark = SourceMark(event.pointee.start_mark)
    let data = event.pointee.data.scalar
    let bytes = UnsafeBufferPointer(start: data.value, count: data.length)
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE && data.tag == nil
    if awaitsKey, isPlain, data.anchor == nil, bytes.elementsEqual("<<".utf8) {
      try builder.mergeKey(at: mark)
      return advance()
    }
    let text = String(decoding: bytes, as: UTF8.self)
    var scalar = Node.Scalar(text, isPlain ? YAMLResolution.kind(ofPlain: bytes) : .string)
    if let tag = data.tag { scalar = try tagged(text, tag: String(cString: tag), at: mark) }
    if scalar.kind == .float, YAMLWord.infinities.contains(text) {
      throw failure(
        .invalidValue,
        "\(text) is no number that JSON or Kubernetes knows",
        at: mark,
        hint: "put it in quotes if text is meant",
        words: "json: unsupported value: "
          + (text.lowercased().hasSuffix("nan") ? "NaN" : text.hasPrefix("-") ? "-Inf" : "+Inf")
      )
    }
    if let anchor = data.anchor {
      let node = Node(.scalar(scalar), at: mark)
      anchors[String(cString: anchor)] = .complete(.init(node: node, size: 1, height: 0))
    }
    try add(scalar, at: mark)
  }

  /// A scalar with an explicit tag.
  private func tagged(_ text: String, tag: String, at mark: SourceMark) throws -> Node.Scalar {
    let short = YAMLResolution.shortTag(tag)
    if short == "binary" {
      do {
        let octets = try Base64.decode(Array(text.utf8), .go)
        return Node.Scalar(String(decoding: octets, as: UTF8.self), .string)
      } catch {
        throw failure(.syntax, "!!binary value contains \(error.reason)", at: mark)
      }
    }
    guard let kind = YAMLResolution.kind(of: text, tag: tag) else {
      throw failure(.syntax, "cannot decode this text as a !!\(short)", at: mark)
    }
    return Node.Scalar(text, kind)
  }

  /// Adds a scalar as the key or value that comes next.
  private mutating func add(_ scalar: Node.Scalar, at mark: SourceMark) throws {
    if awaitsKey {
      guard scalar.kind != .null else {
        throw failure(.syntax, "invalid map key: expected text, found null", at: mark)
      }
      try builder.key(scalar.jsonText, at: mark)
    } else {
      try builder.add(scalar, at: mark)
    }
    advance()
  }

  private mutating func alias(_ event: UnsafePointer<yaml_event_t>) throws {
    let mark = SourceMark(event.pointee.start_mark)
    let name = event.pointee.data.alias.anchor.map { String(cString: $0) } ?? ""
    switch anchors[name] {
    case nil:
      throw failure(.syntax, "unknown anchor '\(name)' referenced", at: mark)
    case .open:
      throw failure(.syntax, "anchor '\(name)' value contains itself", at: mark)
    case .complete(let measured):
      aliased += measured.size
      guard aliased <= aliasLimit else {
        throw failure(
          .limitExceeded,
          "aliases stand for more than \(aliasLimit) values",
          at: mark
        )
      }
      if awaitsKey {
        guard let scalar = measured.node.scalar else {
          throw failure(
            .syntax,
            "invalid map key: expected text, found \(measured.node.kindDescription)",
            at: mark
          )
        }
        return try add(scalar, at: mark)
      }
      try builder.add(measured, at: mark)
      advance()
    }
  }
}
