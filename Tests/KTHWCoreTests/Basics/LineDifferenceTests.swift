import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `The difference of two texts` {
  @Test(arguments: [
    ("", "", []),
    ("a\nb\n", "a\nb\n", []),
    ("", "a\n", ["@@ -0,0 +1 @@", "+a"]),
    ("a\n", "", ["@@ -1 +0,0 @@", "-a"]),
    ("a\nb\nc\n", "a\nx\nc\n", ["@@ -1,3 +1,3 @@", " a", "-b", "+x", " c"]),
    ("a\n", "a", ["@@ -1 +1,2 @@", " a", "+\\ no line feed at the end"]),
    (
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n2\n3\n4\n5\n6\n7\n8\n",
      ["@@ -1,4 +1,4 @@", "-1", "+0", " 2", " 3", " 4", "@@ -6,4 +6,3 @@", " 6", " 7", " 8", "-9"]
    ),
  ])
  func `is what diff -u says`(old: String, new: String, lines: [String]) {
    #expect(LineDifference.unified(old, new) == lines)
  }

  @Test(arguments: 0..<200)
  func `turns the old text into the new one`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = ["a", "b", "c", "d"]
    let old = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
      letters.randomElement(using: &random) ?? "a"
    }
    var new = old
    for _ in 0..<Int.random(in: 0..<8, using: &random) {
      if Bool.random(using: &random), !new.isEmpty {
        new.remove(at: Int.random(in: new.indices, using: &random))
      } else {
        new.insert("x", at: Int.random(in: 0...new.count, using: &random))
      }
    }
    let lines = LineDifference.unified(text(old), text(new), context: 1000)
    guard old != new else {
      #expect(lines.isEmpty)
      return
    }
    let script = lines.dropFirst()
    #expect(script.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst()) } == old)
    #expect(script.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst()) } == new)
  }

  @Test func `of very different texts is told and takes no time`() {
    let old = (0..<5000).map { "old \($0)" }
    let new = (0..<5000).map { "new \($0)" }
    let lines = LineDifference.unified(text(["same"] + old), text(["same"] + new))
    #expect(lines.count == 1 + 1 + 10_000)
    #expect(lines[1] == " same")
  }

  private func text(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
