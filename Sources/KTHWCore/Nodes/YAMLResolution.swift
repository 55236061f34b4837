/// What a YAML scalar means, as kubectl's reader decides it.
///
/// That reader follows YAML 1.1 where words are concerned (`yes`, `on`, `~`)
/// and Go where numbers are (`0o17`, `0b1`); dates and base-60 numbers are
/// text.
enum YAMLResolution {
  /// The meaning of a plain scalar.
  static func kind(ofPlain bytes: UnsafeBufferPointer<UInt8>) -> Node.Scalar.Kind {
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"),
      UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      guard bytes.count <= 5 else { return .string }
      return wordKind(String(decoding: bytes, as: UTF8.self))
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      // No number that fits has more digits, but for zeros and underscores.
      guard bytes.count <= 400 else { return .string }
      return numberKind(String(decoding: bytes, as: UTF8.self))
    default:
      return .string
    }
  }

  /// The meaning of a plain scalar.
  static func kind(ofPlain text: String) -> Node.Scalar.Kind {
    var copy = text
    return copy.withUTF8 { kind(ofPlain: $0) }
  }

  private static func wordKind(_ text: String) -> Node.Scalar.Kind {
    if YAMLWord.boolean(text) != nil { return .boolean }
    return YAMLWord.nulls.contains(text) ? .null : .string
  }

  private static func numberKind(_ text: String) -> Node.Scalar.Kind {
    if YAMLWord.infinities.contains(text) { return .float }
    // After a point Go takes underscores as its own language has them, and
    // elsewhere as YAML 1.1 does: anywhere.
    if text.hasPrefix(".") {
      let isFloat = GoNumber.underscoresSeparateDigits(text) && GoNumber.float(text) != nil
      return isFloat ? .float : .string
    }
    if GoNumber.whole(text) != nil { return .integer }
    return GoNumber.float(text) != nil ? .float : .string
  }

  /// The meaning of a scalar with an explicit tag, or nil where the text does
  /// not have the form that the tag asks for.
  ///
  /// Tags of an application make text of what they stand before.
  static func kind(of text: String, tag: String) -> Node.Scalar.Kind? {
    let natural = kind(ofPlain: text)
    switch shortTag(tag) {
    case "null": return natural == .null ? .null : nil
    case "bool": return natural == .boolean ? .boolean : nil
    case "int": return natural == .integer ? .integer : nil
    case "float": return natural == .float || natural == .integer ? .float : nil
    default: return .string
    }
  }

  /// A tag as people write it, without its exclamation marks: `str`.
  static func shortTag(_ tag: String) -> String {
    let prefix = "tag:yaml.org,2002:"
    return tag.hasPrefix(prefix) ? String(tag.dropFirst(prefix.count)) : tag
  }
}
