import Testing

@testable import KTHWCore

@Suite struct `Writing YAML` {
  @Test func `layout is kubectl's`() throws {
    let node: Node = .mapping([
      "apiVersion": .string("v1"),
      "clusters": .sequence([
        .mapping(["cluster": .mapping(["server": .string("https://h:6443")]), "name": .string("a")])
      ]),
      "contexts": .null, "current-context": .string(""), "empty": .sequence([]),
      "preferences": .mapping([:]),
      "nested": .sequence([.sequence([.integer(1), .boolean(true)]), .string("x\ny\n")]),
      "number": Node(.scalar(.init("0x1F", .integer))),
      "word": Node(.scalar(.init("yes", .boolean))),
    ])
    #expect(
      try YAMLWriter.text(node) == """
        apiVersion: v1
        clusters:
        - cluster:
            server: https://h:6443
          name: a
        contexts: null
        current-context: ""
        empty: []
        preferences: {}
        nested:
        - - 1
          - true
        - |
          x
          y
        number: 0x1F
        word: yes

        """
    )
  }

  @Test(arguments: [
    // Read as something else: double quotes.
    ("", "\"\""), ("y", "\"y\""), ("Off", "\"Off\""), ("null", "\"null\""), ("~", "\"~\""),
    ("5", "\"5\""), ("08", "\"08\""), ("1_", "\"1_\""), ("0x1F", "\"0x1F\""), ("1e3", "\"1e3\""),
    ("5.", "\"5.\""), (".5", "\".5\""), (".inf", "\".inf\""), ("12:30", "\"12:30\""),
    ("190:20:30.15", "\"190:20:30.15\""), ("2001-1-1", "\"2001-1-1\""),
    ("2001-12-14t21:59:43.10-05:00", "\"2001-12-14t21:59:43.10-05:00\""),
    ("2001-12-14 21:59:43", "\"2001-12-14 21:59:43\""),
    ("123456789012345678901234567890", "\"123456789012345678901234567890\""),
    // Text to every reader: plain.
    ("yEs", "yEs"), ("tRue", "tRue"), ("=", "="), ("<<", "<<"), ("0x", "0x"), ("_1", "_1"),
    ("1,000", "1,000"), ("nan", "nan"), ("+", "+"), ("12:99", "12:99"), ("1e400", "1e400"),
    ("2001-13-01", "2001-13-01"), ("2001-02-30", "2001-02-30"), ("10.32.0.1", "10.32.0.1"),
    ("2001-12-14T21:59:43", "2001-12-14T21:59:43"), ("https://a:6443", "https://a:6443"),
    ("a b", "a b"), ("é\u{A0}", "é\u{A0}"), ("system:node:x", "system:node:x"), ("a#b", "a#b"),
    // Not plain by YAML's syntax: single quotes.
    ("-", "'-'"), ("?", "'?'"), (":", "':'"), ("...", "'...'"), ("---x", "'---x'"), (" a", "' a'"),
    ("a ", "'a '"), ("a:", "'a:'"), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("!a", "'!a'"),
    ("*a", "'*a'"), ("it's: x", "'it''s: x'"), ("{a}", "'{a}'"), ("[", "'['"), ("@a", "'@a'"),
    // Special characters: double quotes.
    ("a\tb", "\"a\\tb\""), ("\u{1B}[0m", "\"\\e[0m\""), ("😀", "\"\\U0001F600\""),
    ("a\r", "\"a\\r\""), ("a\u{85}b", "\"a\\Nb\""), ("\u{2028}", "\"\\L\""), ("\0", "\"\\0\""),
    // Line feeds: literal blocks, where those can be.
    ("a\nb", "|-\n  a\n  b"), ("a\n", "|\n  a"), ("a\n\n", "|+\n  a\n"), ("\na", "|2-\n\n  a"),
    (" a\nb", "|2-\n   a\n  b"), ("a \nb", "\"a \\nb\""), ("a\n\tb\u{7}", "\"a\\n\\tb\\a\""),
  ])
  func `strings are quoted as kubectl quotes them`(text: String, written: String) throws {
    #expect(try YAMLWriter.text(.mapping(["k": .string(text)])) == "k: " + written + "\n")
    #expect(try YAMLReader.node(from: Array("k: \(written)\n".utf8))?["k"]?.text == text)
  }

  @Test func `long text is folded at column 80`() throws {
    let words = Array(repeating: "word", count: 40).joined(separator: " ")
    let text = try YAMLWriter.text(.mapping(["key": .string(words)]))
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  word") })
    let long = String(repeating: "x", count: 5_000)
    #expect(try YAMLWriter.text(.mapping(["key": .string(long)])) == "key: \(long)\n")
  }

  @Test func `long keys and keys with line feeds are written out`() throws {
    let long = String(repeating: "k", count: 129)
    #expect(
      try YAMLWriter.text(.mapping([.init(long, .integer(1)), .init("a\nb", .integer(2))]))
        == "? \(long)\n: 1\n? |-\n  a\n  b\n: 2\n"
    )
  }

  @Test func `several documents are divided`() throws {
    #expect(try YAMLWriter.text(documents: []) == "")
    let documents: [Node] = [.mapping(["a": .string("b\n\n")]), .mapping(["c": .integer(1)])]
    #expect(try YAMLWriter.text(documents: documents) == "a: |+\n  b\n\n---\nc: 1\n")
    #expect(try YAMLWriter.text(.string("a\n\n")) == "|+\n  a\n\n")
  }

  @Test(arguments: 0..<20)
  func `what is written reads back the same`(round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = NodeGenerator(seed: seed)
    for _ in 0..<50 {
      let node = random.node()
      let text = try YAMLWriter.text(node)
      let back = try YAMLReader.node(from: Array(text.utf8), duplicateKeys: .keep)
      #expect(back == node, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: 0..<20)
  func `any string reads back the same, as value and as key`(round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = NodeGenerator(seed: seed)
    let strange = ["\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\r", "\u{7F}", "\u{9B}", "\0"]
    for _ in 0..<100 {
      let text = random.string(strange)
      let node: Node = .mapping([.init(text, .sequence([.string(text), .string("x" + text)]))])
      let written = try YAMLWriter.text(node)
      let back = try YAMLReader.node(from: Array(written.utf8))
      #expect(back == node, "seed \(seed), round \(round), \(text.debugDescription)")
    }
  }
}
