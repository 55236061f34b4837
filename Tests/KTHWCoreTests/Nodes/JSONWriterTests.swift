import Testing

@testable import KTHWCore

@Suite struct `Writing JSON` {
  @Test(arguments: [
    ("a<b>&c", #""a\u003cb\u003e\u0026c""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\u{7F}\""),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""),
    ("é😀\0", "\"é😀\\u0000\""),
    ("", "\"\""),
  ])
  func `strings are escaped as in Go`(text: String, expected: String) {
    #expect(JSONWriter.compact(.string(text)) == expected)
  }

  @Test func `secrets are escaped alike, and bytes that are not UTF-8 too`() throws {
    let text: [UInt8] = Array("-----BEGIN\n<\u{2028}>\"".utf8) + [0xFF, 0xE2, 0x82]
    let buffer = SecretBuffer(capacity: 1)
    JSONEscaping.appendQuoted(text.withUnsafeBytes { SecretBytes(copying: $0) }, to: buffer)
    JSONEscaping.appendQuoted("é\n", to: buffer)
    let written = buffer.secretBytes().withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    #expect(
      written == #""-----BEGIN\n\u003c\u2028\u003e\"\ufffd\ufffd\ufffd""é\n""#
    )
  }

  @Test func `compact and indented texts have Go's layout`() {
    let node: Node = .mapping([
      "b": .sequence([.integer(1), .null, .boolean(true)]), "a": .mapping([:]),
      "c": .sequence([]), "d": .mapping(["e": .string("f")]),
    ])
    #expect(
      JSONWriter.compact(node) == #"{"b":[1,null,true],"a":{},"c":[],"d":{"e":"f"}}"#
    )
    #expect(
      JSONWriter.indented(node, by: "\t") == """
        {
        \t"b": [
        \t\t1,
        \t\tnull,
        \t\ttrue
        \t],
        \t"a": {},
        \t"c": [],
        \t"d": {
        \t\t"e": "f"
        \t}
        }
        """
    )
  }

  @Test(
    arguments: [
      ("0x1F", .integer, "31"), ("1_000", .integer, "1000"), ("017", .integer, "15"),
      ("+5", .integer, "5"), ("-0b11", .integer, "-3"), ("1E5", .float, "1E5"),
      ("18446744073709551615", .integer, "18446744073709551615"), (".5", .float, "0.5"),
      ("5.", .float, "5"), ("1_0.5e3", .float, "10500"), ("yes", .boolean, "true"),
      ("OFF", .boolean, "false"), ("~", .null, "null"), ("", .null, "null"),
    ] as [(String, Node.Scalar.Kind, String)]
  )
  func `YAML's spellings become JSON's`(text: String, kind: Node.Scalar.Kind, expected: String) {
    #expect(JSONWriter.compact(Node(.scalar(.init(text, kind)))) == expected)
  }

  @Test(arguments: [
    (0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (123456789.5, "123456789.5"),
    (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.25e-6, "0.00000125"), (1e-7, "1e-7"),
    (-2.5e-10, "-2.5e-10"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (0.1, "0.1"), (100, "100"), (9_007_199_254_740_992, "9007199254740992"),
  ])
  func `floating-point numbers are written as in Go`(number: Double, expected: String) {
    #expect(GoNumber.jsonText(number) == expected)
  }

  @Test(arguments: 0..<20)
  func `what is written reads back the same`(round: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = NodeGenerator(seed: seed)
    for _ in 0..<50 {
      let node = random.node()
      for text in [JSONWriter.compact(node), JSONWriter.indented(node)] {
        let back = try JSONReader.node(from: Array(text.utf8), duplicateKeys: .keep)
        #expect(back == node, "seed \(seed), round \(round)")
      }
    }
  }
}
