/// One thing that is wrong: what, where, and what to do about it.
///
/// Errors carry problems, and so do the warnings of operations that went
/// through. The text names the thing and says what was expected, in lower
/// case and without a full stop. It never holds a key, token or passphrase.
public struct Problem: Hashable, Sendable, CustomStringConvertible {
  /// The kind of problem, for programs to act on.
  public var code: KTHWError.Code
  /// What is wrong, in one line.
  public var message: String
  /// Where it was seen.
  public var place: Place?
  /// What to do about it, in one line.
  public var hint: String?
  /// What the C library or the system said, oldest first.
  public var details: [String]
  /// What the program that we stand in for says of it, where that is known.
  public var peerWords: PeerWords?

  /// Creates a problem.
  public init(
    _ code: KTHWError.Code,
    _ message: String,
    at place: Place? = nil,
    hint: String? = nil,
    details: [String] = [],
    peerWords: PeerWords? = nil
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.hint = hint
    self.details = details
    self.peerWords = peerWords
  }

  /// This problem, with its file filled in where the place had none.
  public func inFile(_ file: String?) -> Problem {
    guard let file else { return self }
    var problem = self
    problem.place = (place ?? Place()).inFile(file)
    return problem
  }

  /// Place and message in one line: `csr.json:4:12: key.size: …`.
  public var description: String {
    var line = place?.description ?? ""
    if !line.isEmpty { line += ": " }
    line += message
    if !details.isEmpty { line += " (" + details.joined(separator: "; ") + ")" }
    return line
  }
}
