/// An e-mail address as Go's `net/mail` reads it: one address of RFC 5322
/// §3.4, with or without a display name, angle brackets and comments.
///
/// cfssl asks this parser what an entry of `hosts` is, and keeps only the
/// bare address. A group that holds exactly one address counts as well.
struct GoMailAddress: Hashable, Sendable {
  /// The bare address; the quotes of a quoted local part are gone.
  let address: String

  /// Reads a text that must be one address and nothing else.
  init?(_ text: String) {
    var parser = Parser(rest: Array(text.unicodeScalars)[...])
    guard let addresses = try? parser.addresses(allowingGroup: true), parser.skipCommentsAndSpace(),
      parser.rest.isEmpty, addresses.count == 1
    else { return nil }
    address = addresses[0]
  }

  private struct NotAnAddress: Error {}

  private struct Parser {
    var rest: ArraySlice<Unicode.Scalar>

    mutating func addresses(allowingGroup: Bool) throws -> [String] {
      skipSpace()
      guard !rest.isEmpty else { throw NotAnAddress() }
      // The bare form is the narrower grammar, so it is tried first.
      let start = rest
      if let bare = try? addressSpecification() {
        skipSpace()
        if rest.first == "(" {
          guard let comment = comment() else { throw NotAnAddress() }
          let words = comment.split { $0 == " " || $0 == "\t" }
          guard words.allSatisfy(Parser.isReadableWord) else { throw NotAnAddress() }
        }
        return [bare]
      }
      rest = start
      if rest.first != "<" { try phrase() }
      skipSpace()
      if allowingGroup, consume(":") { return try group() }
      guard consume("<") else { throw NotAnAddress() }
      let inner = try addressSpecification()
      guard consume(">") else { throw NotAnAddress() }
      return [inner]
    }

    /// The members of a group behind its colon, up to the semicolon.
    private mutating func group() throws -> [String] {
      var members: [String] = []
      skipSpace()
      if consume(";") { return members }
      while true {
        skipSpace()
        members += try addresses(allowingGroup: false)
        guard skipCommentsAndSpace() else { throw NotAnAddress() }
        if consume(";") { return members }
        guard consume(",") else { throw NotAnAddress() }
      }
    }

    /// `local-part "@" domain` (RFC 5322 §3.4.1).
    private mutating func addressSpecification() throws -> String {
      skipSpace()
      let local = rest.first == "\"" ? try quotedString() : try dotAtom(permissive: false)
      guard !local.isEmpty, consume("@") else { throw NotAnAddress() }
      skipSpace()
      let domain = rest.first == "[" ? try domainLiteral() : try dotAtom(permissive: false)
      return local + "@" + domain
    }

    /// One or more words; a bad word after a good one ends the phrase.
    private mutating func phrase() throws {
      var hasWord = false
      while true {
        if hasWord, !skipCommentsAndSpace() { throw NotAnAddress() }
        skipSpace()
        do {
          if rest.first == "\"" {
            _ = try quotedString()
          } else {
            let word = try dotAtom(permissive: true)
            guard Parser.isReadableWord(Array(word.unicodeScalars)[...]) else {
              throw NotAnAddress()
            }
          }
          hasWord = true
        } catch {
          guard hasWord else { throw error }
          return
        }
      }
    }

    private mutating func dotAtom(permissive: Bool) throws -> String {
      let run = rest.prefix { Parser.isAtomText($0, permissive: permissive) }
      guard !run.isEmpty else { throw NotAnAddress() }
      if !permissive {
        let parts = run.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw NotAnAddress() }
      }
      rest = rest[run.endIndex...]
      return Parser.text(run)
    }

    private mutating func quotedString() throws -> String {
      var contents: [Unicode.Scalar] = []
      var isEscaped = false
      for index in rest.indices.dropFirst() {
        let scalar = rest[index]
        if !isEscaped, scalar == "\"" {
          rest = rest[(index + 1)...]
          return Parser.text(contents)
        }
        guard Parser.isVisible(scalar) || scalar == " " || scalar == "\t" else { break }
        if !isEscaped, scalar == "\\" {
          isEscaped = true
        } else {
          isEscaped = false
          contents.append(scalar)
        }
      }
      throw NotAnAddress()
    }

    /// `[1.2.3.4]`: what stands inside must be an IP address.
    private mutating func domainLiteral() throws -> String {
      guard let end = rest.firstIndex(of: "]") else { throw NotAnAddress() }
      let inner = Parser.text(rest[(rest.startIndex + 1)..<end])
      guard IPAddress(strict: inner) != nil else { throw NotAnAddress() }
      rest = rest[(end + 1)...]
      return "[" + inner + "]"
    }

    /// The inside of a comment, which may hold others, or nil for one that
    /// does not end.
    private mutating func comment() -> [Unicode.Scalar]? {
      var contents: [Unicode.Scalar] = []
      var depth = 0
      while let scalar = rest.popFirst() {
        var kept = scalar
        if scalar == "\\", let next = rest.popFirst() {
          kept = next
        } else if scalar == "(" {
          depth += 1
          if depth == 1 { continue }
        } else if scalar == ")" {
          depth -= 1
          if depth == 0 { return contents }
        }
        contents.append(kept)
      }
      return nil
    }

    mutating func skipCommentsAndSpace() -> Bool {
      skipSpace()
      while rest.first == "(" {
        guard comment() != nil else { return false }
        skipSpace()
      }
      return true
    }

    private mutating func skipSpace() {
      rest = rest.drop { $0 == " " || $0 == "\t" }
    }

    private mutating func consume(_ scalar: Unicode.Scalar) -> Bool {
      guard rest.first == scalar else { return false }
      rest = rest.dropFirst()
      return true
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
      ("!"..."~").contains(scalar) || scalar.value >= 0x80
    }

    private static func isAtomText(_ scalar: Unicode.Scalar, permissive: Bool) -> Bool {
      switch scalar {
      case "(", ")", "[", "]", ";", "@", "\\", ",": permissive
      case "<", ">", "\"", ":": false
      default: isVisible(scalar)
      }
    }

    /// Go decodes the encoded words of RFC 2047 (`=?utf-8?q?…?=`) and knows
    /// three character sets; a word in another one spoils the address.
    private static func isReadableWord(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
      let parts = word.split(separator: "?", omittingEmptySubsequences: false).map(text)
      guard parts.count == 5, parts[0] == "=", parts[4] == "=", !parts[1].isEmpty,
        ["q", "b"].contains(parts[2].lowercased())
      else { return true }
      return ["utf-8", "iso-8859-1", "us-ascii"].contains(parts[1].lowercased())
    }
  }
}
