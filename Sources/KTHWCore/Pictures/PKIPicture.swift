/// The certificates of a cluster as a tree: who signed whom, and how long each
/// is good.
struct PKIPicture: Hashable, Sendable {
  /// A certificate, or several that are alike.
  struct Entry: Hashable, Sendable {
    /// Whom it names.
    var name: String
    /// What it does.
    var role: String
    /// How many it stands for.
    var count = 1
    /// Its time, of several the one that ends first; nil where only its name
    /// is known.
    var term: PictureTerm?
    /// The tone, of several the one that matters most.
    var tone: Tone
    /// What it signed.
    var children: [Entry] = []

    /// The name, and how many there are.
    func title(times: String = "×") -> String {
      count > 1 ? "\(name) \(times) \(Quantity.grouped(count))" : name
    }
  }

  /// What nobody here signed, each with what it signed.
  let roots: [Entry]
  /// The moment that the picture shows.
  let now: Timestamp

  /// How many certificates it stands for.
  var count: Int { PKIPicture.count(roots) }

  private static func count(_ entries: [Entry]) -> Int {
    entries.reduce(0) { $0 + ($1.term == nil ? 0 : $1.count) + count($1.children) }
  }

  /// What the picture shows, in a sentence or two.
  var summary: String {
    guard !roots.isEmpty else { return "There is no certificate." }
    let trees = roots.map { root in
      let below = PKIPicture.count(root.children)
      return below == 0
        ? root.name : "\(root.name) signed \(Quantity.of(below, "certificate"))"
    }
    let shown = trees.prefix(6).joined(separator: "; ")
    return shown + (trees.count > 6 ? "; and \(Quantity.grouped(trees.count - 6)) more." : ".")
  }

  /// How the term of an entry reads beside it.
  func left(_ entry: Entry) -> String { entry.term?.left(at: now) ?? "not here" }
}

extension PKIPicture {
  /// The tree for Mermaid and Graphviz.
  var graph: PictureGraph {
    var graph = PictureGraph(title: "Certificates", summary: summary)
    for root in roots { add(root, below: nil, to: &graph) }
    return graph
  }

  private func add(_ entry: Entry, below parent: Int?, to graph: inout PictureGraph) {
    let days = "\(entry.tone.sign()) \(left(entry))"
    let ends = entry.term.map { " · \($0.ends.day)" } ?? ""
    let node = graph.add([entry.title(), entry.role, days + ends], entry.tone)
    if let parent { graph.connect(parent, node) }
    for child in entry.children { add(child, below: node, to: &graph) }
  }

  /// The tree in a terminal.
  func text(plain: Bool) -> PictureText {
    let lines = PictureLines(isPlain: plain)
    var text = PictureText()
    if roots.isEmpty { text.add("no certificate") }
    // Terms stand below each other, whatever the depth.
    let rows = roots.flatMap { self.rows($0, head: "", rest: "", lines) }
    let width = min(56, rows.map { Terminal.width(of: $0.head + $0.title) }.max() ?? 0)
    let terms = rows.map { Terminal.width(of: left($0.entry)) }.max() ?? 0
    for row in rows {
      let title = Terminal.cut(
        row.title,
        to: max(8, width - Terminal.width(of: row.head)),
        mark: lines.upTo
      )
      let gap = width - Terminal.width(of: row.head + title) + 2
      let sign = row.entry.tone.sign(plain: plain)
      text.add(
        .plain(row.head),
        row.isRoot ? .strong(title) : .plain(title),
        .plain(String(repeating: " ", count: max(2, gap))),
        .toned(Terminal.padded(sign, to: plain ? 3 : 2), row.entry.tone),
        .toned(Terminal.padded(left(row.entry), to: terms), row.entry.tone),
        .plain("  " + (row.entry.term?.ends.day ?? "          ")),
        .plain("  " + row.entry.role)
      )
    }
    return plain ? text.ascii : text
  }

  private struct Row {
    let head: String
    let title: String
    let entry: Entry
    let isRoot: Bool
  }

  private func rows(_ entry: Entry, head: String, rest: String, _ lines: PictureLines) -> [Row] {
    let title = Terminal.printable(entry.title(times: lines.times))
    var rows = [Row(head: head, title: title, entry: entry, isRoot: head.isEmpty)]
    for (index, child) in entry.children.enumerated() {
      let isLast = index == entry.children.count - 1
      rows += self.rows(
        child,
        head: rest + (isLast ? lines.last : lines.fork),
        rest: rest + (isLast ? "   " : lines.down),
        lines
      )
    }
    return rows
  }
}
