import ArgumentParser
import KTHWCore

// Readers for the argument parser: a value that does not fit is a usage
// error that tells what the library says of it.

/// Reads values of the library from the command line.
enum ArgumentReader {
  /// A kind of key: `rsa-2048`, `ecdsa-256`, `ed25519`.
  static func key(_ text: String) throws -> KeySpecification {
    try explained { try KeySpecification(text) }
  }

  /// A length of time above zero: `365d`, `1y`, `8760h`.
  static func lifetime(_ text: String) throws -> GoDuration {
    let duration = try explained { try GoDuration(text) }
    guard duration > .zero else { throw ValidationError("it must be more than nothing") }
    return duration
  }

  /// Hosts joined by commas; spaces around them and empty entries fall away.
  static func hosts(_ text: String) throws -> [String] {
    text.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
  }

  private static func explained<Value>(_ read: () throws -> Value) throws -> Value {
    do {
      return try read()
    } catch let error as KTHWError {
      let hint = error.problems[0].hint.map { "; \($0)" } ?? ""
      throw ValidationError(error.problems[0].message + hint)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
