/// Bytes as hexadecimal digits.
enum Hexadecimal {
  private static let upper = Array("0123456789ABCDEF".utf8)
  private static let lower = Array("0123456789abcdef".utf8)

  /// `0A:FF`.
  static func colonSeparated(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      if !text.isEmpty { text.append(UInt8(ascii: ":")) }
      text.append(upper[Int(byte >> 4)])
      text.append(upper[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `0aff`.
  static func plain(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(lower[Int(byte >> 4)])
      text.append(lower[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
