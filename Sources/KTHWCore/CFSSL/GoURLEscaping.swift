/// Which bytes each part of a URL may hold, by the rules of Go's `net/url`.
enum GoURLEscaping {
  case path
  case user
  case host
  case zone
  case fragment

  /// Takes `%41` and the like apart.
  ///
  /// In hosts only bytes beyond ASCII may be escaped, and a `%` itself.
  /// - Throws: ``GoURL/NotAURL`` for an escape or a byte that may not be there.
  func unescaped(_ text: some Collection<UInt8>) throws -> [UInt8] {
    let bytes = Array(text)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        result.append(try escape(bytes[index...].prefix(3)))
        index += 3
        continue
      }
      if isHostLike, byte < 0x80, mustEscape(byte) {
        let quoted = GoText.quoted(String(decoding: [byte], as: UTF8.self))
        throw GoURL.NotAURL(reason: "invalid character \(quoted) in host name")
      }
      result.append(byte)
      index += 1
    }
    return result
  }

  private func escape(_ text: ArraySlice<UInt8>) throws -> UInt8 {
    let shown = GoText.quoted(String(decoding: text, as: UTF8.self))
    let bad = GoURL.NotAURL(reason: "invalid URL escape \(shown)")
    let digits = text.dropFirst().compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard text.count == 3, digits.count == 2,
      text.dropFirst().allSatisfy({ $0 < 0x80 })
    else { throw bad }
    let value = UInt8(digits[0] << 4 | digits[1])
    if value == UInt8(ascii: "%") { return value }
    switch self {
    case .host where value < 0x80: throw bad
    case .zone where value != UInt8(ascii: " ") && GoURLEscaping.host.mustEscape(value): throw bad
    default: return value
    }
  }

  /// Escapes what may not stand as it is.
  func escaped(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      guard mustEscape(byte) else {
        result.append(byte)
        continue
      }
      result += "%".utf8
      result += Hexadecimal.colonSeparated([byte]).utf8
    }
    return result
  }

  /// Whether a path's own escaping may be kept (RFC 3986 `pchar`, and square
  /// brackets, which browsers leave alone).
  static func isSoundPath(_ text: [UInt8]) -> Bool {
    text.allSatisfy { "!$&'()*+,;=:@[]%".utf8.contains($0) || !GoURLEscaping.path.mustEscape($0) }
  }

  /// Whether a byte may stand before the `@` of an authority.
  static func isUserInformation(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "-._:~!$&'()*+,;=%@".utf8.contains(byte)
  }

  private var isHostLike: Bool {
    switch self {
    case .host, .zone: true
    case .path, .user, .fragment: false
    }
  }

  private func mustEscape(_ byte: UInt8) -> Bool {
    if GoURLEscaping.isAlphanumeric(byte) || "-_.~".utf8.contains(byte) { return false }
    switch self {
    case .host, .zone: return !"!$&'()*+,;=:[]<>\"".utf8.contains(byte)
    case .path: return !"$&+,/:;=@".utf8.contains(byte)
    case .user: return !"$&+,;=".utf8.contains(byte)
    case .fragment: return !"$&+,/:;=?@!()*".utf8.contains(byte)
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
