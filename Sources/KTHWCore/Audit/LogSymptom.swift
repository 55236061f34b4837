/// A line by which a program says that something is wrong, and what it means.
///
/// Texts may have `{name}` in them, which stands for what a line has there.
public struct LogSymptom: Hashable, Sendable, Identifiable {
  /// The stable name, such as `name-not-in-certificate`.
  public let id: String
  /// The lines as programs print them.
  let patterns: [LogPattern]
  /// Why a program says so: whole sentences.
  public let cause: String
  /// Which file or setting it is about, as a clause.
  public let artifact: String
  /// What to do: whole sentences.
  public let remedy: String
  /// Commands that show more, or mend it.
  public let commands: [String]
  /// Whose words these are.
  public let source: String

  init(
    _ id: String,
    _ patterns: [String],
    cause: String,
    artifact: String,
    remedy: String,
    commands: [String] = [],
    source: String
  ) {
    self.id = id
    self.patterns = patterns.map { LogPattern($0) }
    self.cause = cause
    self.artifact = artifact
    self.remedy = remedy
    self.commands = commands
    self.source = source
  }

  /// The lines as programs print them, with what differs in braces.
  public var lines: [String] { patterns.map(\.text) }

  /// Equal when the names are.
  public static func == (left: LogSymptom, right: LogSymptom) -> Bool { left.id == right.id }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// Every line that is known.
  public static let all: [LogSymptom] =
    names + chains + handshakes + identities + permissions + stores + machines + settings + tools
}
