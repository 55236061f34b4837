/// The order in which kubectl's YAML writer puts the keys of a map.
///
/// Letters come after everything else, and runs of digits count as numbers:
/// `-`, `_`, `A`, `a1`, `a9`, `a10`, `b`. The rule is not transitive (`a9`,
/// `a10`, `a1b` go in a circle); kubectl's own order is then random.
enum NaturalOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    if let simple = precedesSimply(left, right) { return simple }
    var left = left.unicodeScalars[...]
    var right = right.unicodeScalars[...]
    // The last scalars that both share and that are digits, most recent first.
    var sharedDigits: [Unicode.Scalar] = []
    while let first = left.first, let second = right.first {
      guard first == second else {
        return precedes(left, right, after: sharedDigits)
      }
      if isDigit(first) { sharedDigits.append(first) } else { sharedDigits.removeAll() }
      left.removeFirst()
      right.removeFirst()
    }
    return left.isEmpty && !right.isEmpty
  }

  /// The answer where texts first differ in letters of ASCII or an end, as
  /// the keys of kubeconfigs do; nil where it takes more thought.
  private static func precedesSimply(_ left: String, _ right: String) -> Bool? {
    var others = right.utf8.makeIterator()
    for byte in left.utf8 {
      guard let other = others.next() else { return false }
      guard byte != other else { continue }
      // Both at once above 0x40 and, but for their case, letters.
      guard isLetter(Unicode.Scalar(byte)), isLetter(Unicode.Scalar(other)), byte < 0x80,
        other < 0x80
      else { return nil }
      return byte < other
    }
    return others.next() != nil
  }

  /// Decides by the rests of two texts, which differ at once.
  private static func precedes(
    _ left: Substring.UnicodeScalarView,
    _ right: Substring.UnicodeScalarView,
    after shared: [Unicode.Scalar]
  ) -> Bool {
    guard let first = left.first, let second = right.first else { return false }
    switch (isLetter(first), isLetter(second)) {
    case (true, true): return first < second
    case (true, false): return false
    case (false, true): return true
    case (false, false): break
    }
    // A zero within a number is a digit like any other, one before it is not.
    let isInside = (first == "0" || second == "0") && shared.contains { $0 != "0" }
    let one = run(left, seed: isInside ? 1 : 0)
    let other = run(right, seed: isInside ? 1 : 0)
    if one.value != other.value { return one.value < other.value }
    if one.length != other.length { return one.length < other.length }
    return first < second
  }

  /// The value and length of the digits that a text begins with.
  private static func run(
    _ text: Substring.UnicodeScalarView,
    seed: Int64
  ) -> (value: Int64, length: Int) {
    var value = seed
    var length = 0
    for scalar in text.prefix(while: isDigit) {
      // Digits of other scripts count by their code, and long runs wrap, as in Go.
      value = value &* 10 &+ (Int64(scalar.value) - 0x30)
      length += 1
    }
    return (value, length)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar >= "0" && scalar <= "9" }
    return scalar.properties.generalCategory == .decimalNumber
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else {
      return scalar >= "a" && scalar <= "z" || scalar >= "A" && scalar <= "Z"
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return true
    default:
      return false
    }
  }
}
