/// What a program that we stand in for says about a problem.
///
/// Scripts read the words and numbers of the program they were written for;
/// our own message, place and hint stand beside them, not instead.
public struct PeerWords: Hashable, Sendable {
  /// The program's error number, where it has numbers.
  public var code: Int?
  /// The program's message, as it writes it.
  public var text: String

  /// Creates the words from their parts.
  public init(code: Int? = nil, _ text: String) {
    self.code = code
    self.text = text
  }
}
