import Testing

@testable import KTHWCore

@Suite struct `Patterns of log lines` {
  private func match(_ pattern: String, _ line: String) -> [String: String]? {
    LogPattern(pattern).match(LogLine(line))
  }

  @Test(arguments: [
    ("is valid for {a}, not {b}", "x is valid for p, q, not r: z", ["a": "p, q", "b": "r"]),
    ("user {u} may", "USER  \"x y\"  MAY not", ["u": "x y"]),
    ("error {e}", "an error \"first\", second", ["e": "first"]),
    ("a {x} b", "a a 1 b", ["x": "a 1"]), ("plain", "it is PLAIN here", [:]),
    ("name {n}", "name node-1.", ["n": "node-1"]), ("name {n}", "a name ", ["n": ""]),
    ("tail …", "the tail of it", [:]),
  ])
  func `what stands in gaps is taken`(pattern: String, line: String, captures: [String: String]) {
    #expect(match(pattern, line) == captures)
  }

  @Test(arguments: [
    ("abc", "ab"), ("a {x} b", "a b"), ("b {x} a", "a 1 b"), ("", "anything"), ("…", "anything"),
    ("{x}", "anything"), ("abc", ""),
  ])
  func `what does not fit is none`(pattern: String, line: String) {
    #expect(match(pattern, line) == nil)
  }

  @Test func `backslashes before quotes do not count`() {
    #expect(match("user \"{u}\" may", #"msg="user \"x\" may""#) == ["u": "x"])
  }

  @Test func `a second beginning is tried where the first one fails`() {
    #expect(match("get {x} now", "get lost; get it now") == ["x": "lost; get it"])
    #expect(match("ab{x}cd", "ab ab 1 cd") == ["x": "ab 1"])
    #expect(match("aab {x}!", "aaab 1!") == ["x": "1"])
  }

  @Test func `names of rules' symptoms are not taken, only passed over`() {
    #expect(LogPattern("a {b} … c", hasNames: false).match(LogLine("a {b} 1 c")) == [:])
  }

  @Test func `bytes that are no text do no harm`() {
    let line = String(decoding: [0x61, 0xFF, 0x00, 0x1B, 0x62] as [UInt8], as: UTF8.self)
    #expect(match("a{x}b", line) != nil)
  }

  @Test func `a line of a megabyte is looked at in its beginning`() {
    let line = String(repeating: "x509: ", count: 200_000) + "certificate is valid for a, not b"
    #expect(ContinuousClock().measure { _ = LogExplanation.of(line) } < .seconds(5))
  }
}
