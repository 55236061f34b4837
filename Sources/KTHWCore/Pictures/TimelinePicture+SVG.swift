extension TimelinePicture {
  private static let margin = 12
  private static let labels = 270
  private static let step = 92
  private static let rowHeight = 30
  private static let top = 40

  /// The rows as they are drawn: a bar each, over a common scale.
  func drawn(named name: String = "timeline") -> SVGPicture {
    let scale = scale
    let start = TimelinePicture.margin + TimelinePicture.labels
    let span = (scale.marks.count - 1) * TimelinePicture.step
    let width = start + span + 118
    let bottom = TimelinePicture.top + max(1, rows.count) * TimelinePicture.rowHeight
    var parts = axis(scale, start, bottom)
    for (index, row) in rows.enumerated() {
      parts.append(
        drawn(row, scale, start, TimelinePicture.top + index * TimelinePicture.rowHeight)
      )
    }
    if rows.isEmpty {
      parts.append(.text(TimelinePicture.margin, 60, "soft", "Nothing that ends was found."))
    }
    var y = bottom
    if omitted > 0 {
      let more = "and \(Quantity.grouped(omitted)) more that end later"
      parts.append(.text(TimelinePicture.margin, y + 18, "soft", more))
      y += 24
    }
    let used = Set(rows.map(\.tone))
    let tones = [Tone.good, .near, .due, .ended, .future].filter(used.contains)
    parts += PictureLegend(tones: tones.map { ($0, $0.termWord) })
      .parts(x: TimelinePicture.margin, y: y + 12)
    parts.append(
      .text(
        TimelinePicture.margin,
        y + 46,
        "soft",
        "The pale end of a bar is its renewal window. Marks stand at equal distances, "
          + "whatever time is between them."
      )
    )
    return SVGPicture(
      name: name,
      title: "What ends when, seen on \(now.day)",
      summary: summary,
      width: max(width, 720),
      height: y + 60,
      parts: parts
    )
  }

  private func axis(_ scale: TimeScale, _ start: Int, _ bottom: Int) -> [Markup] {
    var parts: [Markup] = []
    for (index, mark) in scale.marks.enumerated() {
      let x = start + index * TimelinePicture.step
      let isToday = index == scale.today
      parts.append(
        .path(
          "M\(x) \(TimelinePicture.top - 8)V\(bottom)",
          isToday ? "today" : "grid"
        )
      )
      parts.append(
        .text(x, TimelinePicture.top - 16, isToday ? "mid now" : "soft mid", mark.label)
      )
    }
    return parts
  }

  private func drawn(_ row: Row, _ scale: TimeScale, _ start: Int, _ y: Int) -> Markup {
    func x(_ moment: Timestamp) -> Int {
      start + scale.position(of: moment) * TimelinePicture.step / 1000
    }
    let style = row.tone.styleClass
    let begin = x(row.term.begins ?? now)
    let renewal = max(begin, x(row.term.renews))
    let end = max(x(row.term.ends), begin + 3)
    let left = row.term.left(at: now)
    var parts: [Markup] = [
      .text(
        TimelinePicture.margin,
        y + 19,
        "name",
        Markup.fit(row.title(), TimelinePicture.labels - 24, size: 13)
      ),
      .rect(begin, y + 8, end - begin, 14, radius: 4, "b-\(style) renewal"),
    ]
    if renewal > begin {
      parts.append(.rect(begin, y + 8, renewal - begin, 14, radius: 4, "b-\(style)"))
    }
    parts.append(.text(end + 8, y + 19, "halo t-\(style)", "\(row.tone.sign()) \(left)"))
    let words =
      "\(row.title()), \(row.role): ends on \(row.term.ends.day), \(left); "
      + "renewal from \(row.term.renews.day) on"
    return .group(words, parts)
  }
}
