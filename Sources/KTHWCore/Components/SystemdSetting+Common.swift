extension [SystemdSetting] {
  /// Starts the service once the machine has its addresses and its names, and
  /// after services of the same machine where it has them.
  ///
  /// What runs on other machines is waited for by trying again.
  ///
  /// - Parameters:
  ///   - services: units that are started before.
  ///   - wanted: units that are started as well.
  /// - Returns: what stands in `[Unit]`.
  static func afterNetwork(_ services: String..., wanting wanted: [String] = []) -> Self {
    [
      .text("Wants", (["network-online.target"] + wanted).joined(separator: " ")),
      .text(
        "After",
        (["network-online.target", RenderedFile.hostEntriesUnit.rawValue] + services)
          .joined(separator: " ")
      ),
    ] + startingForEver
  }

  /// However often the service has failed, it is started again.
  static var startingForEver: Self { [.text("StartLimitIntervalSec", "0")] }

  /// However the service ended, it is started again.
  static var restarting: Self { [.text("Restart", "always"), .text("RestartSec", "5")] }
}

/// Where Kubernetes describes its programs.
enum KubernetesReference {
  /// The page that lists a program's flags.
  static func page(of program: ComponentProgram) -> String {
    "https://kubernetes.io/docs/reference/command-line-tools-reference/\(program.rawValue)/"
  }
}
