import CLibYAML

/// A libyaml emitter that we own, and the text it makes.
///
/// It is non-copyable, so that it is deleted exactly once. The emitter lies
/// on the heap, because it keeps pointers to itself.
struct YAMLEmitter: ~Copyable {
  private let emitter: UnsafeMutablePointer<yaml_emitter_t>
  private let output = SecretBuffer(capacity: 4096)

  /// Creates an emitter with the settings that give kubectl's layout.
  init() throws {
    emitter = .allocate(capacity: 1)
    guard yaml_emitter_initialize(emitter) == 1 else {
      emitter.deallocate()
      throw YAMLEmitter.outOfMemory
    }
    // The emitter borrows the buffer; both go together.
    let context = Unmanaged.passUnretained(output).toOpaque()
    yaml_emitter_set_output(
      emitter,
      { context, bytes, count in
        guard let context, let bytes else { return 0 }
        let output = Unmanaged<SecretBuffer>.fromOpaque(context).takeUnretainedValue()
        output.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return 1
      },
      context
    )
    yaml_emitter_set_unicode(emitter, 1)
    yaml_emitter_set_width(emitter, 80)
    yaml_emitter_set_indent(emitter, 2)
    yaml_emitter_set_break(emitter, YAML_LN_BREAK)
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  /// Begins the stream; nothing else can come before.
  func beginStream() throws {
    try emit { yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
  }

  /// Ends the stream and gives `body` the whole text.
  consuming func finish<Result>(_ body: (SecretBuffer) throws -> Result) throws -> Result {
    emitter.pointee.open_ended = 0
    try emit { yaml_stream_end_event_initialize($0) }
    guard yaml_emitter_flush(emitter) == 1 else { throw failure }
    return try body(output)
  }

  /// Begins a document, with `---` where one came before it.
  func beginDocument(isFirst: Bool) throws {
    try emit { yaml_document_start_event_initialize($0, nil, nil, nil, isFirst ? 1 : 0) }
  }

  func endDocument() throws {
    // After "|+" libyaml would add "...", which kubectl does not write.
    emitter.pointee.open_ended = 0
    try emit { yaml_document_end_event_initialize($0, 1) }
    emitter.pointee.open_ended = 0
  }

  func beginSequence(isEmpty: Bool) throws {
    let style = isEmpty ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE
    try emit { yaml_sequence_start_event_initialize($0, nil, nil, 1, style) }
  }

  func endSequence() throws {
    try emit { yaml_sequence_end_event_initialize($0) }
  }

  func beginMapping(isEmpty: Bool) throws {
    let style = isEmpty ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE
    try emit { yaml_mapping_start_event_initialize($0, nil, nil, 1, style) }
  }

  func endMapping() throws {
    try emit { yaml_mapping_end_event_initialize($0) }
  }

  /// How a scalar is written, unless YAML's syntax asks for more quotes.
  enum Style {
    case plain
    case doubleQuoted
    case literal
  }

  func scalar(_ text: String, _ style: Style) throws {
    var copy = text
    guard let length = Int32(exactly: copy.utf8.count) else {
      throw KTHWError(.limitExceeded, "a text of \(copy.utf8.count) bytes is too long for YAML")
    }
    let libyamlStyle =
      switch style {
      case .plain: YAML_PLAIN_SCALAR_STYLE
      case .doubleQuoted: YAML_DOUBLE_QUOTED_SCALAR_STYLE
      case .literal: YAML_LITERAL_SCALAR_STYLE
      }
    // libyaml copies the bytes, and takes no null pointer for an empty text.
    let empty: StaticString = ""
    try copy.withUTF8 { bytes in
      let start = bytes.baseAddress ?? empty.utf8Start
      try emit { yaml_scalar_event_initialize($0, nil, nil, start, length, 1, 1, libyamlStyle) }
    }
  }

  /// Makes an event and hands it over.
  private func emit(_ initialize: (UnsafeMutablePointer<yaml_event_t>) -> Int32) throws {
    var event = yaml_event_t()
    guard initialize(&event) == 1 else { throw YAMLEmitter.outOfMemory }
    // The emitter owns the event from here on, even when it fails.
    guard yaml_emitter_emit(emitter, &event) == 1 else { throw failure }
  }

  private static var outOfMemory: KTHWError {
    KTHWError(.limitExceeded, "out of memory while writing YAML")
  }

  private var failure: KTHWError {
    let problem = emitter.pointee.problem.map { String(cString: $0) } ?? "cannot write YAML"
    return KTHWError(.invalidValue, "cannot write this as YAML", details: [problem])
  }
}
