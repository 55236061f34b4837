import Testing

@testable import KTHWCore

@Suite struct `Reading JSON` {
  private func read(_ text: String, _ duplicates: DuplicateKeys = .refuse) throws -> Node {
    try JSONReader.node(from: Array(text.utf8), file: "a.json", duplicateKeys: duplicates)
  }

  @Test func `values keep their order, their kinds and their digits`() throws {
    let node = try read(
      #" {"b": [1, -0.50, 1E+3, 12345678901234567890], "a": {"t": true, "f": false, "n": null}} "#
    )
    let numbers: [Node] = [
      Node(.scalar(.init("1", .integer))), Node(.scalar(.init("-0.50", .float))),
      Node(.scalar(.init("1E+3", .float))), Node(.scalar(.init("12345678901234567890", .integer))),
    ]
    #expect(
      node
        == .mapping([
          "b": .sequence(numbers),
          "a": .mapping(["t": .boolean(true), "f": .boolean(false), "n": .null]),
        ])
    )
    #expect(node.entries?.map(\.key) == ["b", "a"])
  }

  @Test(arguments: ["{}", "[]", "0", "-0", "\"\"", "null", " \t\r\n[ ] "])
  func `the smallest texts are values`(text: String) throws {
    _ = try read(text)
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"),
    (#""\u0041\u00e9\u20AC""#, "Aé€"),
    (#""\ud83d\ude00""#, "😀"),
    (#""é😀\u0000""#, "é😀\0"),
    (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"),
    (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
    (#""\ud83d\n""#, "\u{FFFD}\n"),
  ])
  func `escapes and surrogates read as in Go`(text: String, expected: String) throws {
    #expect(try read(text).text?.unicodeScalars.elementsEqual(expected.unicodeScalars) == true)
  }

  @Test(
    arguments: [
      ([0xFF], "\u{FFFD}"), ([0xC3], "\u{FFFD}"), ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xF0, 0x9F, 0x98, 0x80], "😀"),
    ] as [([UInt8], String)]
  )
  func `each byte that is not UTF-8 becomes one U+FFFD`(bytes: [UInt8], expected: String) throws {
    #expect(try JSONReader.node(from: [0x22] + bytes + [0x22]).text == expected)
  }

  @Test func `marks count lines, and columns in Unicode scalars`() throws {
    let node = try read("\u{FEFF}{\r\n \"é😀e\u{301}\": [\"ü\", 7]}")
    let entry = try #require(node.entries?.first)
    #expect(node.mark == SourceMark(line: 1, column: 1))
    #expect(entry.keyMark == SourceMark(line: 2, column: 2))
    #expect(entry.value.mark == SourceMark(line: 2, column: 10))
    #expect(entry.value.items?[1].mark == SourceMark(line: 2, column: 16))
  }

  @Test func `duplicate keys are refused or kept as asked`() throws {
    let text = "{\"a\": 1,\n \"\\u0061\": 2}"
    let error = #expect(throws: KTHWError.self) { try read(text) }
    #expect(error?.code == .duplicateField)
    #expect(error?.description == "a.json:2:2: duplicate key \"a\", first given at 1:2")
    #expect(try read(text, .keep).entries?.map(\.key) == ["a", "a"])
  }

  @Test func `keys that only look the same are different keys`() throws {
    let composed = "{\"\u{E9}\": 1, \"e\u{301}\": 2, \"K\": 3, \"\u{212A}\": 4}"
    #expect(try read(composed).entries?.count == 4)
  }

  @Test func `a duplicate among many keys is found`() throws {
    let many = (0..<1_000).map { "\"k\($0)\": 0" }
    #expect(try read("{" + many.joined(separator: ",") + "}").entries?.count == 1_000)
    for repeated in ["\"k0\": 1", "\"k11\": 1", "\"k12\": 1", "\"k999\": 1"] {
      let error = #expect(throws: KTHWError.self) {
        try read("{" + (many + [repeated]).joined(separator: ",\n") + "}")
      }
      #expect(error?.code == .duplicateField)
      #expect(error?.problems.first?.place?.mark?.line == 1_001)
    }
  }

  @Test(arguments: ["[", "{\"a\":"])
  func `nesting beyond the limit is refused, however deep`(opening: String) throws {
    let text = String(repeating: opening, count: 100_000)
    for depth in [1, 200, .max] {
      let error = #expect(throws: KTHWError.self) {
        try JSONReader.node(from: Array(text.utf8), limits: ReadingLimits(depth: depth))
      }
      #expect(error?.code == .limitExceeded)
    }
  }

  @Test func `nesting up to the limit is read`() throws {
    let text = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
    #expect(try JSONReader.node(from: Array(text.utf8)).items?.count == 1)
  }

  @Test func `too many values and too many bytes are refused`() throws {
    let text = Array("[1, 2, 3]".utf8)
    #expect(try JSONReader.node(from: text, limits: ReadingLimits(nodes: 4)).items?.count == 3)
    for limits in [ReadingLimits(nodes: 3), ReadingLimits(bytes: 8)] {
      let error = #expect(throws: KTHWError.self) {
        try JSONReader.node(from: text, limits: limits)
      }
      #expect(error?.code == .limitExceeded)
    }
  }
}
