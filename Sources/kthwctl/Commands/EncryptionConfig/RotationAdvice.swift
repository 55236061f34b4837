import KTHWCore

/// What is to be done with a configuration that was made.
enum RotationAdvice {
  /// The lines, in the order of what they ask for.
  ///
  /// - Parameters:
  ///   - output: what was made.
  ///   - file: the file that was written; nil for standard output.
  ///   - version: the cluster's version.
  /// - Returns: a line for each thing to do.
  static func lines(
    _ output: MakeEncryptionConfiguration.Output,
    file: String?,
    version: KubernetesVersion?
  ) -> [String] {
    let name = file ?? "FILE"
    let flag = EncryptionConfiguration.flag(for: version ?? .newest)
    let resources = output.configuration.rules.flatMap(\.resources)
    let restart = "give it to every API server (\(flag)=FILE) and restart each of them"
    let rewrite = rewriting(resources)
    let goOn = "then: kthwctl encryption-config --rotate \(name) --out \(name)"
    switch output.step {
    case nil: return ["made a new configuration", restart, rewrite]
    case .add: return ["added a key that reads and does not write yet", restart, goOn]
    case .promote:
      return ["the newest key writes from now on", restart, rewrite]
        + (output.stage == .promoted ? [goOn] : [])
    case .drop: return ["dropped all keys but the one that writes", restart]
    }
  }

  /// How what is stored gets encrypted anew; wildcards are nobody's argument.
  private static func rewriting(_ resources: [String]) -> String {
    let names = resources.filter { !$0.contains("*") }
    let kinds = names.isEmpty ? "KINDS" : names.joined(separator: ",")
    return "then write everything anew: "
      + "kubectl get \(kinds) --all-namespaces -o json | kubectl replace -f -"
  }
}
