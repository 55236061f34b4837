/// Walks over the bytes of a JSON text and knows the line and column.
struct JSONScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String?

  private(set) var position: Int
  private var line = 1
  private var lineStart: Int
  /// Bytes on this line that do not begin a character.
  private var extraBytes = 0
  /// Where strings with escapes are put together.
  private var scratch: [UInt8] = []

  /// Thrown where the text ends too early; only the reader knows what is open.
  struct EndOfText: Error {}

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String?) {
    self.bytes = bytes
    self.file = file
    position = TextEncoding.byteOrderMarkLength(bytes)
    lineStart = position
  }

  /// Overwrites what strings left behind: cfssl's responses hold private keys.
  mutating func wipe() {
    scratch.withUnsafeMutableBytes { SecretBytes.wipe($0) }
  }

  var isAtEnd: Bool { position >= bytes.count }
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The position as an editor shows it.
  var mark: SourceMark {
    SourceMark(line: line, column: position - lineStart - extraBytes + 1)
  }

  mutating func advance() { position += 1 }

  mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0D:
        position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
        extraBytes = 0
      default:
        return
      }
    }
  }
}

// MARK: - Strings

extension JSONScanner {
  /// Reads a string from its opening quote to its closing one.
  ///
  /// Most strings are plain ASCII and are taken over in one piece.
  mutating func string() throws -> String {
    let start = position + 1
    var end = start
    while end < bytes.count, isPlain(bytes[end]) { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: bytes[start..<end])
    position = end
    return try rest()
  }

  /// Whether a byte stands for itself in a string: ASCII, no control
  /// character, quote or backslash.
  @inline(__always)
  private func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func rest() throws -> String {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: scratch, as: UTF8.self)
      case UInt8(ascii: "\\"):
        position += 1
        try escape()
      case 0..<0x20:
        throw unexpected("in string literal")
      case 0..<0x80:
        scratch.append(byte)
        position += 1
      default:
        if let length = TextEncoding.sequenceLength(bytes, at: position) {
          scratch.append(contentsOf: bytes[position..<position + length])
          extraBytes += length - 1
          position += length
        } else {
          append(0xFFFD)
          position += 1
        }
      }
    }
    throw EndOfText()
  }

  private mutating func escape() throws {
    guard let byte = peek else { throw EndOfText() }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(byte)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      append(try escapedScalar())
      return
    default:
      throw unexpected("in string escape code")
    }
    position += 1
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair.
  private mutating func escapedScalar() throws -> UInt32 {
    guard let first = hexadecimal(at: position) else { throw try badEscape() }
    position += 4
    guard first & 0xF800 == 0xD800 else { return first }
    // A lone surrogate stands for nothing; what follows it is read on its own.
    guard first < 0xDC00, bytes[position...].starts(with: [0x5C, 0x75]),
      let second = hexadecimal(at: position + 2), second & 0xFC00 == 0xDC00
    else { return 0xFFFD }
    position += 6
    return 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
  }

  /// The value of the four hexadecimal digits at an offset.
  private func hexadecimal(at start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = JSONScanner.hexadecimalDigit(byte) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46, 0x61...0x66: UInt32(byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  /// The error for `\u` that four hexadecimal digits do not follow.
  private mutating func badEscape() throws -> KTHWError {
    while let byte = peek, JSONScanner.hexadecimalDigit(byte) != nil { position += 1 }
    if isAtEnd { throw EndOfText() }
    return unexpected("in \\u hexadecimal character escape")
  }

  private mutating func append(_ value: UInt32) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}

// MARK: - Numbers and words

extension JSONScanner {
  /// Reads `true`, `false`, `null` or a number.
  mutating func literal() throws -> Node.Scalar {
    switch bytes[position] {
    case UInt8(ascii: "t"): try word("true", .boolean)
    case UInt8(ascii: "f"): try word("false", .boolean)
    case UInt8(ascii: "n"): try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw unexpected("looking for beginning of value")
    }
  }

  private mutating func word(
    _ word: String,
    _ kind: Node.Scalar.Kind
  ) throws -> Node.Scalar {
    for expected in word.utf8 {
      guard let byte = peek else { throw EndOfText() }
      guard byte == expected else {
        let letter = Character(Unicode.Scalar(expected))
        throw unexpected("in literal \(word) (expecting '\(letter)')")
      }
      position += 1
    }
    return Node.Scalar(word, kind)
  }

  private mutating func number() throws -> Node.Scalar {
    let start = position
    var kind = Node.Scalar.Kind.integer
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits("in numeric literal")
    }
    if peek == UInt8(ascii: ".") {
      kind = .float
      position += 1
      try digits("after decimal point in numeric literal")
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      kind = .float
      position += 1
      if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try digits("in exponent of numeric literal")
    }
    return Node.Scalar(String(decoding: bytes[start..<position], as: UTF8.self), kind)
  }

  /// Skips one digit or more.
  private mutating func digits(_ context: String) throws {
    let start = position
    while let byte = peek, byte >= 0x30, byte <= 0x39 { position += 1 }
    guard position == start else { return }
    guard !isAtEnd else { throw EndOfText() }
    throw unexpected(context)
  }
}
