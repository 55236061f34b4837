/// Something about a PEM text that its makers do not write, although readers
/// take it.
public struct PEMOddity: Hashable, Sendable {
  /// Where it is.
  public let mark: SourceMark
  /// What it is, as one clause.
  public let what: String
}

extension PEM {
  /// The first thing in a text that is not as OpenSSL, cfssl and Go write
  /// PEM: blocks of lines of 64 signs, and nothing else (RFC 7468 §3, strict).
  ///
  /// A text that has none is the only one of its contents but for line ends:
  /// any other octet in it would change what it holds, or be told of here.
  /// - Parameter bytes: the text, which can be read.
  /// - Returns: what is odd, or nil.
  public static func oddity(in bytes: UnsafeRawBufferPointer) -> PEMOddity? {
    var scan = OddityScan()
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if let what = scan.take(UnsafeRawBufferPointer(rebasing: bytes[start..<end])) {
        return PEMOddity(mark: SourceMark(line: scan.line, column: 1), what: what)
      }
      start = end + 1
    }
    return nil
  }
}

/// Takes a text line by line.
private struct OddityScan {
  private(set) var line = 0
  private var isInside = false
  /// Whether the block has headers, behind which lines have their own shape.
  private var hasHeaders = false
  private var isLastLine = false
  private var endsWithReturn: Bool?

  /// What is odd about the next line.
  mutating func take(_ text: UnsafeRawBufferPointer) -> String? {
    line += 1
    let hasReturn = text.last == 0x0D
    if endsWithReturn == nil { endsWithReturn = hasReturn }
    if endsWithReturn != hasReturn { return "has line ends of two kinds" }
    let text = hasReturn ? UnsafeRawBufferPointer(rebasing: text.dropLast()) : text
    if OddityScan.isBoundary(text, "-----BEGIN ") {
      isInside = true
      (hasHeaders, isLastLine) = (false, false)
      return nil
    }
    if OddityScan.isBoundary(text, "-----END ") {
      isInside = false
      return nil
    }
    guard isInside else { return text.isEmpty ? nil : "has text outside of its blocks" }
    if text.contains(UInt8(ascii: ":")) { hasHeaders = true }
    guard !hasHeaders else { return nil }
    return oddity(ofBody: text)
  }

  private mutating func oddity(ofBody text: UnsafeRawBufferPointer) -> String? {
    if isLastLine || text.isEmpty || text.count > 64 { return "has a line that is not of 64 signs" }
    isLastLine = text.count < 64 || text.last == UInt8(ascii: "=")
    let signs = text.prefix { $0 != UInt8(ascii: "=") }
    guard signs.allSatisfy({ OddityScan.value(of: $0) != nil }) else {
      return "has a sign within base64"
    }
    // What the last sign has beyond whole octets is thrown away by readers.
    let spare: UInt8 = signs.count % 4 == 2 ? 0x0F : signs.count % 4 == 3 ? 0x03 : 0
    if let last = signs.last, let value = OddityScan.value(of: last), value & spare != 0 {
      return "has base64 whose last sign says more than the octets need"
    }
    return nil
  }

  private static func isBoundary(_ text: UnsafeRawBufferPointer, _ beginning: String) -> Bool {
    text.starts(with: beginning.utf8) && text.count > beginning.utf8.count + 5
      && text.suffix(5).allSatisfy { $0 == UInt8(ascii: "-") }
  }

  private static func value(of sign: UInt8) -> UInt8? {
    switch sign {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): sign - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): sign - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): sign - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
