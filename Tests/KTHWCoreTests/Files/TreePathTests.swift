import Testing

@testable import KTHWCore

@Suite struct `A path in a tree` {
  @Test(
    arguments: [
      ("ca.pem", "", "ca.pem"), ("pki/ca.pem", "pki", "ca.pem"),
      ("hosts/a/etc/…/b", "hosts/a/etc/…", "b"), (".kthwctl", "", ".kthwctl"),
      ("a/...", "a", "..."), ("..a/b", "..a", "b"), ("a../.b.", "a..", ".b."),
    ]
  )
  func `is taken apart at its last slash`(text: String, directory: String, name: String) throws {
    let path = try TreePath(text)
    #expect(path.text == text && path.directory == directory && path.name == name)
  }

  @Test(
    arguments: [
      "", "/", "/a", "a/", "a//b", ".", "..", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b",
      "a\0", "\0/b", String(repeating: "a", count: 4096),
    ]
  )
  func `never leads out of the tree`(text: String) {
    #expect {
      try TreePath(text)
    } throws: { error in
      (error as? KTHWError)?.code == .invalidName
    }
  }

  @Test func `says what is wrong with it`() {
    func message(_ text: String) -> String {
      do {
        _ = try TreePath(text)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(message("a/../b").contains("has .. in it"))
    #expect(message("a//b").contains("has an empty name in it"))
    #expect(message("a\0").contains("holds a NUL"))
    #expect(message(String(repeating: "a", count: 5000)).contains("is too long"))
  }
}
