import Testing

@testable import KTHWCore

@Suite struct `YAML errors` {
  private func error(_ text: String, _ limits: ReadingLimits = ReadingLimits()) -> KTHWError? {
    error(Array(text.utf8), limits)
  }

  private func error(_ bytes: [UInt8], _ limits: ReadingLimits = ReadingLimits()) -> KTHWError? {
    #expect(throws: KTHWError.self) {
      try YAMLReader.node(from: bytes, file: "a.yaml", limits: limits)
    }
  }

  @Test(arguments: [
    ("a: 1\nb:\n\t- c\n", 3, "found character that cannot start any token"),
    ("a: b: c\n", 1, "mapping values are not allowed in this context"),
    ("a: [1, 2\n", 2, "did not find expected ',' or ']'"),
    ("a: 1\n b: 2\n", 2, "mapping values are not allowed in this context"),
    ("a:\n  - 1\n b: 2\n", 3, "did not find expected key"),
    ("a: \"x\n", 2, "found unexpected end of stream"),
    ("a: @x\n", 1, "found character that cannot start any token"),
    ("a: *nope\n", 1, "unknown anchor 'nope' referenced"),
    ("a: &x [*x]\n", 1, "anchor 'x' value contains itself"),
    ("? [a]\n: 1\n", 1, "invalid map key: expected text, found a list"),
    ("a: &l [1]\n*l : 1\n", 2, "invalid map key: expected text, found a list"),
    ("~: 1\n", 1, "invalid map key: expected text, found null"),
    ("a: !!int x\n", 1, "cannot decode this text as a !!int"),
    ("a: !!binary '*'\n", 1, "!!binary value contains a character that is not base64"),
    ("<<: 1\n", 1, "map merge requires map or sequence of maps as the value"),
    ("a: \u{1}\n", 1, "control characters are not allowed"),
    ("a: b\n\u{7F}\n", 2, "control characters are not allowed"),
    ("a: x\0y\n", 1, "control characters are not allowed"),
    ("%YAML 2.0\n---\na: 1\n", 1, "found incompatible YAML document"),
  ])
  func `messages say what is wrong, and at which line`(text: String, line: Int, message: String) {
    let error = error(text)
    #expect(error?.code == .syntax)
    #expect(error?.problems.first?.message.hasPrefix(message) == true)
    #expect(error?.problems.first?.place?.file == "a.yaml")
    #expect(error?.problems.first?.place?.mark?.line == line)
  }

  // kubectl.1.32 --kubeconfig F config view, behind: error loading config file "F":
  @Test(arguments: [
    ("\tx: y\n", "yaml: found character that cannot start any token"),
    ("a: b\n}\n", "yaml: line 1: did not find expected key"),
    ("a: b\n c: d\n", "yaml: line 2: mapping values are not allowed in this context"),
    ("a: \"b\n", "yaml: line 2: found unexpected end of stream"),
    ("%YAML 2.0\n---\na: b\n", "yaml: found incompatible YAML document"),
    ("a: *b\n", "yaml: unknown anchor 'b' referenced"),
    ("a:\n- b: \u{1}\n", "yaml: control characters are not allowed"),
    ("a: .inf\n", "json: unsupported value: +Inf"),
  ])
  func `kubectl's words go along`(text: String, words: String) {
    #expect(error(text)?.problems.first?.peerWords?.text == words)
  }

  @Test func `bytes that are not UTF-8 are placed by line and column`() {
    let error = error(Array("a: 1\nb: é".utf8) + [0xFF])
    #expect(error?.code == .syntax)
    #expect(error?.problems.first?.place?.mark == SourceMark(line: 2, column: 5))
  }

  @Test func `a tab gets a hint`() {
    #expect(
      error("a:\n\tb: 1\n")?.problems.first?.hint
        == "YAML is indented with spaces; a tab cannot stand there"
    )
  }

  @Test func `an excerpt shows keys and never values`() {
    let secret = "c2VjcmV0LXRva2Vu"
    let texts = [
      "users:\n- user:\n    token: \(secret)\n   bad: 1\n",
      "token: \(secret): \(secret)\n",
      "  - token: \"\(secret)\n",
      "a: |\n  x\n \(secret)\n",
      "\(secret)\n\(secret)\n:",
      "token: @\(secret)\n",
      "token: !!int \(secret)\n",
      "a: [\(secret)\nb: {\n",
    ]
    for text in texts {
      guard let description = error(text)?.description else { continue }
      #expect(!description.contains(secret))
    }
    #expect(error("token: @\(secret)\n")?.description.hasSuffix(", near \"token: …\"") == true)
  }

  @Test func `an excerpt is short, whatever the line`() {
    let long = String(repeating: "k", count: 10_000)
    for text in ["\(long): b: c\n", "a: b: \(long)\n", "- - - - a: @\(long)"] {
      #expect((error(text)?.description.count ?? .max) < 240)
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"),
      ([0x61, 0x00, 0x3A, 0x00], "UTF-16LE"),
    ] as [([UInt8], String)]
  )
  func `UTF-16 is named and refused`(bytes: [UInt8], name: String) {
    let error = error(bytes)
    #expect(error?.code == .syntax)
    #expect(error?.description == "a.yaml: the text is \(name), expected UTF-8")
  }

  @Test(arguments: [".inf", "-.Inf", "+.INF", ".nan", ".NaN"])
  func `infinities and NaN are refused`(text: String) {
    #expect(error("a: \(text)\n")?.code == .invalidValue)
    #expect(throws: Never.self) {
      try YAMLReader.node(from: Array("a: '\(text)'\n".utf8))
    }
  }

  @Test(arguments: ["[", "- ", "{a: "])
  func `nesting beyond the limit is refused, however deep`(opening: String) {
    let text = String(repeating: opening, count: 100_000)
    for depth in [1, 200, .max] {
      #expect(error(text, ReadingLimits(depth: depth))?.code == .limitExceeded)
    }
  }

  @Test func `an alias bomb is refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(error(text)?.code == .limitExceeded)
  }

  @Test func `a bomb of merges is refused`() {
    let keys = (0..<1_000).map { "k\($0): 0" }.joined(separator: ", ")
    let aliases = Array(repeating: "*a", count: 1_000).joined(separator: ", ")
    #expect(error("a: &a {\(keys)}\nb: {<<: [\(aliases)]}\n")?.code == .limitExceeded)
  }

  @Test func `depth cannot be built up by aliases`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...120 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(error(text, ReadingLimits(depth: 100))?.code == .limitExceeded)
  }

  @Test func `too many values and too many bytes are refused`() {
    #expect(error("[1, 2, 3]", ReadingLimits(nodes: 3))?.code == .limitExceeded)
    #expect(error("[1, 2, 3]", ReadingLimits(bytes: 8))?.code == .limitExceeded)
    let many = String(repeating: "- 1\n", count: 600_000)
    #expect(error(many)?.code == .limitExceeded)
  }

  @Test func `a large scalar is read whole`() throws {
    let text = String(repeating: "x", count: 10_000_000)
    #expect(
      try YAMLReader.node(from: Array("a: \(text)".utf8))?["a"]?.text?.utf8.count == 10_000_000
    )
  }
}
