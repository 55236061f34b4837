import Testing

@testable import KTHWCore

@Suite struct `Reading YAML` {
  private func read(_ text: String, _ duplicates: DuplicateKeys = .refuse) throws -> Node? {
    try YAMLReader.node(from: Array(text.utf8), file: "a.yaml", duplicateKeys: duplicates)
  }

  /// A document as JSON, which shows what its scalars mean.
  private func json(_ text: String, _ duplicates: DuplicateKeys = .refuse) throws -> String? {
    try read(text, duplicates).map { JSONWriter.compact($0) }
  }

  @Test(arguments: [
    ("y", "true"), ("Yes", "true"), ("ON", "true"), ("True", "true"), ("N", "false"),
    ("off", "false"), ("FALSE", "false"), ("yEs", "\"yEs\""), ("tRue", "\"tRue\""),
    ("~", "null"), ("null", "null"), ("Null", "null"), ("nULL", "\"nULL\""), ("''", "\"\""),
    ("1", "1"), ("-0", "-0"), ("+7", "7"), ("0x10", "16"), ("0b11", "3"), ("-0b11", "-3"),
    ("0o17", "15"), ("017", "15"), ("1_000", "1000"), ("08", "8"), ("0o8", "\"0o8\""),
    ("18446744073709551615", "18446744073709551615"),
    ("-9223372036854775809", "-9223372036854775809"),
    ("1.50", "1.50"), (".5", "0.5"), ("1.", "1"), ("1e3", "1e3"), ("2E+5", "2E+5"),
    ("1_0.5", "10.5"), ("0.1", "0.1"), ("0e1", "0e1"), ("-0.0", "-0.0"), ("1e400", "\"1e400\""),
    ("0x", "\"0x\""), ("_1", "\"_1\""),
    ("1,000", "\"1,000\""),
    ("0xFFFFFFFFFFFFFFFFF", "\"0xFFFFFFFFFFFFFFFFF\""), ("12:30", "\"12:30\""),
    ("2001-01-01", "\"2001-01-01\""), ("nan", "\"nan\""), ("+", "\"+\""), (".", "\".\""),
    ("1.2.3", "\"1.2.3\""), ("10.32.0.1", "\"10.32.0.1\""), ("5m", "\"5m\""), ("0+6", "\"0+6\""),
    ("0Z5", "\"0Z5\""), (".5_0", "0.5"), ("._5", "\"._5\""),
    (".663_", "\".663_\""), ("1__0", "10"), ("0b", "\"0b\""), ("0-7", "\"0-7\""),
    ("'5'", "\"5\""), ("\"yes\"", "\"yes\""), ("|\n  5\n", "\"5\\n\""), (">-\n  5\n", "\"5\""),
    ("!!str 5", "\"5\""), ("!!int \"5\"", "5"), ("!!bool 'yes'", "true"), ("!!float 3", "3"),
    ("!!null ''", "null"), ("!!str", "\"\""), ("!foo 5", "\"5\""), ("!!binary YWJj", "\"abc\""),
    ("!!timestamp 2001-01-01", "\"2001-01-01\""), ("! \"5\"", "\"5\""),
  ])
  func `scalars mean what kubectl takes them for`(text: String, expected: String) throws {
    #expect(try json("k: " + text + "\n") == "{\"k\":" + expected + "}")
  }

