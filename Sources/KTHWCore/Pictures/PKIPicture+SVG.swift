extension PKIPicture {
  private static let box = (width: 400, height: 54)
  private static let gap = (x: 64, y: 12)
  private static let margin = 12

  /// The tree as it is drawn: authorities at the left, what they signed to the
  /// right of them.
  func drawn(named name: String = "pki") -> SVGPicture {
    var canvas = Canvas()
    for root in roots { place(root, depth: 0, on: &canvas) }
    let depth = canvas.depth + 1
    let width =
      2 * PKIPicture.margin + depth * PKIPicture.box.width
      + max(0, depth - 1) * PKIPicture.gap.x
    var parts = canvas.wires + canvas.boxes
    let used = canvas.tones
    let legend = PictureLegend(
      tones: [Tone.good, .near, .due, .ended, .future, .unknown].filter(used.contains)
        .map { ($0, $0 == .unknown ? "not among these files" : $0.termWord) }
    )
    if roots.isEmpty {
      parts.append(.text(PKIPicture.margin, 28, "soft", "No certificate was found."))
    }
    let bottom = max(canvas.y, 40)
    parts += legend.parts(x: PKIPicture.margin, y: bottom + 8)
    return SVGPicture(
      name: name,
      title: "Who signed which certificate, and how long each is good",
      summary: summary,
      width: max(width, 560),
      height: bottom + 8 + PictureLegend.height,
      parts: parts
    )
  }

  private struct Canvas {
    var wires: [Markup] = []
    var boxes: [Markup] = []
    var tones: Set<Tone> = []
    var depth = 0
    /// Where the next box without children stands.
    var y = PKIPicture.margin
  }

  /// Places an entry and what is below it, and gives the level of its middle.
  @discardableResult
  private func place(_ entry: Entry, depth: Int, on canvas: inout Canvas) -> Int {
    canvas.depth = max(canvas.depth, depth)
    canvas.tones.insert(entry.tone)
    let x = PKIPicture.margin + depth * (PKIPicture.box.width + PKIPicture.gap.x)
    let ends = entry.children.map { place($0, depth: depth + 1, on: &canvas) }
    let middle: Int
    if let first = ends.first {
      // On a level with the first, so that a narrow window shows both.
      middle = first
    } else {
      middle = canvas.y + PKIPicture.box.height / 2
      canvas.y += PKIPicture.box.height + PKIPicture.gap.y
    }
    let start = x + PKIPicture.box.width
    for end in ends {
      let bend = PKIPicture.gap.x / 2
      canvas.wires.append(
        .path(
          "M\(start) \(middle)C\(start + bend) \(middle) \(start + bend) \(end) "
            + "\(start + PKIPicture.gap.x) \(end)",
          "wire"
        )
      )
    }
    canvas.boxes.append(box(entry, x, middle - PKIPicture.box.height / 2))
    return middle
  }

  private func box(_ entry: Entry, _ x: Int, _ y: Int) -> Markup {
    let (width, height) = PKIPicture.box
    let style = entry.tone.styleClass
    let left = left(entry)
    let ends = entry.term.map { ", until \($0.ends.day)" } ?? ""
    var parts: [Markup] = [
      .rect(x, y, width, height, radius: 8, "box"),
      .rect(x, y + 8, 4, height - 16, radius: 2, "b-\(style)"),
      .text(x + 14, y + 21, "name", Markup.fit(entry.title(), 280, size: 13)),
      .text(x + 14, y + 39, "soft", Markup.fit(entry.role, 300, size: 11)),
      .text(x + width - 12, y + 21, "end t-\(style)", "\(entry.tone.sign()) \(left)"),
    ]
    if let term = entry.term {
      parts.append(.text(x + width - 12, y + 39, "soft end", term.ends.day))
      if let percent = term.percentLeft(at: now) {
        let track = width - 26
        parts.append(.rect(x + 14, y + height - 7, track, 3, radius: 1, "track"))
        let filled = track * percent / 100
        if filled > 0 {
          parts.append(.rect(x + 14, y + height - 7, filled, 3, radius: 1, "b-\(style)"))
        }
      }
    }
    return .group("\(entry.title()): \(entry.role), \(left)\(ends)", parts)
  }
}
