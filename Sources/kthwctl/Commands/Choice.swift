import ArgumentParser

/// A value that the command line takes as one of a few words.
///
/// The argument parser would find the words of such a type by itself, but by
/// asking at run time what the type can do: five searches through all
/// conformances of the program for each type, at every start. Here the compiler
/// knows.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
  init?(argument: String) { self.init(rawValue: argument) }

  var defaultValueDescription: String { rawValue }

  static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// What differs from the words themselves: nothing.
  static var allValueDescriptions: [String: String] { [:] }

  static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension Option where Value: Choice {
  /// Creates an option that has a value where the command line gives none.
  ///
  /// Its help tells which; the argument parser would search for that as well.
  init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp) {
    var help = help
    help.abstract += " (default: \(wrappedValue.rawValue))"
    self.init(
      wrappedValue: wrappedValue,
      name: name,
      help: help,
      completion: Value.defaultCompletionKind,
      transform: Value.read
    )
  }
}

extension Choice {
  /// The value of a word.
  fileprivate static func read(_ word: String) throws -> Self {
    guard let value = Self(rawValue: word) else {
      let words = allValueStrings.map { "'\($0)'" }
      throw ValidationError(
        "Please provide one of \(words.dropLast().joined(separator: ", "))"
          + " or \(words.last ?? "")."
      )
    }
    return value
  }
}
