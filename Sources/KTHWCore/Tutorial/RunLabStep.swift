/// Does a step of a lab, unless it was done before, and checks everything that
/// is there afterwards.
public enum RunLabStep {
  /// What is to be done.
  public struct Input: Sendable {
    /// The lab.
    public var lab: Lab
    /// The step.
    public var step: LabStep
    /// Whether what is there is brought up to date as well; else a step that
    /// was done is only checked.
    public var mends: Bool
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(
      lab: Lab,
      step: LabStep,
      mends: Bool = false,
      workers: Int = Processors.available
    ) {
      self.lab = lab
      self.step = step
      self.mends = mends
      self.workers = workers
    }
  }

  /// What came of it.
  public struct Output: Sendable {
    /// Whether the step made something now.
    public var isMade = false
    /// What it made, now or before, and who reads it.
    public var files: [LabFile] = []
    /// How many files it wrote.
    public var writtenCount = 0
    /// What whoever runs the cluster should know.
    public var warnings: [Problem] = []
    /// What is wrong with what is there.
    public var check = VerifyFiles.Output(findings: [], fileCount: 0, knownCount: 0)
    /// All connections; of the step that tries them.
    public var connections: ProbeMatrix.Output?
    /// Which steps made what is wrong, to be repeated with
    /// ``RunLabStep/Input/mends``.
    public var blamed: [LabStep] = []
  }

  /// Does the step.
  ///
  /// - Parameters:
  ///   - input: which.
  ///   - context: the world.
  /// - Returns: what came of it.
  /// - Throws: ``KTHWError``, also with ``KTHWError/Code/notFound`` where the
  ///   first step was not done.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let (lab, kind) = (input.lab, input.step.kind)
    var output = Output()
    output.files = lab.files(of: kind)
    if kind == .description {
      try describe(input, in: context, &output)
      return output
    }
    guard InputFile.permissions(of: lab.clusterFile, context: context) != nil else {
      throw KTHWError(
        .notFound,
        "there is no description of the cluster",
        at: .file(lab.clusterFile),
        hint: "the lab's first step makes it"
      )
    }
    if kind.scopes != nil, try input.mends || !lab.isDone(kind, in: context) {
      try make(input, in: context, &output)
    }
    output.check = try check(input, in: context)
    if kind == .connections {
      output.connections = try ProbeMatrix.run(
        ProbeMatrix.Input(paths: [lab.tree], workers: input.workers),
        in: context
      )
    }
    let fails = output.connections.map { $0.failureCount > 0 } ?? false
    if fails || output.check.findings.contains(where: { $0.severity != .info }) {
      output.blamed = lab.steps(blamedFor: output, differing: try differences(input, in: context))
    }
    return output
  }

  /// Where the tree is not what the description makes, whatever else is told
  /// of the same files.
  private static func differences(
    _ input: Input,
    in context: Context
  ) throws -> [AuditFinding] {
    try input.lab.parts(through: input.step).flatMap { part in
      try VerifyTree(
        path: input.lab.tree,
        spec: input.lab.spec,
        part: part,
        context: context,
        workers: input.workers
      ).findings()
    }
  }

  /// Writes the description, or reads the one that is there.
  private static func describe(
    _ input: Input,
    in context: Context,
    _ output: inout Output
  ) throws {
    let lab = input.lab
    if InputFile.permissions(of: lab.clusterFile, context: context) == nil {
      let text = lab.tutorial.starter.text(kubernetesVersion: lab.spec.kubernetesVersion)
      try MissingDirectories.make(above: lab.clusterFile, context)
      try FileWriter.write(
        [
          OutputFile(
            lab.clusterFile,
            .text(text),
            mode: .everyoneReads,
            replacement: .refuseExisting
          )
        ],
        context: context
      )
      output.isMade = true
      output.writtenCount = 1
    }
    output.warnings = try ClusterFile.read(lab.clusterFile, in: context).doubts
    output.check.fileCount = 1
    output.check.knownCount = 1
  }

  /// Makes a part of the tree, as `generate` makes the whole.
  private static func make(
    _ input: Input,
    in context: Context,
    _ output: inout Output
  ) throws {
    let (spec, _, text) = try ClusterFile.read(input.lab.clusterFile, in: context)
    guard let scope = input.step.kind.scopes?.scope else { return }
    let made = try GenerateCluster.run(
      GenerateCluster.Input(
        spec: spec,
        description: text,
        output: input.lab.tree,
        only: Lab.hosts(of: input.step.kind, in: spec).map(\.name.text),
        scope: scope,
        workers: input.workers
      ),
      in: context
    )
    output.isMade = made.isChanged
    output.writtenCount = made.added.count + made.changed.count
    output.warnings = made.warnings
  }

  /// Judges what is there, by what must be there after the step.
  private static func check(_ input: Input, in context: Context) throws -> VerifyFiles.Output {
    var judged = VerifyFiles.Input(
      paths: [input.lab.tree],
      cluster: input.lab.clusterFile,
      workers: input.workers
    )
    judged.parts = input.lab.parts(through: input.step)
    return try VerifyFiles.run(judged, in: context)
  }
}

extension Lab {
  /// Whether something of what a step makes is there.
  func isDone(_ kind: LabStep.Kind, in context: Context) throws -> Bool {
    guard let old = try TreeReader.ifThere(tree, context: context) else { return false }
    // Nobody but a machine's own step makes anything below its folder.
    return try artifacts(of: kind).contains { artifact, _ in
      if case .link = artifact.content { return false }
      return try old.oldContents(of: artifact.path) != nil
    }
  }

  /// What of the tree must be there after a step.
  func parts(through step: LabStep) -> [VerifyFiles.TreePart] {
    let done = steps.prefix { $0.number <= step.number }.map(\.kind)
    let machines = done.filter { $0.scopes?.scope == .everything }
    guard !machines.isEmpty else {
      return [VerifyFiles.TreePart(done.last { $0.scopes != nil }?.scopes?.scope ?? .authorities)]
    }
    let hosts = machines.flatMap { Lab.hosts(of: $0, in: spec) }.map(\.name.text)
    guard hosts.count < spec.hosts.count else { return [.whole] }
    return [VerifyFiles.TreePart(.credentials), VerifyFiles.TreePart(.everything, hosts: hosts)]
  }
}
