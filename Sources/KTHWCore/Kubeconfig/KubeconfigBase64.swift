/// Base64 by the rules of Go's decoder, with its way to tell where a text
/// goes wrong.
enum KubeconfigBase64 {
  /// A text that is not base64.
  struct Failure: Error, Hashable {
    /// The byte that Go names.
    var offset: Int

    /// Go's words.
    var goText: String { "illegal base64 data at input byte \(offset)" }
  }

  /// Decodes padded base64; line breaks are skipped, and bits left over in
  /// the last digit are dropped.
  static func decode(_ text: String) throws(Failure) -> [UInt8] {
    let bytes = Array(text.utf8)
    if let octets = try? Base64.decode(bytes, .go) { return octets }
    throw Failure(offset: failureOffset(bytes))
  }

  /// Where Go's decoder stops.
  private static func failureOffset(_ bytes: [UInt8]) -> Int {
    var position = 0
    /// Digits of the group of four that is being read.
    var digits = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        digits = (digits + 1) % 4
        position += 1
      case 0x0A, 0x0D:
        position += 1
      case UInt8(ascii: "=") where digits >= 2:
        return paddingFailureOffset(bytes, after: position + 1, missing: 3 - digits)
      default:
        return position
      }
    }
    return bytes.count - digits
  }

  /// Where Go's decoder stops behind the first sign of padding.
  private static func paddingFailureOffset(
    _ bytes: [UInt8],
    after start: Int,
    missing: Int
  ) -> Int {
    var position = start
    func skipBreaks() {
      while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
        position += 1
      }
    }
    if missing > 0 {
      skipBreaks()
      guard position < bytes.count else { return bytes.count }
      guard bytes[position] == UInt8(ascii: "=") else { return position - 1 }
      position += 1
    }
    skipBreaks()
    return position
  }
}
