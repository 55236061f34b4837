/// What containerd's configuration says, as far as judges ask: keys, their
/// tables and their lines.
///
/// No more of TOML is read than containerd's files have of it.
struct ContainerdText: Sendable {
  /// A key and its value.
  struct Entry: Hashable, Sendable {
    /// The table and the key: `["plugins", "cri", "systemd_cgroup"]`.
    let path: [String]
    /// The value; of a text what stands between its quotes.
    let value: String
    /// Where the key stands.
    let mark: SourceMark
  }

  /// Keys and values in their order.
  let entries: [Entry]
  /// The tables in their order, and where each begins.
  let tables: [(path: [String], mark: SourceMark)]

  /// Reads a file; what cannot be read is passed over.
  init(_ text: String) {
    var entries: [Entry] = []
    var tables: [(path: [String], mark: SourceMark)] = []
    var table: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = line.drop { $0 == " " || $0 == "\t" }
      let column = line.distance(from: line.startIndex, to: content.startIndex) + 1
      let mark = SourceMark(line: index + 1, column: column)
      guard let first = content.first, first != "#" else { continue }
      if first == "[" {
        let name = content.drop { $0 == "[" }
        table = ContainerdText.keys(name.prefix { $0 != "]" })
        tables.append((table, mark))
      } else if let equals = ContainerdText.equals(in: content) {
        let key = ContainerdText.keys(content[..<equals])
        let value = ContainerdText.value(content[content.index(after: equals)...])
        entries.append(Entry(path: table + key, value: value, mark: mark))
      }
    }
    self.entries = entries
    self.tables = tables
  }

  /// The value of a key at the top.
  subscript(key: String) -> Entry? { entries.first { $0.path == [key] } }

  /// Who manages control groups: `systemd` or `cgroupfs`.
  var controlGroups: String {
    let isOfSystemd = entries.contains { entry in
      ["SystemdCgroup", "systemd_cgroup"].contains(entry.path.last ?? "") && entry.value == "true"
    }
    return isOfSystemd ? "systemd" : "cgroupfs"
  }

  /// The form that the file says it is of; 1 where it says nothing.
  var form: Int { self["version"].flatMap { Int($0.value) } ?? 1 }

  /// A dotted key: `plugins."io.containerd.grpc.v1.cri".cni`.
  private static func keys(_ text: Substring) -> [String] {
    var keys: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "." {
        keys.append(current)
        current = ""
      } else if character != " ", character != "\t" {
        current.append(character)
      }
    }
    return keys + [current]
  }

  /// The sign between key and value; in quotes it is a letter.
  private static func equals(in text: Substring) -> Substring.Index? {
    var quote: Character?
    for (index, character) in zip(text.indices, text) {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "=" {
        return index
      }
    }
    return nil
  }

  private static func value(_ text: Substring) -> String {
    let trimmed = text.drop { $0 == " " || $0 == "\t" }
    if let quote = trimmed.first, quote == "\"" || quote == "'" {
      return String(trimmed.dropFirst().prefix { $0 != quote })
    }
    let bare = trimmed.prefix { $0 != "#" && $0 != "\r" }
    return String(bare.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
