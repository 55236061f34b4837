import ArgumentParser
import KTHWCore

extension DrawPicture.Subject: Choice {}
extension DrawPicture.Format: Choice {}

/// `kthwctl graph`: a picture of a cluster.
struct GraphCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "graph",
    abstract: "Draw who signed whom, who talks to whom, or what ends when.",
    discussion: """
      pki shows the certificates as a tree with the days that are left to each;
      talk the connections between programs, tried as matrix tries them; timeline
      the ends and the time in which each is to be renewed. What is alike is drawn
      as one, so that thousands of nodes are still a picture.

      Text is for a terminal: coloured where it is one, in ASCII where the locale
      is not UTF-8. The other forms are for browsers, for Mermaid and for Graphviz.
      No key is ever in a picture.

      EXAMPLES
        kthwctl graph pki out
        kthwctl graph talk out --format svg > talk.svg
        kthwctl graph timeline out --format mermaid
        kthwctl graph talk out --format dot | dot -Tpng > talk.png

      EXIT STATUS
        0 drawn; 64 usage; 65 no file at all, or a description of a cluster that
        does not fit; 74 a path cannot be read
      """
  )

  @Argument(help: "What to draw: pki, talk or timeline.")
  var subject: DrawPicture.Subject

  @Argument(help: "Trees, folders and files.")
  var paths: [String]

  @Option(
    name: [.customShort("f"), .customLong("cluster")],
    help: ArgumentHelp(
      "The description of the cluster; by default cluster.yaml among the files.",
      valueName: "cluster.yaml"
    )
  )
  var cluster: String?

  @Option(help: "How to draw it: text, svg, mermaid or dot.")
  var format: DrawPicture.Format = .text

  @Flag(help: "Draw text with ASCII alone.")
  var ascii = false

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = DrawPicture.Input(subject, paths: paths, cluster: cluster)
    let picture = try LongRun.run { try DrawPicture.run(input, in: $0) }
    let isPlain = ascii || MatrixSigns.ofTerminal(Context.system.environment).isPlain
    let text =
      switch format {
      case .svg: picture.svg
      case .mermaid: picture.mermaid
      case .dot: picture.dot
      case .text: picture.text(plain: isPlain).styled(TextStyle(terminal.color))
      }
    try StandardStream.output.write(text)
    Failure.warn(picture.problems)
    Failure.say(picture.summary)
  }
}

extension PictureText {
  /// The lines with the colours of their tones.
  func styled(_ style: TextStyle) -> String {
    lines.map { line in
      line.map { run in
        if let colour = run.tone.flatMap(TextStyle.Colour.of) {
          return style.word(run.text, colour)
        }
        return run.isStrong ? style.bold(run.text) : run.text
      }.joined() + "\n"
    }.joined()
  }
}

extension TextStyle.Colour {
  /// The colour of a tone; what is well has none.
  fileprivate static func of(_ tone: Tone) -> TextStyle.Colour? {
    switch tone {
    case .ended, .failing: .red
    case .due, .warning, .near: .yellow
    case .future, .note: .blue
    case .good, .unknown: nil
    }
  }
}
