/// A file of a lab, and what it is.
public struct LabFile: Hashable, Sendable {
  /// Where it lies below the lab's folder.
  public let path: String
  /// What it is, as a noun.
  public let title: String
  /// Who reads it, by which flag or key.
  public let readers: [String]
  /// How many machines have one more like it.
  public var alike = 0
}

extension Lab {
  /// What a step makes, and who reads it: of what many machines have the
  /// first one's, and of a credential its certificate.
  func files(of kind: LabStep.Kind) -> [LabFile] {
    if kind == .description {
      return [LabFile(path: ClusterFile.defaultName, title: "the cluster", readers: [])]
    }
    var files: [LabFile] = []
    var places: [String: Int] = [:]
    for (artifact, host) in artifacts(of: kind) where Lab.isWorthTelling(artifact, kind) {
      let path = TreePath.join("out", artifact.path)
      let explanation = Lab.explanation(of: artifact, on: host)
      let title = Lab.title(of: artifact, explanation)
      let likeness = host.map { path.replacing($0, with: "NODE") } ?? path
      if let place = places[likeness], host != nil {
        files[place].alike += 1
        continue
      }
      places[likeness] = files.count
      files.append(LabFile(path: path, title: title, readers: explanation?.readers ?? []))
    }
    return files
  }

  /// What is known of a file; a node's kubeconfig is named for the node alone.
  private static func explanation(of artifact: Artifact, on host: String?) -> ArtifactExplanation? {
    if case .kubeconfig = artifact.content, let host {
      return ArtifactExplanation(kubeconfigOf: ComponentIdentity.named("kubelet"), node: host)
    }
    return ArtifactExplanation.of(path: artifact.path)
  }

  /// What a file is: of a text, whose name says little, the first sentence
  /// about it.
  private static func title(of artifact: Artifact, _ explanation: ArtifactExplanation?) -> String {
    guard let explanation else { return artifact.content.summary }
    guard case .rendered = artifact.content else { return explanation.title }
    let sentence = explanation.what.firstRange(of: ". ").map { explanation.what[..<$0.lowerBound] }
    return String(sentence ?? explanation.what.dropLast(explanation.what.hasSuffix(".") ? 1 : 0))
  }

  /// Keys and requests lie beside their certificates, links beside units.
  private static func isWorthTelling(_ artifact: Artifact, _ kind: LabStep.Kind) -> Bool {
    switch artifact.content {
    case .certificate, .publicKey: kind == .authorities || kind == .certificates
    case .privateKey, .request, .link: false
    case .kubeconfig: kind == .kubeconfigs
    case .encryptionConfiguration: kind == .encryption
    default: true
    }
  }

  /// What a step makes, and for which machine.
  func artifacts(of kind: LabStep.Kind) -> [(artifact: Artifact, host: String?)] {
    guard let (scope, before) = kind.scopes else { return [] }
    let plan = ClusterPlan(spec)
    let isNew: (Artifact) -> Bool = { artifact in
      scope.includes(artifact) && before.map { !$0.includes(artifact) } ?? true
    }
    guard scope == .everything else {
      return plan.shared.filter(isNew).map { ($0, nil) }
        + spec.hosts.flatMap { host in
          plan.artifacts(for: host).filter(isNew).map { ($0, host.name.text) }
        }
    }
    let shared = kind == firstOfMachines ? plan.shared.filter(isNew) : []
    return shared.map { ($0, nil) }
      + Lab.hosts(of: kind, in: spec).flatMap { host in
        plan.artifacts(for: host).filter(isNew).map { ($0, host.name.text) }
      }
  }

  /// The step that makes what the cluster itself is told later.
  private var firstOfMachines: LabStep.Kind? {
    steps.first { $0.kind.scopes?.scope == .everything }?.kind
  }
}

extension LabStep.Kind {
  /// Which part of the tree there is after the step, and which before it; nil
  /// for what makes none.
  var scopes: (scope: GenerateCluster.Scope, before: GenerateCluster.Scope?)? {
    switch self {
    case .description, .proof, .connections, .copying: nil
    case .authorities: (.authorities, nil)
    case .certificates: (.certificates, .authorities)
    case .kubeconfigs: (.kubeconfigs, .certificates)
    case .encryption: (.credentials, .kubeconfigs)
    case .controlPlane, .loadBalancer, .workers: (.everything, .credentials)
    }
  }
}
