/// A picture as lines of text, whose parts have tones that a terminal may
/// colour.
public struct PictureText: Hashable, Sendable {
  /// A part of a line.
  public struct Run: Hashable, Sendable {
    /// The text; printable, without line feeds.
    public let text: String
    /// The tone of it; nil for what stands in the terminal's own colour.
    public let tone: Tone?
    /// Whether it stands out.
    public let isStrong: Bool
  }

  /// The lines.
  public private(set) var lines: [[Run]] = []

  /// The lines without any colour, each with a line feed.
  public var plain: String {
    lines.map { $0.map(\.text).joined() + "\n" }.joined()
  }

  /// The same in ASCII alone: every other character becomes one that is near
  /// to it, or is named by its number.
  var ascii: PictureText {
    var text = self
    text.lines = lines.map { line in
      line.map { Run(text: PictureText.ascii($0.text), tone: $0.tone, isStrong: $0.isStrong) }
    }
    return text
  }

  private static func ascii(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.unicodeScalars.map { scalar in
      switch scalar {
      case "…": ".."
      case "×": "x"
      case "·": "-"
      case _ where scalar.isASCII: String(scalar)
      default: "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }.joined()
  }

  /// Adds a line of runs; spaces at its end are left out.
  mutating func add(_ runs: Run...) {
    var runs = runs.filter { !$0.text.isEmpty }
    while let last = runs.last {
      let kept = String(last.text.reversed().drop { $0 == " " }.reversed())
      runs[runs.count - 1] = Run(text: kept, tone: last.tone, isStrong: last.isStrong)
      guard kept.isEmpty else { break }
      runs.removeLast()
    }
    lines.append(runs)
  }

  /// Adds a line of text alone.
  mutating func add(_ text: String) { add(.plain(text)) }
}

extension PictureText.Run {
  static func plain(_ text: String) -> PictureText.Run {
    PictureText.Run(text: Terminal.printable(text), tone: nil, isStrong: false)
  }

  static func strong(_ text: String) -> PictureText.Run {
    PictureText.Run(text: Terminal.printable(text), tone: nil, isStrong: true)
  }

  static func toned(_ text: String, _ tone: Tone) -> PictureText.Run {
    PictureText.Run(text: Terminal.printable(text), tone: tone, isStrong: false)
  }
}

/// What a terminal draws lines with.
struct PictureLines: Sendable {
  let isPlain: Bool
  var fork: String { isPlain ? "|- " : "├─ " }
  var last: String { isPlain ? "`- " : "└─ " }
  var down: String { isPlain ? "|  " : "│  " }
  var arrow: String { isPlain ? "->" : "─▶" }
  var rule: String { isPlain ? "-" : "─" }
  var bar: String { isPlain ? "=" : "━" }
  var renewal: String { isPlain ? "%" : "▒" }
  var today: String { isPlain ? "|" : "│" }
  var upTo: String { isPlain ? ".." : "…" }
  var times: String { isPlain ? "x" : "×" }
}
