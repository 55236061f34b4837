extension NodeReader {
  /// A required string; empty where it is missing or wrong.
  public mutating func string(_ key: String) -> String {
    required(key).flatMap { string($0, at: path(of: key)) } ?? ""
  }

  /// A string, or nil where it is absent or wrong.
  public mutating func string(ifPresent key: String) -> String? {
    field(key).flatMap { string($0, at: path(of: key)) }
  }

  /// A required whole number within a range; the range's lower end, or 0
  /// where that is in it, where it is missing or wrong.
  public mutating func integer(
    _ key: String,
    in range: ClosedRange<Int> = .min ... .max
  ) -> Int {
    let placeholder = range.contains(0) ? 0 : range.lowerBound
    return required(key).flatMap { integer($0, in: range, at: path(of: key)) } ?? placeholder
  }

  /// A whole number within a range, or nil where it is absent or wrong.
  public mutating func integer(
    ifPresent key: String,
    in range: ClosedRange<Int> = .min ... .max
  ) -> Int? {
    field(key).flatMap { integer($0, in: range, at: path(of: key)) }
  }

  /// A required boolean; false where it is missing or wrong.
  public mutating func boolean(_ key: String) -> Bool {
    required(key).flatMap { boolean($0, at: path(of: key)) } ?? false
  }

  /// A boolean, or nil where it is absent or wrong.
  public mutating func boolean(ifPresent key: String) -> Bool? {
    field(key).flatMap { boolean($0, at: path(of: key)) }
  }

  /// A required value that is written as a string, such as a duration.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - allowingNumbers: whether a number stands for its digits as written,
  ///     so that a version `1.30` needs no quotes.
  ///   - parse: makes a value of the text; the ``KTHWError`` it throws gets
  ///     the field's place.
  /// - Returns: the value, or nil where it is missing or wrong.
  public mutating func value<Value>(
    _ key: String,
    allowingNumbers: Bool = false,
    _ parse: (String) throws -> Value
  ) -> Value? {
    required(key).flatMap { value($0, allowingNumbers, at: path(of: key), parse) }
  }

  /// A value that is written as a string, or nil where it is absent or wrong.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - allowingNumbers: whether a number stands for its digits as written.
  ///   - parse: makes a value of the text; the ``KTHWError`` it throws gets
  ///     the field's place.
  /// - Returns: the value, or nil where it is absent or wrong.
  public mutating func value<Value>(
    ifPresent key: String,
    allowingNumbers: Bool = false,
    _ parse: (String) throws -> Value
  ) -> Value? {
    field(key).flatMap { value($0, allowingNumbers, at: path(of: key), parse) }
  }

  /// A required word of an enumeration, or nil where it is missing or wrong.
  public mutating func choice<Choice>(
    _ key: String,
    of type: Choice.Type = Choice.self
  ) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    required(key).flatMap { choice($0, of: type, at: path(of: key)) }
  }

  /// A word of an enumeration, or nil where it is absent or wrong.
  public mutating func choice<Choice>(
    ifPresent key: String,
    of type: Choice.Type = Choice.self
  ) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    field(key).flatMap { choice($0, of: type, at: path(of: key)) }
  }
}

// MARK: - Nodes

extension NodeReader {
  mutating func string(_ node: Node, at path: String) -> String? {
    guard let text = node.text else {
      reportMismatch(node, "a string", path: path)
      return nil
    }
    return text
  }

  private mutating func integer(
    _ node: Node,
    in range: ClosedRange<Int>,
    at path: String
  ) -> Int? {
    guard let scalar = node.scalar, scalar.kind == .integer || scalar.kind == .float else {
      reportMismatch(node, "a whole number", path: path)
      return nil
    }
    guard let number = scalar.integer, range.contains(number) else {
      let found = Terminal.printable(String(scalar.text.prefix(40)))
      let expected = NodeReader.description(of: range)
      let problem = Problem(.invalidValue, "expected \(expected), found \(found)")
      add(problem, of: node, path: path)
      return nil
    }
    return number
  }

  private static func description(of range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): "a whole number"
    case (let lower, .max): "a whole number from \(lower)"
    case (.min, let upper): "a whole number up to \(upper)"
    case (let lower, let upper): "a whole number from \(lower) to \(upper)"
    }
  }

  private mutating func boolean(_ node: Node, at path: String) -> Bool? {
    guard let flag = node.scalar?.boolean else {
      reportMismatch(node, "true or false", path: path)
      return nil
    }
    return flag
  }

  private mutating func value<Value>(
    _ node: Node,
    _ allowingNumbers: Bool,
    at path: String,
    _ parse: (String) throws -> Value
  ) -> Value? {
    let isNumber = node.scalar?.kind == .integer || node.scalar?.kind == .float
    let written = allowingNumbers && isNumber ? node.scalar?.text : nil
    guard let text = written ?? string(node, at: path) else { return nil }
    do {
      return try parse(text)
    } catch let error as KTHWError {
      for problem in error.problems { add(problem, of: node, path: path) }
    } catch {
      add(Problem(.invalidValue, "cannot be used", details: ["\(error)"]), of: node, path: path)
    }
    return nil
  }

  private mutating func choice<Choice>(
    _ node: Node,
    of type: Choice.Type,
    at path: String
  ) -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    guard let text = string(node, at: path) else { return nil }
    if let choice = type.init(rawValue: text) { return choice }
    let words = type.allCases.map(\.rawValue)
    let nearest = Spelling.nearest(to: text, among: words)
    add(
      Problem(
        .invalidValue,
        "expected one of \(words.joined(separator: ", ")), found \(Terminal.quoted(text))",
        hint: nearest.map { "did you mean \"\($0)\"?" }
      ),
      of: node,
      path: path
    )
    return nil
  }
}
