/// A unit of systemd as it was written (systemd.syntax(7)).
public struct UnitFile: Hashable, Sendable {
  /// A setting: `Restart=always`.
  public struct Setting: Hashable, Sendable {
    /// The section that it stands in: `Service`.
    public let section: String
    /// What is set.
    public let name: String
    /// The value, continued lines joined by a space each.
    public let value: String
    /// Where its line begins.
    public let mark: SourceMark
    /// Where each line of the value begins in ``value``, in UTF-8 bytes, and
    /// in the file.
    let lines: [(offset: Int, mark: SourceMark)]

    /// Equal when they say the same in the same place.
    public static func == (left: Setting, right: Setting) -> Bool {
      left.section == right.section && left.name == right.name && left.value == right.value
        && left.mark == right.mark
    }

    /// Hashes what it says.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(value)
    }
  }

  /// The settings in their order.
  public let settings: [Setting]
  /// Lines that are neither a section, a setting nor a comment.
  public let strayLines: [SourceMark]

  /// Reads a unit; what cannot be read is kept as a stray line, because
  /// systemd goes on with the rest as well.
  public init(_ text: String) { self.init(text, firstLine: 1) }

  /// Reads a unit that begins at a line of another file.
  init(_ text: String, firstLine: Int) {
    var reader = UnitReader(firstLine: firstLine)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { reader.read(line) }
    reader.end()
    settings = reader.settings
    strayLines = reader.strayLines
  }

  /// The values of a setting in their order.
  public func values(of name: String, in section: String = "Service") -> [Setting] {
    settings.filter { $0.name == name && $0.section == section }
  }
}

/// Takes a unit in, line by line.
private struct UnitReader {
  private(set) var settings: [UnitFile.Setting] = []
  private(set) var strayLines: [SourceMark] = []
  private var section = ""
  private var number: Int
  /// A setting whose last line ended in a backslash.
  private var open: (name: String, value: String, lines: [(offset: Int, mark: SourceMark)])?

  init(firstLine: Int) { number = firstLine - 1 }

  mutating func read(_ line: Substring) {
    number += 1
    var line = line
    if line.last == "\r" { line.removeLast() }
    let start = line.firstIndex { $0 != " " && $0 != "\t" } ?? line.endIndex
    let trimmed = line[start...]
    let mark = SourceMark(
      line: number,
      column: line.distance(from: line.startIndex, to: start) + 1
    )
    // A comment does not end a continued value.
    if trimmed.first == "#" || trimmed.first == ";" { return }
    if open != nil { return proceed(trimmed, mark) }
    if trimmed.isEmpty { return }
    if trimmed.first == "[", let end = trimmed.lastIndex(of: "]") {
      section = String(trimmed[trimmed.index(after: trimmed.startIndex)..<end])
      return
    }
    guard let equals = trimmed.firstIndex(of: "="), equals > trimmed.startIndex else {
      strayLines.append(mark)
      return
    }
    let name = trimmed[..<equals].reversed().drop { $0 == " " || $0 == "\t" }.reversed()
    open = (String(name), "", [])
    var value = trimmed[trimmed.index(after: equals)...]
    value = value.drop { $0 == " " || $0 == "\t" }
    let column = mark.column + trimmed.distance(from: trimmed.startIndex, to: value.startIndex)
    proceed(value, SourceMark(line: number, column: column))
  }

  mutating func end() { if open != nil { close() } }

  /// Adds a line to the value of the open setting.
  private mutating func proceed(_ text: Substring, _ mark: SourceMark) {
    guard var setting = open else { return }
    setting.lines.append((setting.value.utf8.count, mark))
    // Two backslashes are one that is meant: a line ends after them.
    let isContinued = !text.reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2)
    setting.value += isContinued ? text.dropLast() + " " : text
    open = setting
    if !isContinued { close() }
  }

  private mutating func close() {
    guard let setting = open else { return }
    open = nil
    var value = setting.value
    while value.last == " " || value.last == "\t" { value.removeLast() }
    settings.append(
      UnitFile.Setting(
        section: section,
        name: setting.name,
        value: value,
        mark: setting.lines[0].mark,
        lines: setting.lines
      )
    )
  }
}
