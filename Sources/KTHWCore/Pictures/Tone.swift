/// What a part of a picture is to make its reader feel: a colour, a sign and
/// a word that always come together, so that no meaning is in a colour alone.
public enum Tone: String, Hashable, Sendable, CaseIterable {
  /// It has ended.
  case ended
  /// A connection that fails, or an error.
  case failing
  /// It is time to renew it.
  case due
  /// A warning.
  case warning
  /// Good to know.
  case note
  /// It ends within 90 days.
  case near
  /// It is good for longer than that, or works.
  case good
  /// It begins later.
  case future
  /// It could not be tried, or nobody knows.
  case unknown

  /// The sign for it.
  ///
  /// - Parameter plain: whether only ASCII can be shown.
  /// - Returns: a sign of one to two characters.
  public func sign(plain: Bool = false) -> String {
    switch self {
    case .ended, .failing: plain ? "x" : "✗"
    case .due, .warning: "!"
    case .note: "i"
    case .near: plain ? "~" : "◔"
    case .good: plain ? "ok" : "✓"
    case .future: plain ? ">" : "›"
    case .unknown: plain ? "?" : "–"
    }
  }

  /// What a legend says of it where credentials are shown.
  var termWord: String {
    switch self {
    case .ended, .failing: "has ended"
    case .due, .warning: "renewal is due"
    case .note: "good to know"
    case .near: "ends within 90 days"
    case .good: "good for longer"
    case .future: "not valid yet"
    case .unknown: "unknown"
    }
  }

  /// What a legend says of it where connections are shown.
  var talkWord: String {
    switch self {
    case .good: "works"
    case .unknown: "could not be tried"
    case .future: "when nodes join"
    default: "fails"
    }
  }

  /// The class of what has it in a style sheet.
  var styleClass: String {
    switch self {
    case .ended, .failing: "bad"
    case .due, .warning: "due"
    case .near: "near"
    case .good: "good"
    case .future, .note: "future"
    case .unknown: "none"
    }
  }

  /// How much it matters; what is drawn as one has the tone that matters most.
  var weight: Int {
    switch self {
    case .ended, .failing: 6
    case .due, .warning: 5
    case .near: 4
    case .future, .note: 3
    case .unknown: 2
    case .good: 1
    }
  }
}
