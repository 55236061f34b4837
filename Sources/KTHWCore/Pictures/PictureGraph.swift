/// Boxes and arrows, for programs that place them by themselves.
struct PictureGraph: Hashable, Sendable {
  /// A box.
  struct Node: Hashable, Sendable {
    /// Its lines; the first is its name.
    let lines: [String]
    let tone: Tone
    /// Which group it belongs to; nil for none.
    let group: Int?
  }

  /// An arrow.
  struct Edge: Hashable, Sendable {
    let from: Int
    let to: Int
    let label: String
    /// nil for a line that says nothing but that there is one.
    let tone: Tone?
  }

  let title: String
  let summary: String
  private(set) var groups: [String] = []
  private(set) var nodes: [Node] = []
  private(set) var edges: [Edge] = []

  init(title: String, summary: String) {
    self.title = title
    self.summary = summary
  }

  /// Adds a group of boxes and gives its number.
  mutating func addGroup(_ title: String) -> Int {
    groups.append(title)
    return groups.count - 1
  }

  /// Adds a box and gives its number.
  mutating func add(_ lines: [String], _ tone: Tone, in group: Int? = nil) -> Int {
    nodes.append(Node(lines: lines.filter { !$0.isEmpty }, tone: tone, group: group))
    return nodes.count - 1
  }

  /// Adds an arrow between two boxes.
  mutating func connect(_ from: Int, _ to: Int, _ label: String = "", _ tone: Tone? = nil) {
    edges.append(Edge(from: from, to: to, label: label, tone: tone))
  }
}

// MARK: - Mermaid

extension PictureGraph {
  /// The graph as a flowchart of Mermaid (https://mermaid.js.org/syntax/flowchart.html).
  var mermaid: String {
    var text = "flowchart LR\n"
    text += "  accTitle: \(MermaidText.line(title))\n  accDescr: \(MermaidText.line(summary))\n"
    for index in nodes.indices where nodes[index].group == nil { text += mermaidNode(index, "  ") }
    for (group, title) in groups.enumerated() {
      text += "  subgraph g\(group)[\"\(MermaidText.escaped(title))\"]\n"
      for index in nodes.indices where nodes[index].group == group {
        text += mermaidNode(index, "    ")
      }
      text += "  end\n"
    }
    for edge in edges {
      let arrow = edge.tone == .unknown ? "-.->" : "-->"
      let label = edge.label.isEmpty ? "" : "|\"\(MermaidText.escaped(edge.label))\"|"
      text += "  n\(edge.from) \(arrow)\(label) n\(edge.to)\n"
    }
    for (index, edge) in edges.enumerated() where edge.tone?.styleClass == "bad" {
      text += "  linkStyle \(index) stroke:\(GraphColours.of(.failing).line)\n"
    }
    for tone in Tone.allCases where nodes.contains(where: { $0.tone == tone }) {
      let colours = GraphColours.of(tone)
      text +=
        "  classDef \(tone.rawValue) fill:\(colours.fill),stroke:\(colours.line),color:#1b1f24\n"
    }
    return text
  }

  private func mermaidNode(_ index: Int, _ indent: String) -> String {
    let node = nodes[index]
    let label = node.lines.map(MermaidText.escaped).joined(separator: "<br>")
    return "\(indent)n\(index)[\"\(label)\"]:::\(node.tone.rawValue)\n"
  }
}

/// Text that means nothing to Mermaid.
enum MermaidText {
  /// Text for between quotes: what is not plainly harmless becomes an entity
  /// code, `#34;`, which Mermaid turns back after it has read the chart.
  ///
  /// Quotes, `#` and `;` would end the text or begin a code, `<` and `&` are
  /// markup, a backtick begins Markdown, `%%{` begins a directive anywhere.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Terminal.printable(text).unicodeScalars {
      if isHarmless(scalar) {
        result.append(scalar)
      } else {
        result += "#\(scalar.value);".unicodeScalars
      }
    }
    return String(result)
  }

  /// Text for the rest of a line of its own, where nothing is turned back.
  static func line(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        Terminal.printable(text).unicodeScalars.map { isHarmless($0) ? $0 : " " }
      )
    )
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", " ", "-", "_", ".", ",", "/": true
    default: scalar.value > 0x7F
    }
  }
}

// MARK: - Graphviz

extension PictureGraph {
  /// The graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
  var dot: String {
    var text = "digraph \(DOTText.quoted(title)) {\n"
    text += "  label=\(DOTText.quoted(title)); tooltip=\(DOTText.quoted(summary));\n"
    text += "  rankdir=LR; fontname=\"sans-serif\"; nodesep=0.25; ranksep=1.1;\n"
    text += "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\", fontsize=11];\n"
    text += "  edge [fontname=\"sans-serif\", fontsize=10, color=\"#6e7781\"];\n"
    for index in nodes.indices where nodes[index].group == nil { text += dotNode(index, "  ") }
    for (group, title) in groups.enumerated() {
      text += "  subgraph cluster_\(group) {\n    label=\(DOTText.quoted(title));\n"
      for index in nodes.indices where nodes[index].group == group {
        text += dotNode(index, "    ")
      }
      text += "  }\n"
    }
    for edge in edges {
      var attributes = edge.label.isEmpty ? [] : ["label=\(DOTText.quoted(edge.label))"]
      if let tone = edge.tone { attributes.append("color=\"\(GraphColours.of(tone).line)\"") }
      if edge.tone == .unknown { attributes.append("style=dashed") }
      let list = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
      text += "  n\(edge.from) -> n\(edge.to)\(list);\n"
    }
    return text + "}\n"
  }

  private func dotNode(_ index: Int, _ indent: String) -> String {
    let node = nodes[index]
    let colours = GraphColours.of(node.tone)
    return "\(indent)n\(index) [label=\(DOTText.quoted(node.lines)), "
      + "fillcolor=\"\(colours.fill)\", color=\"\(colours.line)\"];\n"
  }
}

/// Text that means nothing to Graphviz.
enum DOTText {
  /// A quoted string: a quote ends it, a backslash begins an escape, and `&`
  /// an entity of HTML, in every label.
  static func quoted(_ text: String) -> String { quoted([text]) }

  /// A quoted string of lines.
  static func quoted(_ lines: [String]) -> String {
    "\"" + lines.map(escaped).joined(separator: "\\n") + "\""
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Terminal.printable(text).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Colours of tones where there is no style sheet; dark text is readable on
/// every filling.
enum GraphColours {
  static func of(_ tone: Tone) -> (fill: String, line: String) {
    switch tone.styleClass {
    case "bad": ("#ffebe9", "#cf222e")
    case "due": ("#fff1e5", "#bc4c00")
    case "near": ("#fff8c5", "#9a6700")
    case "good": ("#dafbe1", "#1a7f37")
    case "future": ("#ddf4ff", "#0969da")
    default: ("#f6f8fa", "#57606a")
    }
  }
}
