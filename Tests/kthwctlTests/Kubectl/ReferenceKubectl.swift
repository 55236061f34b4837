import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A real kubectl of the release that ours is compared with.
enum ReferenceKubectl {
  /// Its path; nil where none is found.
  ///
  /// `KTHW_KUBECTL` names one. Otherwise it is a `kubectl.1.32` or `kubectl`
  /// on `PATH`, or one beside it where `PATH` leads to a link.
  static let path: String? = candidates.first(where: isReference)

  /// What a skipped test says.
  static let absence: Comment = "no kubectl 1.32 found; KTHW_KUBECTL can name one"

  private static var candidates: [String] {
    if let named = variable("KTHW_KUBECTL"), !named.isEmpty { return [named] }
    var found: [String] = []
    for folder in (variable("PATH") ?? "").split(separator: ":") {
      found.append("\(folder)/kubectl.1.32")
      guard let real = realpath("\(folder)/kubectl", nil) else { continue }
      defer { free(real) }
      let path = String(cString: real)
      found += [path.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/kubectl.1.32"]
      found += ["\(folder)/kubectl"]
    }
    return found.filter { access($0, X_OK) == 0 }
  }

  /// Some distributions' kubectl hands over to others, contacts the cluster
  /// even for `config`, and words its errors otherwise: no judge.
  private static func isReference(_ path: String) -> Bool {
    guard let version = try? RunCommand(path, ["version", "--client"]).run(),
      version.outputText.hasPrefix("Client Version: v1.32."), !version.outputText.contains("-"),
      !version.outputText.contains("+"),
      let refusal = try? RunCommand(path, ["config", "--no-such-flag"]).run()
    else { return false }
    return refusal.errorText.hasPrefix("error: unknown flag: --no-such-flag\n")
  }

  static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where there is a kubectl to compare with.
  static var comparedWithKubectl: Self {
    .enabled(if: ReferenceKubectl.path != nil, ReferenceKubectl.absence)
  }
}
