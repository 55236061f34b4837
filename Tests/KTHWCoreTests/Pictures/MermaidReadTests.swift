import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What Mermaid itself reads in the charts that we write.
///
/// `mermaid-parse` has to be on `PATH`: Node with `Tests/Scripts/mermaid-parse.mjs`
/// and a bundle of Mermaid, as CI puts them together.
@Suite(.judged(by: "mermaid-parse"))
struct MermaidReadTests {
  @Test(arguments: [
    PictureFixture.pki.graph, PictureFixture.talk.graph, PictureFixture.timeline.graph,
    PictureFixture.hostilePKI.graph, PictureFixture.hostileTalk.graph,
    PictureFixture.hostileTimeline.graph,
  ])
  func `every box and arrow is read as it was meant, whatever the names are`(
    graph: PictureGraph
  ) throws {
    let boxes = graph.nodes.enumerated().map { index, node in
      "box n\(index) \(Self.json(node.lines.map(Terminal.printable).joined(separator: "<br>")))"
    }
    let arrows = graph.edges.map { edge in
      "arrow n\(edge.from) n\(edge.to) \(Self.json(Terminal.printable(edge.label)))"
    }
    try Self.expect(graph.mermaid, toBe: ["chart flowchart-v2"] + boxes + arrows)
  }

  @Test(arguments: [PictureFixture.timeline, PictureFixture.hostileTimeline])
  func `every bar is read with its dates, whatever the names are`(
    picture: TimelinePicture
  ) throws {
    let bars = picture.rows.flatMap { row in
      let title = Self.json(Terminal.printable(row.title()))
      let left = Self.json(Terminal.printable(row.term.left(at: picture.now)))
      let begins = min(row.term.begins ?? picture.now, row.term.renews)
      return [
        "bar \(title) \(left) \(begins.day) \(row.term.renews.day)",
        "bar \(title) \"renewal\" \(row.term.renews.day) \(row.term.ends.day)",
      ]
    }
    try Self.expect(picture.mermaid, toBe: ["chart gantt"] + bars)
  }

  @Test func `what is no chart is found`() throws {
    let read = try RunCommand("mermaid-parse").reading("flowchart LR\n  n0 --> [\n").run()
    #expect(read.status == 1)
    #expect(read.errorText.contains("Parse error on line 2"))
  }

  private static func expect(_ chart: String, toBe expected: [String]) throws {
    let read = try RunCommand("mermaid-parse").reading(chart).run().expecting(0)
    #expect(read.outputText.split(separator: "\n").map(String.init).sorted() == expected.sorted())
  }

  /// A text as JavaScript writes it.
  private static func json(_ text: String) -> String {
    var written = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { written += "\\" }
      written.unicodeScalars.append(character)
    }
    return written + "\""
  }
}
