/// Text as Go's standard library writes it.
enum GoText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// A JSON string as `encoding/json` writes it: `<`, `>`, `&`, U+2028 and
  /// U+2029 escaped as well, everything else beyond ASCII as it is.
  static func quotedJSON(_ text: String) -> String {
    var bytes: [UInt8] = []
    appendQuotedJSON(text.utf8) { bytes.append($0) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same for UTF-8 bytes, given to `append` one by one, so that a
  /// secret needs no other memory than where it ends up.
  static func appendQuotedJSON(
    _ bytes: some BidirectionalCollection<UInt8>,
    to append: (UInt8) -> Void
  ) {
    append(UInt8(ascii: "\""))
    var index = bytes.startIndex
    while index != bytes.endIndex {
      let byte = bytes[index]
      index = bytes.index(after: index)
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case 0x08: escape("b", to: append)
      case 0x09: escape("t", to: append)
      case 0x0A: escape("n", to: append)
      case 0x0C: escape("f", to: append)
      case 0x0D: escape("r", to: append)
      case ..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
        escape("u00", to: append)
        append(hexadecimal[Int(byte >> 4)])
        append(hexadecimal[Int(byte & 15)])
      case 0xE2:
        // U+2028 and U+2029 end lines in JavaScript: E2 80 A8 and E2 80 A9.
        let rest = bytes[index...].prefix(2)
        if rest.elementsEqual([0x80, 0xA8]) || rest.elementsEqual([0x80, 0xA9]) {
          escape(rest.last == 0xA8 ? "u2028" : "u2029", to: append)
          index = bytes.index(index, offsetBy: 2)
        } else {
          append(byte)
        }
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Text in quotes for Go-worded messages that are shown to people: what
  /// `%q` gives for plain text, made safe for a terminal.
  static func quoted(_ text: String) -> String { Terminal.quoted(text) }

  private static func escape(_ letters: StaticString, to append: (UInt8) -> Void) {
    append(UInt8(ascii: "\\"))
    for index in 0..<letters.utf8CodeUnitCount { append(letters.utf8Start[index]) }
  }
}
