/// What was found in tutorials and distributions, by number: what can be seen
/// in files has cases in `Tests/Scripts/findings`, and the rest a reason.
enum KnownFindings {
  /// All numbers.
  static let numbers = 1...93

  /// Those that no file shows, and why.
  static let inexpressible: [Int: String] = [
    42: "a sentence of a text: which of two ports listens on the machine alone"
  ]
}
