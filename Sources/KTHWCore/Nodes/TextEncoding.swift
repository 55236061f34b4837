/// What the first bytes of a text tell before a parser sees it.
enum TextEncoding {
  /// How many bytes a UTF-8 byte order mark takes at the start: 3, or 0.
  static func byteOrderMarkLength(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Refuses text beyond the size limit, and UTF-16 and UTF-32.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded`` or
  ///   ``KTHWError/Code/syntax``.
  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>,
    file: String?,
    limits: ReadingLimits
  ) throws {
    guard bytes.count <= limits.bytes else {
      throw KTHWError(
        .limitExceeded,
        "the text has \(bytes.count) bytes, the limit is \(limits.bytes)",
        at: Place(file: file)
      )
    }
    guard let name = wideEncoding(bytes) else { return }
    throw KTHWError(
      .syntax,
      "the text is \(name), expected UTF-8",
      at: Place(file: file),
      hint: "convert it with: iconv -f \(name) -t UTF-8"
    )
  }

  /// The encoding, where every ASCII character takes two or four bytes.
  ///
  /// A byte order mark tells, or else the zeros around the first character.
  private static func wideEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.count >= 2 else { return nil }
    let head = Array(bytes.prefix(4))
    if head == [0xFF, 0xFE, 0, 0] || head == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard head.count == 4 else { return nil }
    switch head.map({ $0 == 0 }) {
    case [false, true, true, true]: return "UTF-32LE"
    case [true, true, true, false]: return "UTF-32BE"
    case [false, true, false, true]: return "UTF-16LE"
    case [true, false, true, false]: return "UTF-16BE"
    default: return nil
    }
  }

  /// The label of the PEM block that a text begins with, after white space.
  static func pemLabel(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let start = bytes.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
    let opening = Array("-----BEGIN ".utf8)
    guard start.starts(with: opening) else { return nil }
    let label = start.dropFirst(opening.count).prefix(64).prefix { $0 != 0x2D && $0 >= 0x20 }
    return String(decoding: label, as: UTF8.self)
  }

  /// How many bytes the UTF-8 sequence at `position` has, or nil where there
  /// is no well-formed one (Unicode 15, table 3-7).
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Int? {
    let lead = bytes[position]
    if lead < 0x80 { return 1 }
    let left = bytes.count - position
    func isTail(_ offset: Int) -> Bool { bytes[position + offset] & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return left >= 2 && isTail(1) ? 2 : nil
    case 0xE0...0xEF:
      guard left >= 3, isTail(1), isTail(2) else { return nil }
      let second = bytes[position + 1]
      if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F { return nil }
      return 3
    case 0xF0...0xF4:
      guard left >= 4, isTail(1), isTail(2), isTail(3) else { return nil }
      let second = bytes[position + 1]
      if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F { return nil }
      return 4
    default:
      return nil
    }
  }
}
