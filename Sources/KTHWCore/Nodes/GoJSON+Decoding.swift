extension GoJSON {
  /// Where a decoding stands, and what it has to say.
  struct Decoding {
    private enum Step {
      case key(String)
      case index(Int)
    }

    let file: String?
    private let rootType: String
    private var path: [Step] = []
    /// What does not fit; any of it fails the decoding.
    private(set) var problems: Problems
    /// What was ignored or merged, as far as it is told.
    private var told: [Problem] = []
    /// How much more there is.
    private var untoldCount = 0

    /// How many warnings are told one by one: a nearest word is sought for
    /// each, and nobody reads thousands.
    private static let warningLimit = 100

    /// What was ignored or merged.
    var warnings: [Problem] {
      guard untoldCount > 0 else { return told }
      let more = "\(untoldCount) more keys are unknown or given more than once"
      return told + [Problem(.unknownField, more, at: Place(file: file))]
    }

    init(file: String?, rootType: String) {
      self.file = file
      self.rootType = rootType
      problems = Problems(file: file)
    }

    mutating func enter(_ key: String) { path.append(.key(key)) }
    mutating func enter(_ index: Int) { path.append(.index(index)) }
    mutating func leave() { path.removeLast() }

    /// The path for people: `names[1].C`.
    var field: String {
      path.reduce(into: "") { text, step in
        switch step {
        case .key(let key): text += (text.isEmpty ? "" : ".") + key
        case .index(let index): text += "[\(index)]"
        }
      }
    }

    /// The path as Go's messages have it: `names.1.C`.
    private var goPath: String {
      path.map { step in
        switch step {
        case .key(let key): key
        case .index(let index): String(index)
        }
      }.joined(separator: ".")
    }

    /// The place of a node at the present path.
    func place(of node: Node) -> Place {
      Place(file: file, mark: node.mark, field: field)
    }

    /// Reports a value of the wrong type in Go's words.
    ///
    /// `digits` are those of a number that is not of the right kind.
    mutating func reportMismatch(of node: Node, with goType: String, digits: String? = nil) {
      let found = GoJSON.word(for: node) + (digits.map { " " + $0.prefix(40) } ?? "")
      var message = "json: cannot unmarshal \(found) into Go "
      if path.isEmpty {
        message += "value"
      } else {
        let root = rootType.split(separator: ".").last ?? ""
        message += "struct field \(root).\(Terminal.printable(goPath))"
      }
      problems.add(
        .wrongType,
        message + " of type \(goType)",
        at: Place(file: file, mark: node.mark)
      )
    }

    /// Reports a value of the right type that cannot be used.
    mutating func report(
      _ code: KTHWError.Code,
      _ message: String,
      of node: Node,
      hint: String? = nil
    ) {
      problems.add(code, message, at: place(of: node), hint: hint)
    }

    /// Warns of a key that nothing reads.
    mutating func warnUnknown(_ entry: Node.Entry, known: [String]) {
      guard mayTell() else { return }
      let nearest = Spelling.nearest(to: entry.key, among: known)
      told.append(
        Problem(
          .unknownField,
          "unknown key \(Terminal.quoted(entry.key)) is ignored",
          at: Place(file: file, mark: entry.keyMark, field: field),
          hint: nearest.map { "did you mean \"\($0)\"?" }
        )
      )
    }

    private mutating func mayTell() -> Bool {
      if told.count >= Decoding.warningLimit { untoldCount += 1 }
      return told.count < Decoding.warningLimit
    }

    /// Warns of a field that was given before.
    mutating func warnRepeated(_ entry: Node.Entry) {
      warnDuplicate(
        entry,
        entry.value.scalar == nil ? "they are merged" : "the last value wins"
      )
    }

    /// Warns of an entry of a map that was given before.
    mutating func warnReplaced(_ entry: Node.Entry) {
      warnDuplicate(entry, "the last value wins")
    }

    private mutating func warnDuplicate(_ entry: Node.Entry, _ outcome: String) {
      guard mayTell() else { return }
      told.append(
        Problem(
          .duplicateField,
          "key \(Terminal.quoted(entry.key)) is given more than once; \(outcome)",
          at: Place(file: file, mark: entry.keyMark, field: field)
        )
      )
    }
  }

  /// What a node is in Go's messages.
  static func word(for node: Node) -> String {
    switch node.value {
    case .mapping: "object"
    case .sequence: "array"
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: "null"
      case .boolean: "bool"
      case .integer, .float: "number"
      case .string: "string"
      }
    }
  }
}
