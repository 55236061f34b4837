import KTHWTestSupport
import Testing

@testable import KTHWCore

struct PictureFormatTests {
  @Test func `pictures are drawn as recorded`() {
    Golden.expect(PictureFixture.pki.drawn().file, matches: "pictures/pki.svg")
    // It is the example in Docs/report.md as well.
    Golden.expect(
      PictureFixture.talk.drawn().file,
      matches: "talk.svg",
      below: "Docs/pictures"
    )
    Golden.expect(PictureFixture.timeline.drawn().file, matches: "pictures/timeline.svg")
  }

  @Test func `pictures are written for Mermaid as recorded`() {
    Golden.expect(PictureFixture.pki.graph.mermaid, matches: "pictures/pki.mmd")
    Golden.expect(PictureFixture.talk.graph.mermaid, matches: "pictures/talk.mmd")
    Golden.expect(PictureFixture.timeline.mermaid, matches: "pictures/timeline.mmd")
  }

  @Test func `pictures are written for Graphviz as recorded`() {
    Golden.expect(PictureFixture.pki.graph.dot, matches: "pictures/pki.dot")
    Golden.expect(PictureFixture.talk.graph.dot, matches: "pictures/talk.dot")
    Golden.expect(PictureFixture.timeline.graph.dot, matches: "pictures/timeline.dot")
  }

  @Test(arguments: [false, true])
  func `pictures are drawn in a terminal as recorded`(plain: Bool) {
    let end = plain ? "ascii.txt" : "txt"
    Golden.expect(PictureFixture.pki.text(plain: plain).plain, matches: "pictures/pki.\(end)")
    Golden.expect(PictureFixture.talk.text(plain: plain).plain, matches: "pictures/talk.\(end)")
    Golden.expect(
      PictureFixture.timeline.text(plain: plain).plain,
      matches: "pictures/timeline.\(end)"
    )
  }

  @Test func `ASCII pictures are ASCII alone, whatever the names are`() {
    let name = "Ünïcode 漢字 …×"
    let entry = PictureFixture.entry(name, name, PictureFixture.term(from: 0, to: 9))
    let tree = PKIPicture(roots: [entry], now: PictureFixture.now)
    #expect(tree.text(plain: true).plain.utf8.allSatisfy { $0 < 0x80 })
    #expect(tree.text(plain: false).plain.contains("漢字"))
  }

  @Test func `pictures of nothing say so`() {
    let pki = PKIPicture(roots: [], now: PictureFixture.now)
    let talk = TalkPicture(machines: [:], links: [])
    let timeline = TimelinePicture(rows: [], omitted: 0, now: PictureFixture.now)
    #expect(pki.drawn().file.contains("No certificate was found."))
    #expect(talk.drawn().file.contains("No connection was found."))
    #expect(timeline.drawn().file.contains("Nothing that ends was found."))
    #expect(pki.text(plain: false).plain == "no certificate\n")
    #expect(talk.text(plain: false).plain == "no connection\n")
    #expect(timeline.text(plain: false).plain == "nothing that ends\n")
    #expect(pki.graph.mermaid.hasPrefix("flowchart LR\n"))
    #expect(timeline.mermaid.hasPrefix("gantt\n"))
  }
}

struct HostilePictureTests {
  @Test func `names are no markup in SVG`() {
    let pictures = [
      PictureFixture.hostilePKI.drawn(), PictureFixture.hostileTalk.drawn(),
      PictureFixture.hostileTimeline.drawn(),
    ]
    for picture in pictures {
      let file = picture.file
      #expect(!file.contains("<script"))
      #expect(file.contains("&lt;script&gt;"))
      #expect(!file.unicodeScalars.contains("\u{1B}"))
      #expect(!file.unicodeScalars.contains("\u{202E}"))
      // What looks like a reference stays what it looks like.
      #expect(file.contains("&amp;amp;#quot;"))
    }
  }

  @Test func `names are no syntax for Mermaid`() {
    let charts = [
      PictureFixture.hostilePKI.graph.mermaid, PictureFixture.hostileTalk.graph.mermaid,
      PictureFixture.hostileTimeline.mermaid,
    ]
    for chart in charts {
      #expect(!chart.contains("%%{"))
      #expect(!chart.contains("<script"))
      #expect(!chart.contains("`"))
      for line in chart.split(separator: "\n") where line.contains("script") {
        // Nothing of a name is left that ends a text or begins a code.
        let quoted = line.split(separator: "\"", omittingEmptySubsequences: false)
        #expect(quoted.count.isMultiple(of: 2) == false)
        #expect(!line.contains("quot;;"))
      }
    }
  }

  @Test func `a name's special characters become entity codes of Mermaid`() {
    #expect(MermaidText.escaped("a\"b#c;d`e") == "a#34;b#35;c#59;d#96;e")
    #expect(MermaidText.escaped("größer … 漢") == "größer … 漢")
    #expect(MermaidText.escaped("%%{init}%%") == "#37;#37;#123;init#125;#37;#37;")
    #expect(MermaidText.line("a: b;c") == "a  b c")
  }

  @Test func `names are no syntax for Graphviz`() {
    #expect(DOTText.quoted("a\"b\\N&lt;") == "\"a\\\"b\\\\N&amp;lt;\"")
    #expect(DOTText.quoted(["a\nb", "c"]) == "\"a\\\\u{a}b\\nc\"")
  }

  @Test(.judged(by: "dot"))
  func `Graphviz draws every picture, and takes hostile names as names`() throws {
    let graphs = [
      PictureFixture.pki.graph, PictureFixture.talk.graph, PictureFixture.timeline.graph,
      PictureFixture.hostilePKI.graph, PictureFixture.hostileTalk.graph,
      PictureFixture.hostileTimeline.graph,
    ]
    for graph in graphs {
      let drawn = try RunCommand("dot", ["-Tsvg"]).reading(graph.dot).run().expecting(0)
      #expect(drawn.errorText.isEmpty)
      let boxes = drawn.outputText.split(separator: "class=\"node\"").count - 1
      #expect(boxes == graph.nodes.count)
      #expect(!drawn.outputText.contains("<script"))
    }
  }
}
