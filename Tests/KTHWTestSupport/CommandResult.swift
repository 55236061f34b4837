public import Testing

/// What a program left behind: how it ended and what it said.
public struct CommandResult: Sendable {
  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// It exited with a status.
    case exited(Int32)
    /// A signal ended it.
    case killed(signal: Int32)
    /// It ran for longer than it was allowed to and was killed.
    case timedOut
  }

  /// The command as a person would type it, for messages.
  public let command: String
  /// How the program ended.
  public let ending: Ending
  /// Standard output.
  public let output: [UInt8]
  /// Standard error.
  public let errors: [UInt8]
  /// The most memory the program held at a time, in bytes.
  public let peakMemory: Int
  /// How long it ran, in seconds.
  public let seconds: Double

  /// The exit status, or nil where the program did not exit by itself.
  public var status: Int32? {
    guard case .exited(let status) = ending else { return nil }
    return status
  }

  /// Whether the program exited with 0.
  public var succeeded: Bool { ending == .exited(0) }

  /// Standard output as text.
  public var outputText: String { String(decoding: output, as: UTF8.self) }

  /// Standard error as text.
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// Standard output as lines.
  public var outputLines: [String] {
    outputText.split(separator: "\n").map(String.init)
  }

  /// This result, having recorded an issue if the status is another one.
  ///
  /// - Parameters:
  ///   - status: the exit status that is right.
  ///   - location: where the issue is reported.
  /// - Returns: the same result, for more questions.
  @discardableResult
  public func expecting(
    _ status: Int32,
    location: SourceLocation = #_sourceLocation
  ) -> CommandResult {
    if ending != .exited(status) {
      Issue.record("expected exit status \(status)\n\(description)", sourceLocation: location)
    }
    return self
  }
}

extension CommandResult: CustomStringConvertible {
  /// The command, its end and what it said.
  public var description: String {
    "$ \(command)\n\(ending)\nstdout:\n\(outputText)\nstderr:\n\(errorText)"
  }
}
