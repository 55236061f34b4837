extension TimelinePicture {
  /// The groups in which a graph has the rows.
  private static let groups: [Tone] = [.ended, .due, .near, .good, .future]

  /// The rows for Graphviz, in groups by how they stand.
  var graph: PictureGraph {
    var graph = PictureGraph(title: "What ends when", summary: summary)
    var last: Int?
    for tone in TimelinePicture.groups {
      let own = rows.filter { $0.tone == tone }
      guard !own.isEmpty else { continue }
      let group = graph.addGroup("\(tone.sign()) \(tone.termWord)")
      for row in own {
        let ends = "\(row.term.ends.day) · \(row.term.left(at: now))"
        let node = graph.add([row.title(), row.role, ends], tone, in: group)
        // Groups stand in their order, their rows below each other.
        if let last, row == own[0] { graph.connect(last, node) }
        if row == own[0] { last = node }
      }
    }
    return graph
  }

  /// The rows as a Gantt chart of Mermaid (https://mermaid.js.org/syntax/gantt.html).
  ///
  /// A bar ends where the renewal begins; that of the renewal is marked as
  /// critical.
  var mermaid: String {
    var text = "gantt\n  title What ends when, seen on \(now.day)\n"
    text += "  accDescr: \(MermaidText.line(summary))\n"
    text += "  dateFormat YYYY-MM-DD\n  axisFormat %Y-%m\n"
    for (index, row) in rows.enumerated() {
      let title = MermaidText.escaped(row.title())
      let begins = min(row.term.begins ?? now, row.term.renews)
      let state = row.tone == .ended ? "done, " : row.tone == .due ? "active, " : ""
      text += "  section \(title)\n"
      text += "  \(MermaidText.escaped(row.term.left(at: now))) :\(state)r\(index), "
      text += "\(begins.day), \(row.term.renews.day)\n"
      text += "  renewal :crit, w\(index), \(row.term.renews.day), \(row.term.ends.day)\n"
    }
    return text
  }

  /// The rows in a terminal, as bars.
  func text(plain: Bool) -> PictureText {
    let lines = PictureLines(isPlain: plain)
    var text = PictureText()
    guard !rows.isEmpty else {
      text.add("nothing that ends")
      return plain ? text.ascii : text
    }
    let titles = rows.map { Terminal.printable($0.title(times: lines.times)) }
    let width = min(34, titles.map(Terminal.width).max() ?? 0)
    let terms = rows.map { Terminal.width(of: $0.term.left(at: now)) }.max() ?? 0
    let scale = scale
    let space = String(repeating: " ", count: width + terms + 7)
    text.add(space + labels(scale))
    for (row, title) in zip(rows, titles) {
      let shown = Terminal.padded(Terminal.cut(title, to: width, mark: lines.upTo), to: width)
      text.add(
        .plain(shown + "  "),
        .toned(Terminal.padded(row.tone.sign(plain: plain), to: 3), row.tone),
        .toned(Terminal.padded(row.term.left(at: now), to: terms) + "  ", row.tone),
        .toned(bar(row, scale, lines), row.tone)
      )
    }
    if omitted > 0 { text.add("and \(Quantity.grouped(omitted)) more that end later") }
    text.add(
      "\(lines.bar) good   \(lines.renewal) to be renewed   \(lines.today) today, \(now.day)"
    )
    return plain ? text.ascii : text
  }

  /// How many cells are from one mark to the next.
  private static let cells = 13

  private func cell(_ moment: Timestamp, _ scale: TimeScale) -> Int {
    scale.position(of: moment) * TimelinePicture.cells / 1000
  }

  private func labels(_ scale: TimeScale) -> String {
    scale.marks.map { Terminal.padded($0.label, to: TimelinePicture.cells) }.joined()
  }

  private func bar(_ row: Row, _ scale: TimeScale, _ lines: PictureLines) -> String {
    let today = scale.today * TimelinePicture.cells
    let count = (scale.marks.count - 1) * TimelinePicture.cells + 1
    let begin = cell(row.term.begins ?? now, scale)
    let renewal = cell(row.term.renews, scale)
    let end = max(cell(row.term.ends, scale), begin)
    return (0..<count).map { position in
      // What ends within a cell has at least that one.
      let isInside = position >= begin && (position < end || position == begin)
      if position == today { return lines.today }
      guard isInside else { return " " }
      return position < renewal ? lines.bar : lines.renewal
    }.joined()
  }
}
