/// What haproxy's configuration says, section by section.
struct HAProxyText: Sendable {
  /// A line, in words.
  struct Line: Hashable, Sendable {
    /// The words; quotes are kept.
    let words: [String]
    /// Where it begins.
    let mark: SourceMark

    /// Whether it begins with some words.
    func begins(with start: String...) -> Bool { words.starts(with: start) }
  }

  /// A section and its lines.
  struct Section: Hashable, Sendable {
    /// `frontend`, `backend`, `listen`, `defaults`, `global`.
    let kind: String
    /// Its name; empty where it has none.
    let name: String
    /// Where it begins.
    let mark: SourceMark
    /// The lines in it.
    var lines: [Line] = []

    /// The servers that it hands on to.
    var servers: [Line] { lines.filter { $0.words.count > 2 && $0.begins(with: "server") } }

    /// The last line that begins with some words.
    func last(_ start: String...) -> Line? { lines.last { $0.words.starts(with: start) } }
  }

  /// The sections in their order.
  let sections: [Section]

  private static let kinds: Set<String> = [
    "global", "defaults", "frontend", "backend", "listen", "resolvers", "userlist", "peers",
    "mailers", "program", "cache", "http-errors", "ring", "log-forward",
  ]

  /// Reads a file.
  init(_ text: String) {
    var sections: [Section] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = line.prefix { $0 != "#" }
      let words = content.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
      guard let first = words.first else { continue }
      let column = content.prefix { $0 == " " || $0 == "\t" }.count + 1
      let mark = SourceMark(line: index + 1, column: column)
      if HAProxyText.kinds.contains(first) {
        let name = words.count > 1 ? words[1] : ""
        sections.append(Section(kind: first, name: name, mark: mark))
      } else if !sections.isEmpty {
        sections[sections.count - 1].lines.append(Line(words: words, mark: mark))
      }
    }
    self.sections = sections
  }

  /// The line that counts for a section: its own, else the defaults'.
  func effective(_ start: String..., in section: Section) -> Line? {
    let own = section.lines.last { $0.words.starts(with: start) }
    return own
      ?? sections.last { $0.kind == "defaults" && $0.mark < section.mark }?.lines.last {
        $0.words.starts(with: start)
      }
  }

  /// Seconds of a time: a number alone counts milliseconds.
  static func seconds(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let factor: Int
    switch text.dropFirst(digits.count) {
    case "", "ms": return number / 1000
    case "us": return 0
    case "s": factor = 1
    case "m": factor = 60
    case "h": factor = 3600
    case "d": factor = 86_400
    default: return nil
    }
    // haproxy itself refuses what does not fit.
    let (seconds, overflows) = number.multipliedReportingOverflow(by: factor)
    return overflows ? nil : seconds
  }
}
