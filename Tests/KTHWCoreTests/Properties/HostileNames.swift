import KTHWTestSupport

/// Names that somebody may give to a machine, a user or a cluster: sensible
/// ones, hostile ones, and pieces of both put together by chance.
struct HostileNames {
  private var generator: SeededGenerator

  init(seed: UInt64 = PropertyRun.seed) { generator = SeededGenerator(seed: seed) }

  /// What is known to break one program or another.
  static let known: [String] = [
    "", ".", "..", "../x", "../../etc/passwd", "/abs", "a/b", "a/../b", "\\x2f", "\\", "\0", "a\0b",
    "a\nb", "a\r\nb", "\u{1B}[31m", "\u{7F}", "\u{9B}31m", "%n", "%i", "%%", "$HOME", "${HOME}",
    "$(id)", "`id`", "; rm -rf /", "a b", " a", "a ", "\t", "'", "\"", "a'b\"c", ":", "a: b", "#",
    "a #b", "-", "--flag", "- a", "?", "? a", "no", "yes", "y", "on", "null", "~", "1e3", "0x10",
    "1.2.3", "1_000", "12:30", "2001-01-01", ".inf", ".nan", "=", "<<", "{}", "[]", "{a: b}", "*a",
    "&a", "!a", "|", ">", "@a", "%a", "---", "...", "true", "\u{202E}abc", "e\u{301}", "é", "日本",
    "😀", "xn--bcher-kva", "bücher.example", "fe80::1%eth0", "::1", "10.0.0.1", "10.0.0.256",
    "a.b", "a..b", ".a", "a.", "-a", "a-", "A", "Node-1", "node-1", "node_1", "*.a", "a.*", "*",
    "system:node:a", "system:masters", "a,b", "a=b", "CN=a", "a+b", "a@b", "a@b@c", "http://a",
    "spiffe://a/b", "https://a:b", "\u{FEFF}a", "\u{2028}", "\u{85}", "\u{A0}", "a\u{200D}b",
    "\u{FFFD}", "\u{FFFE}", "\u{10FFFF}", "\u{E000}", "%s%s%s%n", "<script>", "&amp;", "con", "nul",
    "a\\", "a\\nb", "$\u{301}", "\"\u{301}", "CON", "c0", "w-1.example.org", "0", "00", "1", "-0",
    String(repeating: "a", count: 63), String(repeating: "a", count: 64),
    String(repeating: "a", count: 253), String(repeating: "a.", count: 127) + "a",
    String(repeating: "a", count: 4096), String(repeating: "\u{301}", count: 300),
  ]

  private static let pieces: [String] = [
    "a", "b", "node", "worker", "-", "-", ".", ".", "0", "1", "27", "example", "x", "A", "_", ":",
    "/", "..", " ", "\t", "\n", "\r", "\0", "\u{1B}", "\u{7F}", "%", "%n", "$", "$$", "${", "}",
    "{",
    "'", "\"", "\\", "\\x41", ";", "#", ",", "=", "+", "@", "*", "?", "!", "|", ">", "<", "&", "~",
    "`", "é", "ü", "日", "😀", "\u{301}", "\u{202E}", "\u{2028}", "\u{85}", "\u{FEFF}", "\u{A0}",
    "yes", "null", "0x1F", "1e3", "system:", "://", "[", "]", "(", ")", "-", "--",
  ]

  /// The next name; now and then one of the known ones.
  mutating func next() -> String {
    switch generator.next() % 8 {
    case 0: return HostileNames.known.randomElement(using: &generator) ?? ""
    case 1, 2, 3: return plain()
    default:
      let count = Int.random(in: 1...6, using: &generator)
      return (0..<count).map { _ in
        HostileNames.pieces.randomElement(using: &generator) ?? ""
      }.joined()
    }
  }

  /// The next name without control characters and what is no character, which
  /// kubeconfigs do not hold.
  mutating func nextPrintable() -> String {
    while true {
      let name = next()
      let isControl = name.unicodeScalars.contains { scalar in
        scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint
      }
      if !isControl { return name }
    }
  }

  /// A name of letters, digits, dashes and dots, most of them good.
  mutating func plain() -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-.")
    let count = Int.random(in: 1...16, using: &generator)
    return String((0..<count).compactMap { _ in letters.randomElement(using: &generator) })
  }

  /// The known names and as many others as are missing.
  mutating func all(_ count: Int) -> [String] {
    var names = HostileNames.known
    while names.count < count { names.append(next()) }
    return names
  }
}

extension Array {
  /// The elements in order, so many at a time.
  func inBatches(of size: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
  }
}
