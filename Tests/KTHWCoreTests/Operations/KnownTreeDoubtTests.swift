import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A note that is torn, forged, foreign or too early is no note.
@Suite struct `A note in a tree` {
  @Test func `is believed only as it was written, to the last octet`() throws {
    let bench = try KnownTreeBench()
    let text = try bench.fixture.text(TreeMarker.name)
    let note = try #require(TreeNote(text: text))
    #expect(note.text == text)
    for length in 0..<text.utf8.count {
      #expect(TreeNote(text: String(decoding: text.utf8.prefix(length), as: UTF8.self)) == nil)
    }
    var bytes = Array(text.utf8)
    for index in bytes.indices {
      for bit: UInt8 in [1, 2, 0x20] {
        bytes[index] ^= bit
        #expect(TreeNote(text: String(decoding: bytes, as: UTF8.self)) == nil, "\(index) \(bit)")
        bytes[index] ^= bit
      }
    }
    for more in ["\n", " ", "x", "\0", text] { #expect(TreeNote(text: text + more) == nil) }
    #expect(TreeNote(text: text.replacing("kept: ", with: "kept: +")) == nil)
    #expect(TreeNote(text: text.replacing("files: ", with: "files:  ")) == nil)
  }

  @Test(arguments: [
    "", "made by kthwctl generate; format 1\n", "made by kthwctl generate; format 1\ninputs: 0\n",
    String(repeating: "a\n", count: 5000), "\u{0}\u{1}\u{2}",
  ])
  func `that is something else makes a run look, and is written anew`(text: String) throws {
    let bench = try KnownTreeBench()
    let good = try bench.fixture.text(TreeMarker.name)
    try bench.fixture.scratch.write("out/" + TreeMarker.name, text)
    let (output, isKnown) = try bench.run()
    #expect(!isKnown && !output.isChanged)
    // What is not ours is not written over.
    let isOurs = text.hasPrefix(TreeMarker.text)
    #expect(try bench.fixture.text(TreeMarker.name) == (isOurs ? good : text))
    #expect(try bench.run().isKnown == isOurs)
  }

  @Test func `of another tree is not believed`() throws {
    let bench = try KnownTreeBench()
    try bench.run { $0.output = bench.fixture.scratch.path("other") }
    let other = try bench.fixture.scratch.text("other/" + TreeMarker.name)
    try bench.fixture.scratch.write("out/" + TreeMarker.name, other)
    #expect(TreeNote(text: other) != nil)
    #expect(try !bench.run().isKnown)
  }

  @Test func `of a copy is not believed`() throws {
    let bench = try KnownTreeBench()
    let copy = bench.fixture.scratch.path("copy")
    try RunCommand("cp", ["-a", bench.fixture.tree, copy]).run().expecting(0)
    let (output, isKnown) = try bench.run { $0.output = copy }
    #expect(!isKnown && !output.isChanged)
  }

  @Test func `that others can write is neither believed nor followed`() throws {
    let bench = try KnownTreeBench()
    let marker = bench.path(TreeMarker.name)
    chmod(marker, 0o664)
    #expect(try !bench.run().isKnown)
    chmod(marker, 0o644)
    #expect(try bench.run().isKnown)

    // A second name of a victim's file, and a link to one.
    let text = try bench.fixture.text(TreeMarker.name)
    let victim = try bench.fixture.scratch.write("victim", TreeMarker.text + "precious\n")
    for plant in [link, symlink] {
      unlink(marker)
      #expect(plant(victim, marker) == 0)
      _ = try? bench.run()
      #expect(try bench.fixture.scratch.text("victim") == TreeMarker.text + "precious\n")
    }
    unlink(marker)
    try bench.fixture.scratch.write("out/" + TreeMarker.name, text)
    #expect(try bench.run().isKnown)
  }

  @Test func `is not left where a file changed during the run`() throws {
    let bench = try KnownTreeBench()
    try bench.touch("pki/admin.pem")
    usleep(20_000)
    // Long after the shared files were read, and before the last host is.
    let path = "manifests/00-rbac.yaml"
    let isDone = Guarded(false)
    let output = try bench.fixture.run(
      bench.spec,
      into: "out",
      {
        $0.description = Array(bench.description.utf8)
        $0.program = bench.program
        $0.workers = 1
      },
      progress: { _ in
        guard
          isDone.withLock({ done in
            defer { done = true }
            return !done
          })
        else { return }
        try? bench.overwrite(path) { $0[0] ^= 1 }
      }
    )
    #expect(!output.isChanged && isDone.withLock(\.self))
    let (next, isKnown) = try bench.run()
    #expect(!isKnown && next.changed.first == [path])
  }

  @Test func `does not hide a change of the same moment`() throws {
    for _ in 0..<6 {
      let bench = try KnownTreeBench()
      // At once, with the size and the time that it had.
      try bench.overwrite("manifests/smoke-test.sh") { $0[0] ^= 1 }
      let (output, isKnown) = try bench.run()
      #expect(!isKnown && output.changed.first == ["manifests/smoke-test.sh"])
    }
  }

  @Test func `is not left for changes of this very moment`() throws {
    let bench = try KnownTreeBench()
    let tree = try bench.tree()
    let survey = try #require(tree.survey(workers: 1) { false })
    #expect(try #require(tree.survey(workers: 3) { false }) == survey)
    let note = try #require(tree.note())
    #expect(survey.digest == note.files && survey.count == note.count)
    #expect(survey.newest < FileTime.now)
    try bench.touch("pki/ca.pem")
    let later = try #require(tree.survey(workers: 1) { false })
    #expect(later != survey && later.count == survey.count && later.newest > survey.newest)
    // A run that began before that says nothing of the tree.
    let known = KnownTree(
      GenerateCluster.Input(
        spec: bench.spec,
        description: [],
        output: bench.fixture.tree,
        program: "p"
      ),
      bench.fixture.context()
    )
    known.remember(ClusterTally(), in: tree, untouchedSince: survey.newest)
    #expect(tree.note() == note)
    known.remember(ClusterTally(), in: tree, untouchedSince: later.newest)
    #expect(tree.note() == note)
    usleep(20_000)
    known.remember(ClusterTally(), in: tree, untouchedSince: FileTime.now)
    #expect(tree.note() != note && tree.note()?.files == later.digest)
  }

  @Test func `is not believed by a run that is interrupted`() throws {
    let bench = try KnownTreeBench()
    #expect(try bench.tree().survey(workers: 2) { true } == nil)
    var context = bench.fixture.context()
    context.isInterrupted = { true }
    let input = GenerateCluster.Input(
      spec: bench.spec,
      description: Array(bench.description.utf8),
      output: bench.fixture.tree,
      program: bench.program
    )
    expectError(.interrupted) { _ = try GenerateCluster.run(input, in: context) }
  }

  @Test func `is not believed of what cannot be looked at`() throws {
    let bench = try KnownTreeBench()
    let deep = "out/" + (0..<40).map { _ in "d" }.joined(separator: "/")
    try bench.fixture.scratch.write(deep + "/file", "deep\n")
    #expect(try bench.tree().survey(workers: 1) { false } == nil)
    #expect(try !bench.run().output.isChanged)
  }

  @Test func `goes with the dates by which certificates are made anew`() throws {
    let margin = GoDuration.days(30)
    let spec = try ClusterFixture.balanced()
    let catalog = CertificateCatalog(spec)
    let leaf = try #require(catalog.shared.first { $0.name == "admin" })
    let brief = try #require(catalog.shared.first { $0.name == "break-glass" })
    let day: Int64 = 86_400
    func dates(_ from: Int64, _ to: Int64) -> Validity {
      Validity(
        notBefore: Timestamp(secondsSince1970: from * day),
        notAfter: Timestamp(secondsSince1970: to * day)
      )
    }
    func days(_ credential: Credential, _ own: Validity, _ issuer: Validity?) -> [Int64] {
      let term = credential.term(of: own, issuer: issuer, renewingBefore: margin)
      return [term.lowerBound, term.upperBound].map { $0.secondsSince1970 / day }
    }
    #expect(days(leaf, dates(10, 375), dates(0, 3650)) == [10, 345])
    #expect(days(leaf, dates(10, 375), nil) == [10, 345])
    // Made anew it would end on the same day.
    #expect(days(leaf, dates(10, 375), dates(0, 375)) == [10, 375])
    #expect(days(brief, dates(10, 40), dates(0, 3650)) == [10, 30])
    #expect(days(leaf, dates(10, 20), dates(0, 3650)) == [10, 10])
    #expect(days(leaf, dates(20, 10), nil) == [20, 20])
  }
}
