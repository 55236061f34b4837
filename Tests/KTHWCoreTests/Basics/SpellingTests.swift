import Testing

@testable import KTHWCore

struct SpellingTests {
  @Test(
    arguments: [
      ("kubernets", "kubernetes"), ("Kubernetes", "kubernetes"), ("expire", "expiry"),
      ("hsots", "hosts"), ("KN", "cn"), ("clent", "client"), ("x", nil), ("", nil),
      ("peer-authentication", nil), ("host", "hosts"), ("ost", nil),
    ] as [(String, String?)]
  )
  func `the nearest word is found where it is near`(word: String, nearest: String?) {
    let words = ["kubernetes", "client", "server", "expiry", "hosts", "cn"]
    #expect(Spelling.nearest(to: word, among: words) == nearest)
  }

  @Test func `a single letter is no misspelling of another`() {
    #expect(Spelling.nearest(to: "X", among: ["C", "L", "O"]) == nil)
    #expect(Spelling.nearest(to: "c", among: ["C", "L", "O"]) == "C")
  }

  @Test func `the first of equally near words is taken`() {
    #expect(Spelling.nearest(to: "node-3", among: ["node-1", "node-2"]) == "node-1")
  }

  @Test func `a word of megabytes costs nothing`() {
    #expect(Spelling.nearest(to: String(repeating: "a", count: 1 << 20), among: ["a"]) == nil)
  }
}
