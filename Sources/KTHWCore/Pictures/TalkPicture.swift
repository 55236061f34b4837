/// Who talks to whom, and whether it works.
struct TalkPicture: Hashable, Sendable {
  /// Where programs stand: from those that only dial to those that are
  /// only dialed.
  enum Column: Int, Hashable, Sendable, CaseIterable {
    case clients, hub, servers, outside
  }

  /// Programs that are one box.
  struct Party: Hashable, Sendable {
    let column: Column
    let role: String
  }

  /// Connections of one kind between two boxes.
  struct Link: Hashable, Sendable {
    let from: Party
    let to: Party
    /// What is dialed; nil where each dials its own.
    var dials: String?
    /// As whom the server sees the client; nil where it does not or each is
    /// its own.
    var identity: String?
    var works = 0
    var fails = 0
    var untried = 0
    /// How many can be tried when nodes have joined.
    var later = 0
    /// Why some fail or could not be tried, in a few words.
    var reasons: [String] = []

    var count: Int { works + fails + untried + later }
    var tone: Tone {
      if fails > 0 { return .failing }
      if works > 0 { return .good }
      return later > 0 && untried == 0 ? .future : .unknown
    }

    /// The verdict in words: `works`, `2 of 9 fail`.
    var verdict: String {
      if fails > 0 {
        return fails == count
          ? count == 1 ? "fails" : "all \(Quantity.grouped(count)) fail"
          : "\(Quantity.grouped(fails)) of \(Quantity.grouped(count)) fail"
      }
      if untried > 0 {
        return works == 0
          ? "not tried"
          : "\(Quantity.grouped(untried)) of \(Quantity.grouped(count)) not tried"
      }
      if later > 0 {
        return works == 0
          ? "when nodes join"
          : "\(Quantity.grouped(later)) of \(Quantity.grouped(count)) when nodes join"
      }
      return count == 1 ? "works" : "all \(Quantity.grouped(count)) work"
    }
  }

  /// The machines of each box, in their natural order.
  let machines: [Party: [String]]
  /// The connections, by kind.
  let links: [Link]

  /// The machines of a box in a few words; empty where none is known.
  func place(of party: Party, upTo mark: String = "…") -> String {
    NumberedName.list(machines[party] ?? [], upTo: mark)
  }

  /// What the picture shows, in a sentence.
  var summary: String {
    guard !links.isEmpty else { return "No connection was found." }
    let all = links.reduce(0) { $0 + $1.count }
    let failing = links.reduce(0) { $0 + $1.fails }
    let untried = links.reduce(0) { $0 + $1.untried }
    let later = links.reduce(0) { $0 + $1.later }
    let connections = Quantity.of(all, "connection")
    let verdict =
      failing > 0
      ? Quantity.grouped(failing) + (failing == 1 ? " fails" : " fail")
      : untried == all ? "none could be tried" : "none fails"
    var rest =
      untried == 0 || untried == all
      ? "" : ", \(Quantity.grouped(untried)) could not be tried"
    if later > 0 { rest += ", \(Quantity.grouped(later)) can be tried when nodes have joined" }
    return "\(connections): \(verdict)\(rest)."
  }
}

extension TalkPicture {
  /// The connections for Mermaid and Graphviz.
  var graph: PictureGraph {
    var graph = PictureGraph(title: "Who talks to whom", summary: summary)
    var numbers: [Party: Int] = [:]
    for link in links {
      for party in [link.from, link.to] where numbers[party] == nil {
        let tone = tone(of: party)
        numbers[party] = graph.add([party.role, place(of: party)], tone)
      }
      guard let from = numbers[link.from], let to = numbers[link.to] else { continue }
      let label = "\(link.tone.sign()) \(link.identity.map { "as \($0)" } ?? link.verdict)"
      let reason = link.tone == .good ? "" : ": " + link.reasons.joined(separator: "; ")
      graph.connect(
        from,
        to,
        link.tone == .failing ? "✗ \(link.verdict)\(reason)" : label,
        link.tone
      )
    }
    return graph
  }

  /// A box is only as good as its connections.
  func tone(of party: Party) -> Tone {
    let tones = links.filter { $0.from == party || $0.to == party }.map(\.tone)
    return tones.contains(.failing)
      ? .failing
      : tones.contains(.good)
        ? .good : tones.contains(.future) ? .future : .unknown
  }

  /// The connections in a terminal, by who dials.
  func text(plain: Bool) -> PictureText {
    let lines = PictureLines(isPlain: plain)
    var text = PictureText()
    guard !links.isEmpty else {
      text.add("no connection")
      return plain ? text.ascii : text
    }
    var dialing: [Party] = []
    for link in links where !dialing.contains(link.from) { dialing.append(link.from) }
    for party in dialing {
      let place = place(of: party, upTo: lines.upTo)
      text.add(.strong(party.role), .plain(place.isEmpty ? "" : " on \(place)"))
      let own = links.filter { $0.from == party }
      for (index, link) in own.enumerated() {
        let isLast = index == own.count - 1
        add(link, isLast ? lines.last : lines.fork, isLast ? "   " : lines.down, lines, to: &text)
      }
    }
    return plain ? text.ascii : text
  }

  private func add(
    _ link: Link,
    _ head: String,
    _ rest: String,
    _ lines: PictureLines,
    to text: inout PictureText
  ) {
    let place = place(of: link.to, upTo: lines.upTo)
    let dials = link.dials.map { ", dials \($0)" } ?? ""
    let identity = link.identity.map { ", as \($0)" } ?? ""
    text.add(
      .plain(head),
      .toned(link.tone.sign(plain: lines.isPlain), link.tone),
      .plain(" \(lines.arrow) "),
      .strong(link.to.role),
      .plain((place.isEmpty ? "" : " on \(place)") + dials + identity + ": "),
      .toned(link.verdict, link.tone)
    )
    for reason in link.reasons { text.add(.plain(rest + "   "), .toned(reason, link.tone)) }
  }
}
