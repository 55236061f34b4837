import KTHWCore

/// The finished words of a command line, held against what a command takes.
struct CompletionLine {
  /// The option whose value comes next.
  private(set) var open: CommandModel.Argument?
  /// Whether `--` has said that no flags follow.
  private(set) var isPlain = false
  /// The flags and options that are there, by their names.
  private(set) var used: Set<String> = []
  /// Which argument the next word is that stands by itself.
  private(set) var positional: CommandModel.Argument?
  /// What was said, by the names of the values.
  private(set) var values: [(name: String, text: String)] = []

  init(_ words: ArraySlice<String>, of model: CommandModel) {
    var positionals = model.positionals[...]
    for word in words {
      if let option = open {
        values.append((option.valueName, word))
        open = nil
      } else if isPlain || !word.hasPrefix("-") || word == "-" {
        guard let argument = positionals.first else { continue }
        values.append((argument.valueName, word))
        if !argument.isRepeating { positionals = positionals.dropFirst() }
      } else if word == "--" {
        isPlain = true
      } else {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let argument = model.named(String(parts[0])) else { continue }
        used.formUnion(argument.names)
        if parts.count == 2 {
          values.append((argument.valueName, String(parts[1])))
        } else if argument.kind == .option {
          open = argument
        }
      }
    }
    positional = positionals.first
  }
}
