import ArgumentParser
import KTHWCore

/// A command of our own that talks on standard error beside what it prints.
protocol TalkingCommand: ParsableCommand {
  /// How much is said, and whether in colour.
  var terminal: TerminalOptions { get }

  /// Does what the command is for.
  mutating func perform() throws
}

extension TalkingCommand {
  /// Does it, and says as much of it as was asked for.
  mutating func run() throws {
    Talk.begin(terminal)
    guard Talk.amount == .much else { return try perform() }
    let start = MonotonicClock.seconds
    Talk.sayWhoRuns()
    defer { Talk.sayHowLong(since: start) }
    try perform()
  }
}

/// The flags about what is said and how, shared by every command of our own.
struct TerminalOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing on standard error but warnings and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more on standard error: all names, versions, the time.")
  var verbose = false

  @Option(help: "Colour words: auto, always or never.")
  var color: ColorChoice = .auto

  func validate() throws {
    guard !quiet || !verbose else {
      throw ValidationError("--quiet and --verbose exclude each other.")
    }
  }
}

/// What the command line says about talking; for the whole process, because
/// whoever has something to say is anywhere.
enum Talk {
  /// How much is said.
  enum Amount: Int {
    /// Warnings and errors.
    case little
    /// What was done as well, and what to do next.
    case usual
    /// Everything.
    case much
  }

  // Written once, before a command runs and any thread is there.
  nonisolated(unsafe) private(set) static var amount = Amount.usual
  nonisolated(unsafe) private(set) static var colour = ColorChoice.auto

  /// Settles it.
  static func begin(_ options: TerminalOptions) {
    amount = options.quiet ? .little : options.verbose ? .much : .usual
    colour = options.color
  }

  /// The style of what is said on standard error.
  static var style: TextStyle { TextStyle(colour, on: .error) }

  /// Whose code runs, where much is said.
  static func sayWhoRuns() {
    guard amount == .much else { return }
    Failure.say(
      "version \(Release.version), \(OpenSSLLibrary.version), "
        + Quantity.of(Processors.available, "processor")
    )
  }

  /// How long a run took, where much is said.
  static func sayHowLong(since start: Double) {
    guard amount == .much else { return }
    let milliseconds = Int(((MonotonicClock.seconds - start) * 1000).rounded())
    let fraction = String(1000 + milliseconds % 1000).dropFirst()
    Failure.say("took \(Quantity.grouped(milliseconds / 1000)).\(fraction) s")
  }
}
