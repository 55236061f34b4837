/// Typed reading of the fields in ``ClusterField``'s table: types, ranges and
/// defaults come from there, and a default is read as if it had been written.
extension NodeReader {
  /// Makes every field of this mapping known, so that a mistyped one is held
  /// against all of them, read or not.
  mutating func knowFields() {
    for key in ClusterField.keys(below: path) { ignore(key) }
  }

  /// The row of a field; one that is not in the table is our own mistake.
  func row(_ key: String) -> ClusterField {
    let path = path.isEmpty ? key : path + "." + key
    guard let field = ClusterField.at(path) else { preconditionFailure("no field \(path)") }
    return field
  }

  /// A value that is written as a text; its default where it is absent or wrong.
  mutating func setting<Value>(_ key: String, _ parse: (String) throws -> Value) -> Value {
    let standard: Value
    do {
      standard = try parse(standardText(key))
    } catch {
      preconditionFailure("the default of \(key) cannot be read: \(error)")
    }
    return value(ifPresent: key, parse) ?? standard
  }

  /// A word of an enumeration; its default where it is absent or wrong.
  mutating func setting<Choice>(
    _ key: String,
    of type: Choice.Type = Choice.self
  ) -> Choice where Choice: CaseIterable & RawRepresentable<String> {
    guard let standard = Choice(rawValue: standardText(key)) else {
      preconditionFailure("the default of \(key) is none of its words")
    }
    return choice(ifPresent: key) ?? standard
  }

  /// A truth value; its default where it is absent or wrong.
  mutating func settingBoolean(_ key: String) -> Bool {
    boolean(ifPresent: key) ?? (standardText(key) == "true")
  }

  /// A whole number within the table's range; its default where it is absent
  /// or wrong.
  mutating func settingInteger(_ key: String) -> Int {
    guard let standard = Decimal.value(standardText(key).utf8) else {
      preconditionFailure("the default of \(key) is no number")
    }
    return integer(ifPresent: key, in: range(key)) ?? standard
  }

  /// A list of texts; its default where it is absent or no list.
  mutating func settingStrings(_ key: String) -> [String] {
    strings(ifPresent: key) ?? ClusterField.items(of: standardText(key))
  }

  /// What a list of texts stands for, each read at its own place; what cannot
  /// be read is left out.
  mutating func values<Value>(
    _ key: String,
    isRequired: Bool = false,
    _ parse: (String) throws -> Value
  ) -> [Value] {
    let texts = isRequired ? strings(key) : settingStrings(key)
    return texts.enumerated().compactMap { index, text in
      do {
        return try parse(text)
      } catch let error as KTHWError {
        let item = node[key]?.items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        for problem in error.problems {
          add(problem, of: item ?? node, path: path(of: key) + "[\(index)]")
        }
      } catch {
        report(.invalidValue, "cannot be used", at: key)
      }
      return nil
    }
  }

  /// The range of a whole number.
  func range(_ key: String) -> ClosedRange<Int> {
    if case .integer(let range) = row(key).kind { return range }
    preconditionFailure("\(key) is no whole number")
  }

  /// A section that may be absent; then all its fields have their defaults.
  mutating func section<Value>(_ key: String, _ body: (inout NodeReader) -> Value) -> Value {
    let present: Value? = mapping(ifPresent: key) { section in
      section.knowFields()
      return body(&section)
    }
    return present ?? NodeReader.defaults(of: path(of: key), body)
  }

  /// What a section says of which nothing is written.
  static func defaults<Value>(of path: String, _ body: (inout NodeReader) -> Value) -> Value {
    var absent = NodeReader(.mapping([:]), entries: [], path: path, unknownKeys: .ignore)
    return body(&absent)
  }

  private func standardText(_ key: String) -> String {
    if case .text(let text) = row(key).standard { return text }
    preconditionFailure("\(key) has no default")
  }
}

extension ClusterField {
  /// The items of a list as a default has it: `[]`, `[secrets]`.
  static func items(of list: String) -> [String] {
    list.dropFirst().dropLast().split(separator: ",").map { item in
      String(item.drop { $0 == " " })
    }
  }
}
