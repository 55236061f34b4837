import Testing

@testable import KTHWCore

/// Expected results are those of Go's `regexp`, by its syntax page.
@Suite struct GoPatternTests {
  @Test(arguments: [
    ("", "anything"), ("foo", "a foo b"), ("^foo$", "foo"), ("\\.example\\.com$", "a.example.com"),
    ("a|b|", "zzz"), ("^(a|b)*$", "abba"), ("^(a*)*$", "aaaa"), ("^a{2,3}$", "aaa"),
    ("^a{2}$", "aa"), ("^a{2,}$", "aaaaa"), ("^a{0}$", ""), ("^x{,2}$", "x{,2}"), ("a{", "a{"),
    ("(?i)FOO", "xfoo"), ("(?i:F)oo", "foo"), ("^[[:alpha:]]+$", "abc"), ("^[[:^digit:]]$", "x"),
    ("^\\pL+$", "aé"), ("^\\p{Lu}$", "Ä"), ("^\\P{Lu}$", "ä"), ("^\\p{^Lu}$", "1"),
    ("^\\p{Any}$", "\u{1F600}"), ("^\\Qa.b\\E$", "a.b"), ("^\\Qa.b", "a.b"), ("\\Aa\\z", "a"),
    ("^(?s).$", "\n"), ("(?m)^b$", "a\nb\nc"),
    ("^[^a]$", "\n"), ("^[]a]$", "]"), ("^[a-]$", "-"), ("^[-a]$", "-"), ("^[\\d.]+$", "1.2"),
    ("^[^\\d\\s]$", "x"), ("^\\x41\\x{42}\\103$", "ABC"), ("^\\d\\D\\w\\W\\s\\S$", "1xa \t."),
    ("\\bfoo\\b", "a foo."), ("\\Boo", "foo"), ("^(?P<n>x)(?<m>y)$", "xy"), ("^a??b+?c*?$", "bb"),
    ("^(?-i:a)$", "a"), ("(?i)straße", "STRAßE"), ("^\\_\\-\\/$", "_-/"), ("^[\\]\\\\]$", "\\"),
    ("(?i)^[a-z]+$", "ABC"), ("^(?:)$", ""), ("$^", ""), ("^*a", "a"),
  ])
  func `a pattern matches as Go has it`(pattern: String, text: String) throws {
    #expect(try GoPattern(pattern).matches(text))
  }

  @Test(arguments: [
    ("^foo$", "foo\n"), ("^.$", "\n"), ("^.$", "ab"), ("^\\d$", "٣"), ("^\\w$", "é"), ("foo", "fo"),
    ("^a{2,3}$", "aaaa"), ("^[^a]$", "a"), ("(?i)^[^a]$", "A"), ("\\.com$", "xcom"),
    ("[[:alpha:]]", "1"),
    ("^\\s$", "\u{B}"), ("(?i:F)oo", "fOO"), ("^\\p{Ll}$", "A"), ("^(?i)a(?-i)b$", "AB"),
    ("\\bfoo", "xfoo"),
    ("^(a|ab)$", "b"), ("^.$", "e\u{301}"), ("é", "e\u{301}"), ("x{2}", "x"), ("$a", "a"),
  ])
  func `a pattern does not match where Go's would not`(pattern: String, text: String) throws {
    #expect(try !GoPattern(pattern).matches(text))
  }

  @Test(arguments: [
    "(", ")", "(a", "a)", "[", "[a", "[b-a]", "[[:foo:]]", "*", "+a", "a**", "a+*", "a{2}{3}",
    "(*)",
    "a|*", "\\", "\\8", "\\1", "\\C", "\\Z", "\\pX", "\\p{Greek}", "\\p{", "\\x", "\\x{110000}",
    "\\x{D800}", "(?=a)", "(?!a)", "(?<=a)", "(?P<>a)", "(?P<n", "(?P<a>x)(?P<a>y)", "(?z)", "(?i",
    "(?-)", "a{1001}", "a{3,2}", "\\ä", "[\\b]", "x*+", "(?i)*", "\\xg1", "\\x{+1}",
  ])
  func `what RE2 does not know is refused`(pattern: String) {
    #expect(throws: GoPattern.Failure.self) { try GoPattern(pattern) }
  }

  @Test func `hostile patterns are refused, hostile names cost little`() throws {
    #expect(throws: GoPattern.Failure.self) {
      try GoPattern(String(repeating: "(", count: 100_000) + "a")
    }
    #expect(throws: GoPattern.Failure.self) { try GoPattern("((a{99}){99}){99}") }
    // A backtracking matcher needs 2^5000 steps here.
    let name = String(repeating: "a", count: 5000) + "!"
    #expect(try !GoPattern("^(a+)+$").matches(name))
    #expect(try !GoPattern("^(a|aa)+$").matches(name))
  }
}
