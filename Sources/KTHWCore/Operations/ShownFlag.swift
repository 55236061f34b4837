/// A flag as it may be shown to anybody.
enum ShownFlag {
  /// How much of a value is shown, in characters.
  private static let limit = 400
  private static let hidden = "(hidden)"

  /// A flag and its value; a secret in it is hidden.
  static func text(_ argument: ComponentInvocation.Argument) -> String {
    let dashes = String(repeating: "-", count: argument.name.isEmpty ? 0 : max(1, argument.dashes))
    let name = dashes + argument.name
    guard let value = argument.value else { return Terminal.printable(name) }
    let shown = shown(value, of: argument.name)
    let text = argument.name.isEmpty ? shown : "\(name)=\(shown)"
    return Terminal.cut(Terminal.printable(text), to: limit)
  }

  private static func shown(_ value: String, of name: String) -> String {
    if namesSecret(name), !value.hasPrefix("/") { return hidden }
    if looksSecret(value) { return hidden }
    return withoutPasswords(value)
  }

  /// Whether a flag's value is a secret itself, not a file that has it.
  private static func namesSecret(_ name: String) -> Bool {
    let words = name.lowercased()
    return ["token", "password", "passwd", "secret", "api-key"].contains(where: words.hasSuffix)
  }

  /// Whether a text is a token: a bootstrap token, six characters, a dot and
  /// sixteen; a JWT; the inside of a PEM block.
  private static func looksSecret(_ value: String) -> Bool {
    if value.hasPrefix("eyJ") || value.contains("PRIVATE KEY") { return true }
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 6, parts[1].utf8.count == 16 else {
      return false
    }
    return value.utf8.allSatisfy { octet in
      switch octet {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."):
        true
      default: false
      }
    }
  }

  /// A text whose URLs have no user and password any more.
  private static func withoutPasswords(_ value: String) -> String {
    let separator = "://"
    guard value.contains(separator), value.contains("@") else { return value }
    return value.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let start = part.firstRange(of: separator)?.upperBound else { return String(part) }
      let authority = part[start...].prefix { $0 != "/" }
      guard let at = authority.lastIndex(of: "@") else { return String(part) }
      return String(part[..<start]) + hidden + String(part[at...])
    }.joined(separator: ",")
  }
}
