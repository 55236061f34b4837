public import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Programs of others that say whether what we made is right.
///
/// A test that needs one is skipped where it is missing, and the skip names
/// it. With `KTHW_JUDGES=required`, as on CI, the same test fails instead.
public enum Judges {
  /// Whether a missing judge is a failure.
  public static var areRequired: Bool {
    environmentValue("KTHW_JUDGES") == "required"
  }

  /// The absolute path of a program on `PATH`, or nil where there is none.
  public static func path(of program: String) -> String? {
    for folder in (environmentValue("PATH") ?? "/usr/bin:/bin").split(separator: ":") {
      let path = "\(folder)/\(program)"
      if folder.hasPrefix("/"), access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// Those of some programs that are not on `PATH`.
  public static func missing(_ programs: [String]) -> [String] {
    programs.filter { path(of: $0) == nil }
  }
}

/// A judge that had to be there and is not.
public struct MissingJudge: Error, CustomStringConvertible {
  /// The programs that are not on `PATH`.
  public let programs: [String]

  /// Which programs to install.
  public var description: String {
    "KTHW_JUDGES=required, and not on PATH: \(programs.joined(separator: ", "))"
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where these programs are on `PATH`.
  ///
  /// - Parameters:
  ///   - programs: the names, as `openssl`.
  ///   - location: where a missing judge is reported.
  /// - Returns: a trait for a test or a suite.
  public static func judged(
    by programs: String...,
    location: SourceLocation = #_sourceLocation
  ) -> Self {
    let missing = Judges.missing(programs)
    guard Judges.areRequired, !missing.isEmpty else {
      let comment: Comment = "judge not installed: \(missing.joined(separator: ", "))"
      return .enabled(if: missing.isEmpty, comment, sourceLocation: location)
    }
    // A condition that throws is recorded as an issue, not as a skip.
    return .enabled(sourceLocation: location) { throw MissingJudge(programs: missing) }
  }
}
