import CLibYAML

/// A libyaml parser that we own.
///
/// It is non-copyable, so that it is deleted exactly once. The parser and its
/// event lie on the heap, because libyaml's parser keeps pointers to itself.
struct YAMLParser: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let input: UnsafeBufferPointer<UInt8>
  private let file: String?

  /// Creates a parser over bytes that must outlive it.
  init(_ text: UnsafeBufferPointer<UInt8>, file: String?) throws {
    // libyaml skips the byte order mark only where it may guess the encoding.
    let mark = TextEncoding.byteOrderMarkLength(text)
    input = UnsafeBufferPointer(rebasing: text[mark...])
    self.file = file
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      event.deallocate()
      throw YAMLParser.outOfMemory(file)
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let empty: StaticString = ""
    yaml_parser_set_input_string(parser, input.baseAddress ?? empty.utf8Start, input.count)
  }

  deinit {
    yaml_event_delete(event)
    event.deallocate()
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Moves to the next event and lends it until the one after.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, placed at the
  ///   line and column.
  mutating func next() throws -> UnsafePointer<yaml_event_t> {
    yaml_event_delete(event)
    event.pointee = yaml_event_t()
    guard yaml_parser_parse(parser, event) == 1 else { throw failure }
    return UnsafePointer(event)
  }

  private static func outOfMemory(_ file: String?) -> KTHWError {
    KTHWError(.limitExceeded, "out of memory while reading YAML", at: Place(file: file))
  }

  /// What libyaml has to say, as our error.
  private var failure: KTHWError {
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR:
      return YAMLParser.outOfMemory(file)
    case YAML_READER_ERROR:
      let offset = min(Int(parser.pointee.problem_offset), input.count)
      return YAMLSyntaxError(
        problem: text(parser.pointee.problem),
        context: nil,
        mark: SourceMark.of(offset, in: input),
        contextMark: nil,
        hasLine: false
      ).error(in: input, file: file)
    default:
      let context = parser.pointee.context == nil ? nil : text(parser.pointee.context)
      return YAMLSyntaxError(
        problem: text(parser.pointee.problem),
        context: context,
        mark: SourceMark(parser.pointee.problem_mark),
        contextMark: context == nil ? nil : SourceMark(parser.pointee.context_mark),
        isScannerError: parser.pointee.error == YAML_SCANNER_ERROR
      ).error(in: input, file: file)
    }
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? "not YAML"
  }
}

extension SourceMark {
  /// A mark from libyaml's, which counts from 0.
  init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }

  /// The mark of a byte in a text.
  static func of(_ offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> SourceMark {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0A } + 1
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return SourceMark(line: line, column: column)
  }
}
