/// A tutorial's cluster, made step by step in a folder: `cluster.yaml`, and
/// beside it the tree `out`, which is what `kthwctl generate` makes of it in
/// one go.
///
/// The folder is its own record: a step is done when something of what it
/// makes is there. So a lab that was left goes on where it stopped.
public struct Lab: Sendable {
  /// The tutorial.
  public let tutorial: TutorialStep.Tutorial
  /// The folder.
  public let folder: String
  /// The cluster, as its description in the folder says, or as the tutorial
  /// has it.
  public let spec: ClusterSpec
  /// The steps in their order.
  public let steps: [LabStep]

  /// Looks at a lab.
  ///
  /// - Parameters:
  ///   - tutorial: the tutorial.
  ///   - folder: the folder; it need not be there.
  ///   - kubernetesVersion: the version of a cluster that has no description
  ///     yet.
  ///   - context: the world.
  /// - Throws: ``KTHWError`` with everything that is wrong with the
  ///   description, or with ``KTHWError/Code/alreadyExists`` where it is the
  ///   one of another tutorial.
  public init(
    _ tutorial: TutorialStep.Tutorial,
    in folder: String,
    kubernetesVersion: KubernetesVersion = .newest,
    context: Context
  ) throws {
    self.tutorial = tutorial
    self.folder = folder
    let path = TreePath.join(folder, ClusterFile.defaultName)
    if InputFile.permissions(of: path, context: context) != nil {
      let (spec, _, text) = try ClusterFile.read(path, in: context)
      try Lab.refuse(text, of: spec, unless: tutorial, at: path)
      self.spec = spec
    } else {
      let text = tutorial.starter.text(kubernetesVersion: kubernetesVersion)
      spec = try ClusterSpec.reading(Array(text.utf8), file: path).spec
    }
    steps = Lab.steps(of: tutorial, for: spec)
  }

  /// A folder that was begun for one tutorial is not gone on with as another.
  private static func refuse(
    _ text: [UInt8],
    of spec: ClusterSpec,
    unless tutorial: TutorialStep.Tutorial,
    at path: String
  ) throws {
    let other = TutorialStep.Tutorial.allCases.first { other in
      other != tutorial
        && text == Array(other.starter.text(kubernetesVersion: spec.kubernetesVersion).utf8)
    }
    guard let other else { return }
    throw KTHWError(
      .alreadyExists,
      "is the cluster of the tutorial \(other.starter.rawValue)",
      at: .file(path),
      hint: "name that tutorial, or another folder"
    )
  }

  /// The steps of a tutorial, before anything is made.
  ///
  /// - Parameter tutorial: the tutorial.
  /// - Returns: the steps.
  /// - Throws: nothing that a user can cause.
  public static func steps(of tutorial: TutorialStep.Tutorial) throws -> [LabStep] {
    let text = tutorial.starter.text()
    return steps(of: tutorial, for: try ClusterSpec.reading(Array(text.utf8), file: "").spec)
  }

  /// The description's path.
  public var clusterFile: String { TreePath.join(folder, ClusterFile.defaultName) }

  /// The tree's path.
  public var tree: String { TreePath.join(folder, "out") }
}

// MARK: - Machines

extension Lab {
  /// The machines that a step is about, each of one step alone.
  static func hosts(of kind: LabStep.Kind, in spec: ClusterSpec) -> [ClusterHost] {
    spec.hosts.filter { host in
      switch kind {
      case .loadBalancer: host.has(.loadBalancer)
      case .controlPlane: !host.has(.loadBalancer) && !isWorkerAlone(host)
      case .workers: isWorkerAlone(host)
      default: false
      }
    }
  }

  private static func isWorkerAlone(_ host: ClusterHost) -> Bool {
    !host.has(.loadBalancer) && !host.has(.controlPlane) && !host.has(.etcd)
  }

  private static func steps(
    of tutorial: TutorialStep.Tutorial,
    for spec: ClusterSpec
  ) -> [LabStep] {
    let kinds = LabStep.Kind.allCases.filter { kind in
      switch kind {
      case .controlPlane, .loadBalancer, .workers: !hosts(of: kind, in: spec).isEmpty
      case .encryption: spec.encryption.provider != .none
      default: true
      }
    }
    return kinds.enumerated().map { index, kind in
      LabStep(
        kind: kind,
        number: index + 1,
        title: kind.title,
        text: kind.text,
        byHand: HandWork.of(kind, in: tutorial),
        commands: kind.commands(like: tutorial.starter, for: spec)
      )
    }
  }
}
