extension TalkPicture {
  /// The connections as they are drawn.
  func drawn(named name: String = "talk") -> SVGPicture {
    let layout = TalkLayout(self)
    var parts = layout.boxes.map(box) + layout.lanes.flatMap(lane)
    let used = Set(links.map(\.tone))
    let tones = [Tone.good, .failing, .future, .unknown].filter(used.contains)
    parts += PictureLegend(tones: tones.map { ($0, $0.talkWord) })
      .parts(x: TalkLayout.margin, y: layout.height + 4)
    if links.isEmpty {
      parts.append(.text(TalkLayout.margin, 28, "soft", "No connection was found."))
    }
    return SVGPicture(
      name: name,
      title: "Who talks to whom, and whether it works",
      summary: summary,
      width: max(layout.width, 420),
      height: layout.height + 4 + PictureLegend.height,
      parts: parts
    )
  }

  private func box(_ box: TalkLayout.Box) -> Markup {
    let place = place(of: box.party)
    let middle = box.y + box.height / 2
    let style = box.party.column == .hub ? "hub" : "box"
    let x = box.x + TalkLayout.boxWidth / 2
    let room = TalkLayout.boxWidth - 20
    var parts: [Markup] = [
      .rect(box.x, box.y, TalkLayout.boxWidth, box.height, radius: 10, style),
      .text(
        x,
        place.isEmpty ? middle + 5 : middle - 3,
        "name mid",
        Markup.fit(box.party.role, room, size: 13)
      ),
    ]
    if !place.isEmpty {
      parts.append(.text(x, middle + 15, "soft mid", Markup.fit(place, room, size: 11)))
    }
    return .group(place.isEmpty ? box.party.role : "\(box.party.role) on \(place)", parts)
  }

  private func lane(_ lane: TalkLayout.Lane) -> [Markup] {
    let link = lane.link
    let style = link.tone.styleClass
    let (above, below) = TalkPicture.words(link)
    let tone = link.tone == .good ? "" : " t-\(style)"
    var parts: [Markup]
    switch lane.course {
    case .level(let start, let end, let y):
      let back = start < end ? -8 : 8
      let middle = (start + end) / 2
      let room = abs(end - start) - 20
      parts = [
        .path("M\(start) \(y)H\(end + back)", "edge l-\(style)"),
        .path("M\(end) \(y)l\(back) -5v10z", "b-\(style)"),
      ]
      parts += chip(link, middle, y)
      parts.append(.text(middle, y - 14, "soft mid", Markup.fit(above, room, size: 11)))
      parts.append(.text(middle, y + 22, "soft mid" + tone, Markup.fit(below, room, size: 11)))
    case .loop(let x, let y):
      parts = [
        .path("M\(x) \(y - 12)h24a12 12 0 0 1 0 24h-16", "edge l-\(style)"),
        .path("M\(x) \(y + 12)l8 -5v10z", "b-\(style)"),
      ]
      parts += chip(link, x + 36, y)
      parts.append(.text(x + 54, y - 3, "soft", Markup.fit(above, 130, size: 11)))
      parts.append(.text(x + 54, y + 12, "soft" + tone, Markup.fit(below, 130, size: 11)))
    case .rise(let x, let start, let end):
      // What stands below another has a longer way; its words stay near it.
      let middle = start - 26
      parts = [
        .path("M\(x) \(start)V\(end + 8)", "edge l-\(style)"),
        .path("M\(x) \(end)l-5 8h10z", "b-\(style)"),
      ]
      if start - end < 60 {
        parts += chip(link, x, middle)
        parts.append(.text(x + 18, middle - 3, "soft", Markup.fit(above, 200, size: 11)))
        parts.append(.text(x + 18, middle + 12, "soft" + tone, Markup.fit(below, 200, size: 11)))
      } else {
        parts += chip(link, x, start)
      }
    }
    return [.group(sentence(link), parts)]
  }

  private func chip(_ link: Link, _ x: Int, _ y: Int) -> [Markup] {
    let style = link.tone.styleClass
    return [
      .node(.circle, ["cx": "\(x)", "cy": "\(y)", "r": "10", "class": "c-\(style)"]),
      .text(x, y + 4, "mid t-\(style)", link.tone.sign()),
    ]
  }

  /// What stands above and below a line.
  private static func words(_ link: Link) -> (above: String, below: String) {
    let identity = link.identity.map { "as \($0)" } ?? ""
    guard link.tone == .good else {
      let reason = link.reasons.first.map { ": \($0)" } ?? ""
      return (identity, link.verdict + reason)
    }
    return (identity, link.dials.map { "dials \($0)" } ?? link.verdict)
  }

  /// A connection in a sentence.
  private func sentence(_ link: Link) -> String {
    let dials = link.dials.map { ", dials \($0)" } ?? ""
    let identity = link.identity.map { ", as \($0)" } ?? ""
    let reasons = link.reasons.isEmpty ? "" : ": " + link.reasons.joined(separator: "; ")
    return "\(link.from.role) to \(link.to.role)\(dials)\(identity): \(link.verdict)\(reasons)"
  }
}
