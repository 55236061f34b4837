/// Reads the syntax of Go's regular expressions, with its Perl extensions.
struct GoPatternParser {
  typealias Failure = GoPattern.Failure
  typealias Tree = GoPattern.Tree

  private(set) var rest: ArraySlice<Unicode.Scalar>
  private var flags = Flags()
  private var names: Set<String> = []

  /// What `(?imsU)` sets.
  private struct Flags {
    var foldsCase = false
    var isMultiline = false
    var dotMatchesNewline = false
  }

  /// Deeper nesting is refused, because reading it is recursive.
  private static let depthLimit = 250
  /// Go's own limit for `{n}`.
  private static let repetitionLimit = 1000

  init(_ source: String) {
    rest = Array(source.unicodeScalars)[...]
  }

  /// The whole pattern.
  mutating func parsed() throws(Failure) -> Tree {
    let tree = try alternatives(depth: 0)
    guard rest.isEmpty else { throw Failure(reason: "unexpected )") }
    return tree
  }

  private mutating func alternatives(depth: Int) throws(Failure) -> Tree {
    guard depth < GoPatternParser.depthLimit else {
      throw Failure(reason: "expression nests too deeply")
    }
    var choices = [try sequence(depth: depth)]
    while take("|") { choices.append(try sequence(depth: depth)) }
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence(depth: Int) throws(Failure) -> Tree {
    var parts: [Tree] = []
    while let next = rest.first, next != "|", next != ")" {
      if takeAll("\\Q") {
        parts += literals()
      } else if let atom = try atom(depth: depth) {
        parts.append(atom)
      } else {
        // Flags for the rest of the group: nothing that could be repeated.
        if let operation = try repetition() {
          throw Failure(reason: "missing argument to repetition operator: `\(operation.text)`")
        }
        continue
      }
      try applyRepetition(to: &parts)
    }
    return .sequence(parts)
  }

  private mutating func applyRepetition(to parts: inout [Tree]) throws(Failure) {
    guard let operation = try repetition() else { return }
    guard let last = parts.popLast() else {
      throw Failure(reason: "missing argument to repetition operator: `\(operation.text)`")
    }
    parts.append(.repetition(last, least: operation.least, most: operation.most))
    if let second = try repetition() {
      throw Failure(reason: "invalid nested repetition operator: `\(operation.text)\(second.text)`")
    }
  }

  /// One thing that can be repeated, or nil for flags alone.
  private mutating func atom(depth: Int) throws(Failure) -> Tree? {
    guard let scalar = rest.popFirst() else { return .empty }
    switch scalar {
    case "(": return try group(depth: depth)
    case "[": return .scalar(folding(try bracketed()))
    case ".": return .scalar(dot)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?":
      throw Failure(reason: "missing argument to repetition operator: `\(scalar)`")
    default: return .scalar(folding(ScalarSet(scalar)))
    }
  }

  private var dot: ScalarSet {
    var set = flags.dotMatchesNewline ? ScalarSet() : ScalarSet.newline
    set.isNegated = true
    return set
  }

  func folding(_ set: ScalarSet) -> ScalarSet {
    var folding = set
    folding.foldsCase = flags.foldsCase
    return folding
  }

  /// `\Q…\E`, or to the end.
  private mutating func literals() -> [Tree] {
    var literals: [Tree] = []
    while !rest.isEmpty, !takeAll("\\E"), let scalar = rest.popFirst() {
      literals.append(.scalar(folding(ScalarSet(scalar))))
    }
    return literals
  }
}

// MARK: - Groups and repetition

extension GoPatternParser {
  private mutating func group(depth: Int) throws(Failure) -> Tree? {
    let outer = flags
    if takeAll("?P<") || takeAll("?<") {
      try takeName()
    } else if take("?") {
      if try takeFlags() { return nil }
    }
    let inner = try alternatives(depth: depth + 1)
    guard take(")") else { throw Failure(reason: "missing closing )") }
    flags = outer
    return inner
  }

  private mutating func takeName() throws(Failure) {
    guard let end = rest.firstIndex(of: ">") else {
      throw Failure(reason: "invalid named capture")
    }
    let name = GoPatternParser.text(rest[..<end])
    guard !name.isEmpty, rest[..<end].allSatisfy(ScalarSet.word.contains) else {
      throw Failure(reason: "invalid named capture")
    }
    guard names.insert(name).inserted else {
      throw Failure(reason: "duplicate capture group name")
    }
    rest = rest[(end + 1)...]
  }

  /// The flags behind `(?`; true where they end the group: `(?i)`.
  private mutating func takeFlags() throws(Failure) -> Bool {
    var isOn = true
    var hasFlag = false
    var changed = flags
    while let scalar = rest.popFirst() {
      switch scalar {
      case "i": changed.foldsCase = isOn
      case "m": changed.isMultiline = isOn
      case "s": changed.dotMatchesNewline = isOn
      case "U": break
      case "-" where isOn:
        isOn = false
        hasFlag = false
        continue
      case ":", ")":
        guard isOn || hasFlag else { throw Failure(reason: "missing argument to flags") }
        flags = changed
        return scalar == ")"
      default: throw Failure(reason: "invalid or unsupported Perl syntax: `(?\(scalar)`")
      }
      hasFlag = true
    }
    throw Failure(reason: "missing closing )")
  }

  /// `*`, `+`, `?` or `{n,m}`, with a `?` behind it that says who is greedy.
  private mutating func repetition() throws(Failure) -> (text: String, least: Int, most: Int?)? {
    var found: (text: String, least: Int, most: Int?)
    if take("*") {
      found = ("*", 0, nil)
    } else if take("+") {
      found = ("+", 1, nil)
    } else if take("?") {
      found = ("?", 0, 1)
    } else if let counted = try counts() {
      found = counted
    } else {
      return nil
    }
    if take("?") { found.text += "?" }
    return found
  }

  /// `{n}`, `{n,}` or `{n,m}`; any other brace stands for itself.
  private mutating func counts() throws(Failure) -> (text: String, least: Int, most: Int?)? {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return nil }
    let inner = GoPatternParser.text(rest[(rest.startIndex + 1)..<end])
    let parts = inner.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.map { part in
      part.count > 1 && part.first == "0" ? nil : Decimal.value(Array(part.utf8))
    }
    let isOpen = parts.count == 2 && parts[1].isEmpty
    guard (1...2).contains(parts.count), let least = numbers[0],
      isOpen || numbers.last != .some(nil)
    else { return nil }
    let most = isOpen ? nil : numbers.last ?? nil
    let text = "{\(inner)}"
    guard max(least, most ?? 0) <= GoPatternParser.repetitionLimit,
      most.map({ $0 >= least }) ?? true
    else { throw Failure(reason: "invalid repeat count: `\(text)`") }
    rest = rest[(end + 1)...]
    return (text, least, most)
  }
}

// MARK: - Scanning

extension GoPatternParser {
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func takeAll(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  mutating func takeNext() -> Unicode.Scalar? { rest.popFirst() }

  mutating func takeThrough(_ end: Unicode.Scalar) -> String? {
    guard let index = rest.firstIndex(of: end) else { return nil }
    defer { rest = rest[(index + 1)...] }
    return GoPatternParser.text(rest[..<index])
  }

  mutating func takeLast(_ count: Int, while allowed: (Unicode.Scalar) -> Bool) -> String {
    let run = rest.prefix(count).prefix(while: allowed)
    rest = rest[run.endIndex...]
    return GoPatternParser.text(run)
  }

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
