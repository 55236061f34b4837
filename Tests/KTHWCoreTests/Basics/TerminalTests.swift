import Testing

@testable import KTHWCore

struct TerminalTests {
  @Test(arguments: [
    ("plain ü 漢字 😀", "plain ü 漢字 😀"), ("\u{1b}[31mred", "\\u{1b}[31mred"),
    ("a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"), ("a\r\nb", "a\\u{d}\\u{a}b"), ("\u{0}", "\\u{0}"),
    ("\u{7f}\u{9b}", "\\u{7f}\\u{9b}"), ("\u{202e}gnp", "\\u{202e}gnp"),
    ("\u{2066}\u{200b}\u{feff}\u{ad}", "\\u{2066}\\u{200b}\\u{feff}\\u{ad}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("e\u{301}", "e\u{301}"),
  ])
  func `what could move a terminal is spelled out`(text: String, shown: String) {
    #expect(Terminal.printable(text) == shown)
  }

  @Test func `quoted text is cut at 120 characters and says how long it was`() {
    #expect(Terminal.quoted("a") == "\"a\"")
    #expect(Terminal.quoted(String(repeating: "a", count: 120)).hasSuffix("a\""))
    #expect(Terminal.quoted(String(repeating: "a", count: 121)).hasSuffix("…\" (121 bytes)"))
    let hostile = Terminal.quoted(String(repeating: "\u{1b}", count: 1 << 20))
    #expect(hostile.utf8.count < 1000)
  }
}
