@testable import KTHWCore

/// Makes random trees with strings that are hard to write.
struct NodeGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    // SplitMix64: repeatable from the printed seed.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  private static let pieces = [
    "a", "b", " ", "  ", ":", ": ", " #", "#", "-", "- ", "?", "'", "\"", "\\", "\n", "\n\n", "\t",
    "é", "日本", "😀", "\u{301}", "<", "&", "*", "!", "%", "@", "`", "{", "}", "[", "]", ",", "|",
    ">", "~", "0", "1", "9", ".", "e", "_", "x", "yes", "no", "null", "true", "1e3", "0x1F",
    "12:30",
    "2001-01-01", "---", "...", "=", "<<", "\u{A0}", "word word word word word word",
  ]

  /// Strings of the pieces above; `extra` adds more of them.
  mutating func string(_ extra: [String] = []) -> String {
    let pieces = NodeGenerator.pieces + extra
    let count = Int.random(in: 0...8, using: &self)
    return (0..<count).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }

  mutating func node(depth: Int = 4) -> Node {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &self) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &self))
    case 2: return .integer(Int.random(in: -1_000...1_000_000, using: &self))
    case 3: return Node(.scalar(.init("\(Double.random(in: -1e3...1e3, using: &self))", .float)))
    case 4, 5: return .string(string())
    case 6, 7:
      let count = Int.random(in: 0...4, using: &self)
      return .mapping((0..<count).map { .init("\($0)" + string(), node(depth: depth - 1)) })
    default:
      let count = Int.random(in: 0...4, using: &self)
      return .sequence((0..<count).map { _ in node(depth: depth - 1) })
    }
  }
}
