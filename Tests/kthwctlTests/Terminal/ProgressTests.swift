import KTHWCore
import KTHWTestSupport
import Testing

@testable import KTHWCore
@testable import kthwctl

@Suite struct `Progress of a long run` {
  @Test(arguments: [
    (0, 10, "[--------------------]   0 %"), (1, 3, "[######--------------]  33 %"),
    (9_999, 10_000, "[###################-]  99 %"), (10, 10, "[####################] 100 %"),
    (12, 10, "[####################] 100 %"), (-1, 10, "[--------------------]   0 %"),
    (0, 0, "[--------------------]   0 %"),
  ])
  func `is full only at its end`(done: Int, total: Int, text: String) {
    #expect(ProgressBar(done, of: total).text == text)
  }

  @Test func `fits the terminal, without the bar or cut where that is narrow`() {
    let bar = ProgressBar(1, of: 4)
    let words = "made 1 of 4 hosts"
    #expect(ProgressLine.line(words, bar: bar, columns: 80) == "kthwctl: \(words) \(bar.text)")
    #expect(ProgressLine.line(words, bar: bar, columns: 55) == "kthwctl: \(words)")
    #expect(ProgressLine.line(words, bar: bar, columns: 10) == "kthwctl: ")
    #expect(ProgressLine.line(words, bar: nil, columns: 0) == "")
  }

  /// What an operation told, for a tree of two machines and for their files as a heap.
  @Test func `is told of every machine, in order and to its end`() throws {
    let listener = try TreeListener()
    let context = listener.context
    func steps(_ verb: String) -> [WorkProgress] {
      listener.told.filter { $0.verb == verb }
    }
    _ = try ListExpiry.run(ListExpiry.Input(paths: ["out"]), in: context)
    #expect(steps("looked into").map(\.done) == [1, 2, 3])
    #expect(steps("looked into").allSatisfy { $0.total == 3 && $0.unit == "hosts" })
    let files = steps("read")
    #expect(files.count > 10 && files.map(\.done) == Array(1...files.count))
    #expect(files.last?.total == files.count)
    _ = try VerifyFiles.run(VerifyFiles.Input(paths: ["out"]), in: context)
    #expect(steps("compared").map(\.done) == [1, 2, 3])
    _ = try ProbeMatrix.run(ProbeMatrix.Input(paths: ["out"]), in: context)
    let tried = steps("tried the connections of")
    #expect(tried.last.map { $0.done == $0.total } == true)
  }

  @Test func `of a report tells of every machine once, because it is read once`() throws {
    let listener = try TreeListener()
    let context = listener.context
    _ = try MakeReport.run(MakeReport.Input(paths: ["out"]), in: context)
    let verbs = listener.told.filter { $0.done == $0.total }.map(\.verb)
    #expect(verbs == ["read", "looked into", "tried the connections of", "compared"])
  }

  @Test(.judged(by: "python3"))
  func `is a bar on a terminal, and Ctrl-C ends every long run with 130`() throws {
    let scratch = try ScratchDirectory()
    let script = SourceTree.path("Tests/Scripts/terminal-manners.py")
    let large = SourceTree.path("Examples/large.yaml")
    let result = try RunCommand("python3", [script, RunCommand.kthwctlPath, scratch.path, large])
      .run().expecting(0)
    #expect(result.outputLines.count == 22, "\(result)")
  }
}

/// A tree of two machines, and what operations tell of their way through it.
private struct TreeListener {
  let context: Context
  private let scratch: ScratchDirectory
  private let heard = Guarded<[WorkProgress]>([])

  /// What was told so far.
  var told: [WorkProgress] { heard.withLock(\.self) }

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", RunCommand.kthwctl("init").run().outputText)
    try RunCommand.kthwctl("generate", "-q").inside(scratch).run().expecting(0)
    var context = Context.system
    context.baseDirectory = scratch.path
    let heard = heard
    context.progress = { work in heard.withLock { $0.append(work) } }
    self.context = context
  }
}
