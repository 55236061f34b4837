import KTHWCore

/// The subcommands of `kubectl config`.
enum KubectlSubcommand: String, CaseIterable, Sendable {
  case currentContext = "current-context"
  case deleteCluster = "delete-cluster"
  case deleteContext = "delete-context"
  case deleteUser = "delete-user"
  case getClusters = "get-clusters"
  case getContexts = "get-contexts"
  case getUsers = "get-users"
  case renameContext = "rename-context"
  case set
  case setCluster = "set-cluster"
  case setContext = "set-context"
  case setCredentials = "set-credentials"
  case unset
  case useContext = "use-context"
  case view

  /// The subcommand of a name, or of an alias.
  init?(named name: String) {
    self.init(rawValue: name == "use" ? "use-context" : name)
  }

  /// Its own flags, which take the place of global ones of the same name,
  /// together with those flags' shorthands.
  var ownFlags: [PosixFlags.Flag] {
    switch self {
    case .setCluster: KubectlFlags.setCluster
    case .setContext: KubectlFlags.setContext
    case .setCredentials: KubectlFlags.setCredentials
    case .getContexts: KubectlFlags.getContexts
    case .set: KubectlFlags.set
    case .view: KubectlFlags.view
    default: []
    }
  }

  /// All flags that it takes.
  var flags: PosixFlags {
    let own = ownFlags
    let names = Set(own.map(\.name))
    return PosixFlags(flags: own + KubectlFlags.global.filter { !names.contains($0.name) })
  }
}

/// Which subcommand a command line means, found before its flags are read.
///
/// As kubectl does it, a word behind a flag that takes a value is passed
/// over, and so is one behind an unknown flag.
struct KubectlWords {
  /// The word that names the subcommand; nil where there is none.
  let name: String?
  /// All words but that one.
  let others: [String]

  /// Takes a command line apart.
  ///
  /// - Parameters:
  ///   - arguments: the words.
  ///   - flags: the flags that are known so far.
  init(_ arguments: some Sequence<String>, flags: PosixFlags) {
    let words = Array(arguments)
    var index = 0
    while index < words.count, words[index] != "--" {
      let word = words[index]
      if KubectlWords.takesNext(word, flags) {
        index += 2
      } else if word.isEmpty || word.hasPrefix("-") {
        index += 1
      } else {
        name = word
        others = Array(words[..<index] + words[(index + 1)...])
        return
      }
    }
    name = nil
    others = words
  }

  private static func takesNext(_ word: String, _ flags: PosixFlags) -> Bool {
    guard word.hasPrefix("-"), !word.contains("=") else { return false }
    if word.hasPrefix("--") {
      return flags.flag(named: String(word.dropFirst(2)))?.kind != .boolean
    }
    guard word.utf8.count == 2 else { return false }
    return flags.flag(shorthand: String(word.dropFirst()))?.kind != .boolean
  }
}
