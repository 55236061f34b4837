extension GoPatternParser {
  /// What follows a backslash outside of brackets.
  mutating func escape() throws(Failure) -> Tree {
    if take("A") { return .assertion(.textStart) }
    if take("z") { return .assertion(.textEnd) }
    if take("b") { return .assertion(.wordBoundary) }
    if take("B") { return .assertion(.noWordBoundary) }
    if let set = try namedClass() { return .scalar(folding(set)) }
    return .scalar(folding(ScalarSet(try escapedScalar())))
  }

  /// `[…]`, behind its opening bracket.
  mutating func bracketed() throws(Failure) -> ScalarSet {
    var set = ScalarSet()
    set.isNegated = take("^")
    var isFirst = true
    while isFirst || rest.first != "]" {
      isFirst = false
      guard !rest.isEmpty else { throw Failure(reason: "missing closing ]") }
      if takeAll("[:") {
        set.formUnion(try posixClass())
        continue
      }
      if rest.first == "\\" {
        let before = self
        _ = takeNext()
        if let named = try namedClass() {
          set.formUnion(named)
          continue
        }
        self = before
      }
      set.insert(try range())
    }
    _ = takeNext()
    return set
  }

  /// `a` or `a-z` inside brackets.
  private mutating func range() throws(Failure) -> ClosedRange<UInt32> {
    let low = try member()
    let dash = rest.first == "-" ? rest.dropFirst().first : nil
    guard let dash, dash != "]" else { return low.value...low.value }
    _ = takeNext()
    let high = try member()
    guard low <= high else {
      throw Failure(reason: "invalid character class range: `\(low)-\(high)`")
    }
    return low.value...high.value
  }

  private mutating func member() throws(Failure) -> Unicode.Scalar {
    guard let scalar = takeNext() else { throw Failure(reason: "missing closing ]") }
    return scalar == "\\" ? try escapedScalar() : scalar
  }

  private mutating func posixClass() throws(Failure) -> ScalarSet {
    let isNegated = take("^")
    guard let name = takeThrough(":"), take("]"), var set = ScalarSet.posix[name] else {
      throw Failure(reason: "invalid character class range")
    }
    set.isNegated = isNegated
    return set
  }

  /// `\d`, `\S`, `\pL`, `\P{Lu}` …, behind the backslash, or nil.
  private mutating func namedClass() throws(Failure) -> ScalarSet? {
    let simple: [Unicode.Scalar: ScalarSet] = ["d": .digit, "s": .space, "w": .word]
    guard let letter = rest.first else { return nil }
    let lower: Unicode.Scalar =
      letter.value < 0x60 ? Unicode.Scalar(UInt8(letter.value) | 0x20) : letter
    if var set = simple[lower] {
      _ = takeNext()
      set.isNegated = letter != lower
      return set
    }
    guard lower == "p" else { return nil }
    _ = takeNext()
    var isNegated = letter == "P"
    var name = ""
    if take("{") {
      if take("^") { isNegated.toggle() }
      guard let braced = takeThrough("}") else {
        throw Failure(reason: "invalid character class range")
      }
      name = braced
    } else if let single = takeNext() {
      name = String(single)
    }
    guard let set = ScalarSet(category: name, isNegated: isNegated) else {
      throw Failure(reason: "invalid character class range: `\\p{\(name)}`")
    }
    return set
  }

  /// One character by its escape: `\.`, `\n`, `\x41`, `\x{1F600}`, `\101`.
  private mutating func escapedScalar() throws(Failure) -> Unicode.Scalar {
    guard let scalar = takeNext() else {
      throw Failure(reason: "trailing backslash at end of expression")
    }
    switch scalar {
    case "a": return "\u{7}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x": return try hexadecimal()
    case "0"..."7":
      // A single digit would be a back reference, which RE2 has not.
      let more = takeLast(2) { ("0"..."7").contains($0) }
      guard scalar == "0" || !more.isEmpty else { break }
      return try self.scalar(String(scalar) + more, radix: 8)
    case let punctuation where punctuation.value < 0x80:
      if punctuation == "_" || !ScalarSet.word.contains(punctuation) { return punctuation }
    default: break
    }
    throw Failure(reason: "invalid escape sequence: `\\\(scalar)`")
  }

  private mutating func hexadecimal() throws(Failure) -> Unicode.Scalar {
    if take("{") {
      guard let digits = takeThrough("}"), (1...8).contains(digits.count) else {
        throw Failure(reason: "invalid escape sequence: `\\x{`")
      }
      return try scalar(digits, radix: 16)
    }
    let digits = takeLast(2) { $0.properties.isASCIIHexDigit }
    guard digits.count == 2 else { throw Failure(reason: "invalid escape sequence: `\\x`") }
    return try scalar(digits, radix: 16)
  }

  private func scalar(_ digits: String, radix: Int) throws(Failure) -> Unicode.Scalar {
    guard digits.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x2B && $0 != 0x2D }),
      let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value)
    else { throw Failure(reason: "invalid escape sequence: `\\x{\(digits)}`") }
    return scalar
  }
}
