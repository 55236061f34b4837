import ArgumentParser
import KTHWCore

/// Whether words are coloured, as the user wants it.
enum ColorChoice: String, Choice {
  /// Where a terminal shows them, and neither `NO_COLOR` nor `TERM=dumb` asks for plain text.
  case auto
  /// Wherever they go.
  case always
  /// Nowhere.
  case never
}

/// Colours for single words; what they mean is in the words as well.
struct TextStyle: Sendable {
  /// Nothing is coloured.
  static let plain = TextStyle(isColoured: false)

  /// Whether anything is coloured.
  let isColoured: Bool

  /// Creates a style that colours or does not.
  init(isColoured: Bool) { self.isColoured = isColoured }

  /// Creates the style of a stream.
  ///
  /// - Parameters:
  ///   - choice: what the user wants.
  ///   - stream: what is written to.
  ///   - environment: gives variables (https://no-color.org).
  init(
    _ choice: ColorChoice,
    on stream: StandardStream = .output,
    environment: (String) -> String? = Context.system.environment
  ) {
    switch choice {
    case .always: isColoured = true
    case .never: isColoured = false
    case .auto:
      let refuses = environment("NO_COLOR").map { !$0.isEmpty } ?? false
      let terminal = environment("TERM") ?? "dumb"
      isColoured = !refuses && terminal != "dumb" && stream.isTerminal
    }
  }

  /// The colour of a word, as ECMA-48 "select graphic rendition" numbers it.
  enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
  }

  /// A word in a colour, in bold.
  func word(_ text: String, _ colour: Colour) -> String {
    isColoured ? "\u{1B}[1;\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A text in bold.
  func bold(_ text: String) -> String { isColoured ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
