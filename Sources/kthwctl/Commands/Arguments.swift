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

  /// A version of Kubernetes: `1.36`, `v1.30.2`.
  static func version(_ text: String) throws -> KubernetesVersion {
    try explained { try KubernetesVersion(text) }
  }

  /// A moment: `2026-11-21T08:30:30Z`.
  static func timestamp(_ text: String) throws -> Timestamp {
    try explained { try Timestamp(rfc3339: text) }
  }

  /// Words joined by commas; spaces around them and empty ones fall away.
  static func words(_ text: String) -> [String] {
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

// The library's own words, as the command line takes them.
extension ClusterStarter: Choice {}
extension CollisionPolicy: Choice {}
extension EncryptionRotation.Step: Choice {}
extension KeyService.Version: Choice {}
extension PackHosts.Format: Choice {}