  @Test func `keys become text`() throws {
    let text = "{yes: 1, 0x10: 2, 1.50: 3, 1e3: 4, 'off': 5, x y: 6, &k z: 7, w: *k, *k : 8}"
    #expect(
      try json(text, .keep)
        == #"{"true":1,"16":2,"1.50":3,"1e3":4,"off":5,"x y":6,"z":7,"w":"z","z":8}"#
    )
  }

  @Test func `blocks, flows, comments and directives are read`() throws {
    let text = """
      %YAML 1.1
      --- # a kubeconfig
      clusters:
      - cluster: {server: "https://x", list: [a, 'b']}
        name: é
      users:   # none
      empty: {}
      """
    #expect(
      try json(text)
        == #"{"clusters":[{"cluster":{"server":"https://x","list":["a","b"]},"name":"é"}],"#
        + #""users":null,"empty":{}}"#
    )
    let users = try #require(try read(text)?.entries?[1])
    #expect(users.keyMark == SourceMark(line: 6, column: 1))
  }

  @Test(arguments: ["", "\n  \n", "# nothing\n", "\u{FEFF}", "\u{FEFF}# nothing"])
  func `a text without document has no node`(text: String) throws {
    #expect(try read(text) == nil)
  }

  @Test(arguments: ["---\n", "null", "~\n", "--- ~\n...\n"])
  func `an empty document is a null`(text: String) throws {
    #expect(try read(text)?.isNull == true)
  }

  @Test func `a byte order mark, CRLF and JSON are read`() throws {
    #expect(try json("\u{FEFF}a: 1\r\nb:\r\n- 2\r\n") == #"{"a":1,"b":[2]}"#)
    #expect(try json("{\"a\": [1, \"\\u00e9\"]}") == #"{"a":[1,"é"]}"#)
  }

  @Test func `a second document is refused, ignored or read as asked`() throws {
    let text = Array("a: 1\n---\nb: 2\n".utf8)
    let error = #expect(throws: KTHWError.self) {
      try YAMLReader.node(from: text, file: "a.yaml")
    }
    #expect(error?.description == "a.yaml:2:1: a second document begins here, expected one")
    #expect(
      try YAMLReader.node(from: text, laterDocuments: .ignore) == .mapping(["a": .integer(1)])
    )
    #expect(
      try YAMLReader.documents(from: text)
        == [.mapping(["a": .integer(1)]), .mapping(["b": .integer(2)])]
    )
    let broken = Array("a: 1\n---\n}{\t".utf8)
    #expect(try YAMLReader.node(from: broken, laterDocuments: .ignore)?.entries?.count == 1)
    #expect(throws: KTHWError.self) { try YAMLReader.node(from: broken) }
  }

  @Test func `anchors do not reach into the next document`() throws {
    let error = #expect(throws: KTHWError.self) {
      try YAMLReader.documents(from: Array("&a x\n---\n*a\n".utf8))
    }
    #expect(error?.description.contains("unknown anchor 'a' referenced") == true)
  }

  @Test func `duplicate keys are refused or kept as asked`() throws {
    let text = "a: 1\nb: 2\n\"a\": 3\n"
    let error = #expect(throws: KTHWError.self) { try read(text) }
    #expect(error?.code == .duplicateField)
    #expect(error?.description == "a.yaml:3:1: duplicate key \"a\", first given at 1:1")
    #expect(try json(text, .keep) == #"{"a":1,"b":2,"a":3}"#)
    #expect(throws: KTHWError.self) { try read("1: a\n'1': b\n") }
    #expect(throws: KTHWError.self) { try read("yes: a\non: b\n") }
  }

  @Test func `aliases stand for what they name`() throws {
    let text = "a: &x [1, {b: 2}]\nc: *x\nd: &y v\ne: [*y, *x]\n"
    #expect(
      try json(text) == #"{"a":[1,{"b":2}],"c":[1,{"b":2}],"d":"v","e":["v",[1,{"b":2}]]}"#
    )
  }

  @Test(arguments: [
    // Where keys are unique, the mapping's own keys win; where they are kept,
    // the last one does, which is kubectl's way.
    ("m: {t: mine, <<: *b}", #"{"t":"mine","u":1}"#, #"{"t":"mine","t":"base","u":1}"#),
    ("m: {<<: *b, t: mine}", #"{"u":1,"t":"mine"}"#, #"{"t":"base","u":1,"t":"mine"}"#),
    ("m: {<<: [*b, *c]}", #"{"t":"base","u":1,"p":2}"#, #"{"t":"cc","p":2,"t":"base","u":1}"#),
    ("m: {<<: {z: 1}, a: 2}", #"{"z":1,"a":2}"#, #"{"z":1,"a":2}"#),
    ("m: {'<<': 1}", #"{"\u003c\u003c":1}"#, #"{"\u003c\u003c":1}"#),
  ])
  func `merge keys merge`(text: String, unique: String, kept: String) throws {
    let text = "b: &b {t: base, u: 1}\nc: &c {t: cc, p: 2}\n" + text + "\n"
    #expect(try JSONWriter.compact(#require(read(text)?["m"])) == unique)
    #expect(try JSONWriter.compact(#require(read(text, .keep)?["m"])) == kept)
  }
}
