public import ArgumentParser
public import KTHWCore

/// Reads what the command line says about a cluster.
enum ClusterArgument {
  /// A version of Kubernetes: `1.36`, `v1.30.2`.
  static func version(_ text: String) throws -> KubernetesVersion {
    do {
      return try KubernetesVersion(text)
    } catch let error as KTHWError {
      let hint = error.problems[0].hint.map { "; \($0)" } ?? ""
      throw ValidationError(error.problems[0].message + hint)
    }
  }

  /// Names joined by commas; empty ones fall away.
  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map(String.init)
  }
}

// The library's own words, as the command line takes them.
extension EncryptionRotation.Step: ExpressibleByArgument {}
extension KeyService.Version: ExpressibleByArgument {}
