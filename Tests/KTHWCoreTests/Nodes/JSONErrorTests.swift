import Testing

@testable import KTHWCore

@Suite struct `JSON errors` {
  private func error(_ bytes: [UInt8]) -> KTHWError? {
    #expect(throws: KTHWError.self) { try JSONReader.node(from: bytes, file: "a.json") }
  }

  private func hint(_ text: String) -> String? {
    error(Array(text.utf8))?.problems.first?.hint
  }

  @Test(arguments: [
    ("{\"a\":1,}", "1:8", "invalid character '}' looking for beginning of object key string"),
    ("{a:1}", "1:2", "invalid character 'a' looking for beginning of object key string"),
    ("{'a':1}", "1:2", #"invalid character '\'' looking for beginning of object key string"#),
    ("{\"a\" 1}", "1:6", "invalid character '1' after object key"),
    ("{\"a\":1 \"b\"", "1:8", #"invalid character '"' after object key:value pair"#),
    ("{\"a\":01}", "1:7", "invalid character '1' after object key:value pair"),
    ("{\"a\":[1}", "1:8", "invalid character '}' after array element"),
    ("[1 2]", "1:4", "invalid character '2' after array element"),
    ("[1,]", "1:4", "invalid character ']' looking for beginning of value"),
    ("[,1]", "1:2", "invalid character ',' looking for beginning of value"),
    ("{} true", "1:4", "invalid character 't' after top-level value"),
    ("{}}", "1:3", "invalid character '}' after top-level value"),
    ("tru", "1:4", "unexpected end of JSON input"),
    ("trve", "1:3", "invalid character 'v' in literal true (expecting 'u')"),
    ("nul\n", "1:4", #"invalid character '\n' in literal null (expecting 'l')"#),
    ("-x", "1:2", "invalid character 'x' in numeric literal"),
    ("+1", "1:1", "invalid character '+' looking for beginning of value"),
    ("1.x", "1:3", "invalid character 'x' after decimal point in numeric literal"),
    ("[1e+]", "1:5", "invalid character ']' in exponent of numeric literal"),
    ("1.", "1:3", "unexpected end of JSON input"),
    (".5", "1:1", "invalid character '.' looking for beginning of value"),
    ("NaN", "1:1", "invalid character 'N' looking for beginning of value"),
    ("\"a\nb\"", "1:3", #"invalid character '\n' in string literal"#),
    ("\"\u{1}\"", "1:2", #"invalid character '\x01' in string literal"#),
    ("\"\\x\"", "1:3", "invalid character 'x' in string escape code"),
    ("\"\\u12g4\"", "1:6", "invalid character 'g' in \\u hexadecimal character escape"),
    ("\"\\ud83d\\u12\"", "1:12", #"invalid character '"' in \u hexadecimal character escape"#),
    ("\"\\u12", "1:6", "unexpected end of JSON input"),
    ("\"abc", "1:5", "unexpected end of JSON input"),
    ("{\"a\"", "1:5", "unexpected end of JSON input"),
    ("{\n  \"é\": “x”\n}", "2:8", "invalid character '“' looking for beginning of value"),
    ("[\u{200B}]", "1:2", #"invalid character '\u200b' looking for beginning of value"#),
    ("{}\u{7F}", "1:3", #"invalid character '\x7f' after top-level value"#),
    ("// no", "1:1", "invalid character '/' looking for beginning of value"),
  ])
  func `messages have Go's words, a line and a column`(
    text: String,
    place: String,
    message: String
  ) {
    let error = error(Array(text.utf8))
    #expect(error?.code == .syntax)
    #expect(error?.description == "a.json:\(place): \(message)")
  }

  @Test func `a byte outside any string is shown as a byte`() {
    let error = error([0x5B, 0xFF, 0x5D])
    #expect(
      error?.description == #"a.json:1:2: invalid character '\xff' looking for beginning of value"#
    )
  }

  @Test(arguments: ["", " \n\t ", "\u{FEFF}"])
  func `empty input says that its producer failed`(text: String) {
    let problem = error(Array(text.utf8))?.problems.first
    #expect(problem?.message == "unexpected end of JSON input")
    #expect(problem?.hint == "the input is empty: whatever should have produced it failed")
  }

  @Test(arguments: [
    ("{\"a\": [1,", "the input is cut off: the array that began at 1:7 is not closed"),
    ("\n {\"a\": 1", "the input is cut off: the object that began at 2:2 is not closed"),
    ("-----BEGIN CERTIFICATE-----\nMIIB\n", "this is a PEM file (CERTIFICATE), not JSON"),
    ("\n-----BEGIN RSA PRIVATE KEY-----\n", "this is a PEM file (RSA PRIVATE KEY), not JSON"),
    ("<html>", "this is a web page or XML, not JSON"),
    (
      "2026/11/02 10:00:00 [INFO] x",
      "this begins with a log line: keep standard error out of the input"
    ),
    ("{\"a\": “b”}", "this is a typographic quotation mark; JSON takes only \""),
    ("{\"a\": 1 // b\n}", "JSON has no comments"),
    ("{\"a\": 1,\n}", "JSON has no comma after the last entry"),
    ("{\"a\": 1\n\"b\": 2}", "a comma is missing before it"),
    ("{\"a\" = 1}", "a colon stands between key and value"),
    ("{\"a\": True}", "JSON writes true, false and null in lower case"),
    ("{a: 1}", "keys stand in double quotes"),
  ])
  func `hints say what to do`(text: String, expected: String) {
    #expect(hint(text) == expected)
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x7B], "UTF-16"),
      ([0x7B, 0x00, 0x7D, 0x00], "UTF-16LE"), ([0x00, 0x7B, 0x00, 0x7D], "UTF-16BE"),
      ([0xFF, 0xFE, 0x00, 0x00], "UTF-32"), ([0x7B, 0, 0, 0], "UTF-32LE"),
    ] as [([UInt8], String)]
  )
  func `UTF-16 and UTF-32 are named and refused`(bytes: [UInt8], name: String) {
    let error = error(bytes)
    #expect(error?.code == .syntax)
    #expect(error?.description == "a.json: the text is \(name), expected UTF-8")
  }

  @Test func `a control character never reaches the terminal`() {
    for byte in UInt8(0)...0xFF where byte > 0x20 || byte < 0x09 {
      guard let error = error([0x5B, byte, byte]) else { continue }
      #expect(error.description.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
    }
  }
}
