import KTHWCore

/// What may stand on the command line of a program that is stood in for,
/// whose flags are no business of the argument parser's.
struct PeerCompletion {
  private(set) var candidates: [CompletionAnswer.Candidate] = []
  private(set) var offersFiles = false

  /// Nil where the words speak to us.
  ///
  /// - Parameters:
  ///   - words: the finished words behind the program's name.
  ///   - current: the word that is being typed.
  init?(_ words: ArraySlice<String>, _ current: String) {
    guard let (personality, rest) = Personality.called(["kthwctl"] + words) else { return nil }
    switch personality {
    case .cfssl where rest.isEmpty:
      candidates = CFSSLCommand.all.map { CompletionAnswer.Candidate(word: $0.name) }
    case .cfssl, .cfssljson, .cfsslCertinfo: offersFiles = true
    case .kubectl where rest.isEmpty:
      candidates = ["config", "version"].map { CompletionAnswer.Candidate(word: $0) }
    case .kubectl:
      // Our own subcommands stand among kubectl's.
      guard rest.first == "config" else { return }
      guard rest.count > 1 else {
        if words.first == "config" { return nil }
        offerSubcommands()
        return
      }
      guard current.hasPrefix("-"), let name = rest.dropFirst().first,
        let subcommand = KubectlSubcommand(named: name)
      else {
        offersFiles = true
        return
      }
      candidates = subcommand.flags.flags.map { flag in
        CompletionAnswer.Candidate(word: "--" + flag.name)
      }
    }
  }

  private mutating func offerSubcommands() {
    candidates = KubectlSubcommand.allCases.map { CompletionAnswer.Candidate(word: $0.rawValue) }
  }
}
