extension Node.Scalar {
  /// The truth value of a boolean, in whichever spelling it was written.
  public var boolean: Bool? {
    guard kind == .boolean else { return nil }
    return YAMLWord.boolean(text)
  }

  /// The value of a whole number, in whichever base it was written, or nil
  /// where it does not fit.
  public var integer: Int? {
    kind == .integer ? GoNumber.whole(text)?.value : nil
  }

  /// The scalar as a JSON reader wants it: a number written `0x1F` or `1_000`
  /// becomes decimal, `yes` becomes `true`; a string stays without quotes.
  ///
  /// A number that JSON can write is left as it stands.
  var jsonText: String {
    switch kind {
    case .string: return text
    case .null: return "null"
    case .boolean: return boolean == true ? "true" : "false"
    case .integer:
      return isJSONNumber ? text : GoNumber.whole(text)?.text ?? "0"
    case .float:
      return isJSONNumber ? text : GoNumber.float(text).map(GoNumber.jsonText) ?? "null"
    }
  }

  private var isJSONNumber: Bool {
    var copy = text
    return copy.withUTF8 { bytes in
      guard let first = bytes.first, first == 0x2D || first >= 0x30 && first <= 0x39 else {
        return false
      }
      var scanner = JSONScanner(bytes, file: nil)
      return (try? scanner.literal()) != nil && scanner.isAtEnd
    }
  }
}

/// The words that YAML 1.1, as Kubernetes reads it, does not take as text.
enum YAMLWord {
  static let truths: Set<String> = [
    "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON",
  ]
  static let untruths: Set<String> = [
    "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF",
  ]
  static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]
  static let infinities: Set<String> = [
    ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
    ".nan", ".NaN", ".NAN",
  ]

  /// What a boolean word says.
  static func boolean(_ text: String) -> Bool? {
    truths.contains(text) ? true : untruths.contains(text) ? false : nil
  }
}
