import Testing

@testable import KTHWCore

struct KTHWErrorTests {
  @Test(
    arguments: [
      (Place(), ""), (.file("csr.json"), "csr.json"),
      (.file("csr.json", SourceMark(line: 4, column: 12)), "csr.json:4:12"),
      (
        .file("csr.json", SourceMark(line: 4, column: 12), field: "key.size"),
        "csr.json:4:12: key.size"
      ),
      (.field("key.size"), "key.size"),
      (.field("key.size", SourceMark(line: 4, column: 12)), "line 4, column 12: key.size"),
      (.file("a\n\u{1b}b", field: "c\u{202e}"), "a\\u{a}\\u{1b}b: c\\u{202e}"),
      (.file("-", field: ""), "-"),
    ] as [(Place, String)]
  )
  func `a place is written as far as it is known`(place: Place, text: String) {
    #expect(place.description == text)
  }

  @Test func `an error is its problems, one a line`() {
    var problems = Problems(file: "cluster.yaml")
    #expect(problems.isEmpty)
    problems.add(.missingField, "the name is missing", at: .field("name"))
    problems.add(
      Problem(.syntax, "odd", at: .file("other"), hint: "even", details: ["one", "two"])
    )
    let error = #expect(throws: KTHWError.self) { try problems.throwIfAny() }
    #expect(
      error?.description == "cluster.yaml: name: the name is missing\nother: odd (one; two)"
    )
    #expect(error?.code == .missingField)
  }

  @Test func `collecting goes on after errors of ours and stops at others`() throws {
    struct Other: Error {}
    var problems = Problems()
    #expect(problems.collect { 1 } == 1)
    #expect(try problems.collect { () throws -> Int in throw KTHWError(.syntax, "x") } == nil)
    let two = try #require(KTHWError([Problem(.usage, "a"), Problem(.usage, "b")]))
    #expect(try problems.collect { () throws -> Int in throw two } == nil)
    #expect(problems.all.map(\.message) == ["x", "a", "b"])
    #expect(throws: Other.self) {
      _ = try problems.collect { () throws -> Int in throw Other() }
    }
  }

  @Test func `no problems are no error`() {
    #expect(KTHWError([]) == nil)
    #expect(throws: Never.self) { try Problems().throwIfAny() }
  }

  @Test func `files and hints are added only where there are none`() {
    let error = KTHWError(.syntax, "x", at: .field("f")).inFile("a").inFile("b")
    #expect(error.description == "a: f: x")
    #expect(error.inFile(nil) == error)
    #expect(error.hinting("one").hinting("two").problems.first?.hint == "one")
  }

  @Test func `marks come in the order of the text`() {
    #expect(SourceMark(line: 2, column: 1) > SourceMark(line: 1, column: 9))
    #expect(SourceMark(line: 2, column: 1) < SourceMark(line: 2, column: 2))
  }
}
