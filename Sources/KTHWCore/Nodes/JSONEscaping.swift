/// How text stands in a JSON string, byte for byte as Go's `encoding/json`
/// writes it.
///
/// Beyond what JSON demands, `<`, `>`, `&`, U+2028 and U+2029 are escaped, so
/// that the text can stand in a web page or a script. Bytes that are not
/// UTF-8 become `\ufffd`.
enum JSONEscaping {
  private static let digits = Array("0123456789abcdef".utf8)

  /// A text in quotes.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendQuoted(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends a text in quotes.
  static func appendQuoted(_ text: String, to output: inout [UInt8]) {
    var copy = text
    output.append(UInt8(ascii: "\""))
    copy.withUTF8 { bytes in
      escape(bytes) { output.append(contentsOf: $0) }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends private text in quotes: a key in cfssl's response.
  static func appendQuoted(_ secret: SecretBytes, to output: SecretBuffer) {
    output.append("\"")
    secret.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { bytes in
        escape(bytes) { output.append(contentsOf: $0) }
      }
    }
    output.append("\"")
  }

  /// Appends public text in quotes to private text.
  static func appendQuoted(_ text: String, to output: SecretBuffer) {
    var copy = text
    output.append("\"")
    copy.withUTF8 { bytes in
      escape(bytes) { output.append(contentsOf: $0) }
    }
    output.append("\"")
  }

  /// Gives `emit` the escaped text in pieces, as long runs as possible.
  private static func escape(
    _ bytes: UnsafeBufferPointer<UInt8>,
    emit: (UnsafeRawBufferPointer) -> Void
  ) {
    var runStart = 0
    var position = 0
    func flush() {
      guard runStart < position else { return }
      emit(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[runStart..<position])))
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x80 {
        if !needsEscape(byte) {
          position += 1
          continue
        }
        flush()
        asciiEscapes[Int(byte)].withUnsafeBytes(emit)
        position += 1
      } else if let length = TextEncoding.sequenceLength(bytes, at: position) {
        // U+2028 and U+2029 end lines in JavaScript.
        guard length == 3, byte == 0xE2, bytes[position + 1] == 0x80,
          bytes[position + 2] & 0xFE == 0xA8
        else {
          position += length
          continue
        }
        flush()
        (Array("\\u202".utf8) + [digits[Int(bytes[position + 2] & 0x0F)]]).withUnsafeBytes(emit)
        position += length
      } else {
        flush()
        Array("\\ufffd".utf8).withUnsafeBytes(emit)
        position += 1
      }
      runStart = position
    }
    flush()
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x3C, 0x3E, 0x5C: true
    default: false
    }
  }

  /// What stands for each ASCII character that needs it.
  private static let asciiEscapes: [[UInt8]] = (0..<0x80).map { (byte: UInt8) in
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
    case 0x08: Array("\\b".utf8)
    case 0x0C: Array("\\f".utf8)
    case 0x0A: Array("\\n".utf8)
    case 0x0D: Array("\\r".utf8)
    case 0x09: Array("\\t".utf8)
    default: Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}
