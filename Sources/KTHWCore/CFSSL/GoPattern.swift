/// A regular expression with the syntax and meaning of Go's `regexp` (RE2).
///
/// cfssl's `name_whitelist` is one, so who may be certified depends on it.
/// Swift's own `Regex` differs where it hurts: it backtracks (a hostile name
/// could keep it busy for years), and `$`, `.` and `\d` mean other things.
/// This one takes time in proportion to text × pattern. It only says whether
/// there is a match anywhere, so that greediness does not matter.
///
/// Not known here: `\p{…}` with the name of a script (`\p{Greek}`); general
/// categories (`\pL`, `\p{Lu}`) are.
struct GoPattern: Hashable, Sendable {
  /// The pattern as written.
  let source: String
  private let program: [Instruction]

  /// Reads a pattern.
  ///
  /// - Throws: ``Failure`` in Go's words.
  init(_ source: String) throws(Failure) {
    self.source = source
    var parser = GoPatternParser(source)
    let tree = try parser.parsed()
    var program: [Instruction] = []
    try GoPattern.compile(tree, into: &program)
    program.append(.match)
    self.program = program
  }

  static func == (left: GoPattern, right: GoPattern) -> Bool { left.source == right.source }
  func hash(into hasher: inout Hasher) { hasher.combine(source) }

  /// Why a text is no pattern.
  struct Failure: Error, Hashable {
    /// What is wrong: `missing closing )`.
    var reason: String
    /// Go's message.
    var goText: String { "error parsing regexp: \(reason)" }
  }

  /// What a pattern is made of.
  indirect enum Tree {
    case empty
    case scalar(ScalarSet)
    case assertion(Assertion)
    case sequence([Tree])
    case alternatives([Tree])
    case repetition(Tree, least: Int, most: Int?)
  }

  /// Something that holds between two characters.
  enum Assertion: Hashable, Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }

  private enum Instruction: Sendable {
    case consume(ScalarSet)
    case assert(Assertion)
    case split(Int, Int)
    case jump(Int)
    case match
  }

  /// The most instructions: what a pattern within reason never reaches, and
  /// nested repetitions such as `((a{99}){99}){99}` do.
  private static let instructionLimit = 20_000

  private static func compile(
    _ tree: Tree,
    into program: inout [Instruction]
  ) throws(Failure) {
    guard program.count < instructionLimit else {
      throw Failure(reason: "expression too large")
    }
    switch tree {
    case .empty: break
    case .scalar(let set): program.append(.consume(set))
    case .assertion(let assertion): program.append(.assert(assertion))
    case .sequence(let parts):
      for part in parts { try compile(part, into: &program) }
    case .alternatives(let choices):
      var exits: [Int] = []
      for choice in choices.dropLast() {
        let split = program.count
        program.append(.match)
        try compile(choice, into: &program)
        exits.append(program.count)
        program.append(.match)
        program[split] = .split(split + 1, program.count)
      }
      if let last = choices.last { try compile(last, into: &program) }
      for exit in exits { program[exit] = .jump(program.count) }
    case .repetition(let inner, let least, let most):
      for _ in 0..<least { try compile(inner, into: &program) }
      guard let most else {
        let split = program.count
        program.append(.match)
        try compile(inner, into: &program)
        program.append(.jump(split))
        program[split] = .split(split + 1, program.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(program.count)
        program.append(.match)
        try compile(inner, into: &program)
      }
      for split in splits { program[split] = .split(split + 1, program.count) }
    }
  }
}

// MARK: - Matching

extension GoPattern {
  /// Whether the pattern matches anywhere in a text.
  func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var current = States(count: program.count)
    var next = States(count: program.count)
    for position in 0...scalars.count {
      // A match may begin at every position.
      if reach(0, from: scalars, at: position, &current) { return true }
      guard position < scalars.count else { break }
      for state in current.list {
        guard case .consume(let set) = program[state], set.contains(scalars[position]) else {
          continue
        }
        if reach(state + 1, from: scalars, at: position + 1, &next) { return true }
      }
      swap(&current, &next)
      next.removeAll()
    }
    return false
  }

  /// Instructions that are waiting for a character, each at most once.
  private struct States {
    var list: [Int] = []
    private var seen: [Bool]

    init(count: Int) { seen = [Bool](repeating: false, count: count) }

    mutating func visit(_ state: Int) -> Bool {
      guard !seen[state] else { return false }
      seen[state] = true
      list.append(state)
      return true
    }

    mutating func removeAll() {
      for state in list { seen[state] = false }
      list.removeAll(keepingCapacity: true)
    }
  }

  /// Adds what can be reached without a character; true at the match.
  private func reach(
    _ start: Int,
    from text: [Unicode.Scalar],
    at position: Int,
    _ states: inout States
  ) -> Bool {
    var pending = [start]
    while let state = pending.popLast() {
      guard states.visit(state) else { continue }
      switch program[state] {
      case .match: return true
      case .consume: continue
      case .jump(let target): pending.append(target)
      case .split(let first, let second): pending += [second, first]
      case .assert(let assertion):
        if GoPattern.holds(assertion, in: text, at: position) { pending.append(state + 1) }
      }
    }
    return false
  }

  private static func holds(
    _ assertion: Assertion,
    in text: [Unicode.Scalar],
    at position: Int
  ) -> Bool {
    func isWord(_ index: Int) -> Bool {
      text.indices.contains(index) && ScalarSet.word.contains(text[index])
    }
    switch assertion {
    case .textStart: return position == 0
    case .textEnd: return position == text.count
    case .lineStart: return position == 0 || text[position - 1] == "\n"
    case .lineEnd: return position == text.count || text[position] == "\n"
    case .wordBoundary: return isWord(position - 1) != isWord(position)
    case .noWordBoundary: return isWord(position - 1) == isWord(position)
    }
  }
}
