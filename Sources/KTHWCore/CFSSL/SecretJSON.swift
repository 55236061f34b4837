/// JSON whose strings may be private keys: each stays in memory that is wiped.
///
/// What `cfssl | cfssljson` pass on is such a text. Only whether it is JSON
/// is decided here; when it is not, ``JSONReader`` finds the words and place.
enum SecretJSON {
  case null
  case boolean(Bool)
  case number
  case string(SecretBytes)
  case array([SecretJSON])
  /// Members in order, duplicates kept.
  case object([(key: String, value: SecretJSON)])

  /// Reads a text.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/limitExceeded``, in Go's words and with the place.
  init(_ text: SecretBytes, file: String?) throws {
    let value: SecretJSON? = text.withUnsafeBytes { memory in
      memory.withMemoryRebound(to: UInt8.self) { bytes in
        var reader = Reader(bytes: bytes)
        return reader.document()
      }
    }
    if let value {
      self = value
      return
    }
    var copy = text.withUnsafeBytes(Array.init)
    defer { copy.withUnsafeMutableBytes { SecretBytes.wipe($0) } }
    _ = try JSONReader.node(from: copy, file: file, duplicateKeys: .keep)
    throw KTHWError(.limitExceeded, "the JSON nests too deeply", at: Place(file: file))
  }

  /// The value of the last member with a key, as Go's maps have it.
  subscript(key: String) -> SecretJSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// Go's word for the kind of value.
  var goKind: String {
    switch self {
    case .null: "null"
    case .boolean: "bool"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension SecretJSON {
  /// Every function takes its piece of the text, or gives nil for what is
  /// not JSON.
  fileprivate struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    fileprivate var position = 0
    private static let depthLimit = 100

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    fileprivate var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func document() -> SecretJSON? {
      guard let value = value(depth: 0) else { return nil }
      skipSpace()
      return position == bytes.count ? value : nil
    }

    private mutating func value(depth: Int) -> SecretJSON? {
      skipSpace()
      switch next {
      case UInt8(ascii: "{"): return depth < Reader.depthLimit ? object(depth: depth) : nil
      case UInt8(ascii: "["): return depth < Reader.depthLimit ? array(depth: depth) : nil
      case UInt8(ascii: "\""): return string().map { .string($0.secretBytes()) }
      case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
      case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
      case UInt8(ascii: "n"): return take("null") ? .null : nil
      default: return takeNumber() ? .number : nil
      }
    }

    private mutating func object(depth: Int) -> SecretJSON? {
      var members: [(key: String, value: SecretJSON)] = []
      position += 1
      if takeMark("}") { return .object(members) }
      repeat {
        skipSpace()
        guard next == UInt8(ascii: "\""), let key = string(), takeMark(":"),
          let value = value(depth: depth + 1)
        else { return nil }
        members.append((key.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }, value))
      } while takeMark(",")
      return takeMark("}") ? .object(members) : nil
    }

    private mutating func array(depth: Int) -> SecretJSON? {
      var items: [SecretJSON] = []
      position += 1
      if takeMark("]") { return .array(items) }
      repeat {
        guard let item = value(depth: depth + 1) else { return nil }
        items.append(item)
      } while takeMark(",")
      return takeMark("]") ? .array(items) : nil
    }

    private mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
        position += 1
      }
    }

    /// Takes a mark of punctuation and the space before it, where it is next.
    private mutating func takeMark(_ mark: Unicode.Scalar) -> Bool {
      skipSpace()
      guard next == UInt8(ascii: mark) else { return false }
      position += 1
      return true
    }

    fileprivate mutating func take(_ word: String) -> Bool {
      guard bytes[position...].starts(with: word.utf8) else { return false }
      position += word.utf8.count
      return true
    }

    private mutating func takeDigits() -> Int {
      let start = position
      while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
      return position - start
    }

    private mutating func takeNumber() -> Bool {
      if next == UInt8(ascii: "-") { position += 1 }
      let startsWithZero = next == UInt8(ascii: "0")
      let count = takeDigits()
      guard count == 1 || (count > 1 && !startsWithZero) else { return false }
      if next == UInt8(ascii: ".") {
        position += 1
        guard takeDigits() > 0 else { return false }
      }
      if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
        position += 1
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
        guard takeDigits() > 0 else { return false }
      }
      return true
    }
  }
}

// MARK: - Strings

extension SecretJSON.Reader {
  fileprivate mutating func string() -> SecretBuffer? {
    let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
    let contents = SecretBuffer(capacity: end - position)
    position += 1
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return contents
      case ..<0x20: return nil
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        Reader.append(scalar, to: contents)
      case ..<0x80: Reader.append(Unicode.Scalar(byte), to: contents)
      default:
        // As in Go, what is not UTF-8 becomes U+FFFD, octet by octet.
        guard let length = TextEncoding.sequenceLength(bytes, at: position - 1) else {
          Reader.append("\u{FFFD}", to: contents)
          continue
        }
        let run = bytes[(position - 1)..<(position - 1 + length)]
        contents.append(contentsOf: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: run)))
        position += length - 1
      }
    }
    return nil
  }

  private typealias Reader = SecretJSON.Reader

  /// What stands behind a backslash; half a surrogate pair is U+FFFD.
  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard let unit = codeUnit() else { return nil }
      if let scalar = Unicode.Scalar(unit) { return scalar }
      let afterFirst = position
      if unit < 0xDC00, take("\\u"), let second = codeUnit(), (0xDC00...0xDFFF).contains(second) {
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
      }
      position = afterFirst
      return "\u{FFFD}"
    default: return nil
    }
  }

  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[position..<(position + 4)] {
      guard byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    position += 4
    return unit
  }

  private static func append(_ scalar: Unicode.Scalar, to contents: SecretBuffer) {
    var octets: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &octets) { memory in
      var count = 0
      for octet in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        memory[count] = octet
        count += 1
      }
      contents.append(contentsOf: UnsafeRawBufferPointer(rebasing: memory[..<count]))
      SecretBytes.wipe(memory)
    }
  }
}
