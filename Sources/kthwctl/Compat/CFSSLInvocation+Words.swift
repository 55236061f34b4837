import KTHWCore

extension CFSSLInvocation {
  /// The words behind the flags, as many as the command takes.
  ///
  /// Tutorials end lines with a stray `-` that older versions ignored; it is
  /// dropped here as well. Any other word too many is refused, as current
  /// versions do, but by name.
  ///
  /// - Parameters:
  ///   - counts: how many words are right.
  ///   - refusal: cfssl's words for too many of them.
  /// - Returns: the words.
  /// - Throws: ``KTHWError`` with `usage`.
  func words(_ counts: ClosedRange<Int>, tooMany refusal: String) throws -> [String] {
    var words = flags.positionals
    while words.count > counts.upperBound, words.last == "-" { words.removeLast() }
    guard words.count >= counts.lowerBound else {
      throw KTHWError(
        .usage,
        "not enough arguments are supplied --- please refer to the usage",
        hint: "cfssl \(command) -h shows it"
      )
    }
    guard words.count <= counts.upperBound else {
      throw KTHWError(
        .usage,
        "\(refusal): \(Terminal.quoted(offendingWord(words, counts)))",
        hint: hint(forExcess: words)
      )
    }
    return words
  }

  /// The word that most likely should not stand there: a flag behind the
  /// first argument, a piece of a host list, else the first beyond the last.
  private func offendingWord(_ words: [String], _ counts: ClosedRange<Int>) -> String {
    if isHostListCut(by: words) { return words[0] }
    return words.dropFirst().first { $0.hasPrefix("-") && $0 != "-" } ?? words[counts.upperBound]
  }

  private func hint(forExcess words: [String]) -> String {
    if isHostListCut(by: words) {
      let pieces = words.prefix { !$0.hasSuffix(".json") && !$0.hasPrefix("-") }
      let joined = ([flags.text("hostname")] + pieces).map { piece in
        piece.hasSuffix(",") ? String(piece.dropLast()) : piece
      }.joined(separator: ",")
      return "a space cut the list of hosts (an indented line behind a \\ does that); write "
        + "-hostname=\(Terminal.printable(joined)) without spaces"
    }
    if let flag = words.dropFirst().first(where: { $0.hasPrefix("-") && $0 != "-" }) {
      return "flags come before the first argument: put \(Terminal.printable(flag)) before "
        + Terminal.printable(words[0])
    }
    return "quote words that hold spaces"
  }

  /// Whether the first word is what a space cut off the value of `-hostname`.
  private func isHostListCut(by words: [String]) -> Bool {
    guard let hosts = flags.nonEmpty("hostname"), let first = words.first else { return false }
    return hosts.hasSuffix(",") || first.hasPrefix(",")
      || (words.count > 1 && first.contains(",") && !first.hasSuffix(".json"))
  }
}
