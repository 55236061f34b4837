/// Takes a cluster over that was built with other tools: infers its
/// description from its files, and puts its keys and certificates where
/// `generate` finds them.
///
/// No key is made and no certificate is signed here. What `generate` would
/// then make anew, and why, is told.
public enum AdoptCluster {
  /// What is to be taken over.
  public struct Input: Sendable {
    /// Files and directories of the cluster.
    public var paths: [String]
    /// A description to be used in place of an inferred one.
    public var cluster: String?
    /// The release of Kubernetes, which few files tell.
    public var kubernetesVersion: KubernetesVersion?
    /// The directory of the tree to begin; nil infers only.
    public var output: String?

    /// Creates an input.
    public init(
      paths: [String],
      cluster: String? = nil,
      kubernetesVersion: KubernetesVersion? = nil,
      output: String? = nil
    ) {
      self.paths = paths
      self.cluster = cluster
      self.kubernetesVersion = kubernetesVersion
      self.output = output
    }
  }

  /// What came of it.
  public struct Output: Sendable {
    /// The description.
    public var description: String
    /// What had to be assumed, what is missing.
    public var doubts: [Problem]
    /// The credentials that were taken over, or would be.
    public var adopted: [Adopted]
    /// Certificates that have no place in the cluster's description, and
    /// private keys that belong to none.
    public var leftBehind: [String]
    /// What `generate` would do next; nil where no tree was begun.
    public var next: GenerateCluster.Output?
  }

  /// A credential that was taken over.
  public struct Adopted: Hashable, Sendable {
    /// The name that it has in the tree.
    public var name: String
    /// The file that its certificate, or its bare key, comes from.
    public var source: String
    /// Whether its private key is there as well.
    public var hasKey: Bool
  }

  /// Takes a cluster over.
  ///
  /// - Parameters:
  ///   - input: what, and where to.
  ///   - context: the world.
  /// - Returns: what came of it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where the
  ///   output has something in it; for paths that cannot be read; and, where a
  ///   tree is to be begun, with everything that the description lacks.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let sources = try AuditSources(input.paths, context: context)
    let areas = try sources.areas.map { try $0.load(workers: Processors.available) }
    let inferred = try InferredCluster(areas, kubernetesVersion: input.kubernetesVersion)
    var text = Array(inferred.text.utf8)
    var doubts = inferred.doubts
    if let file = input.cluster {
      text = try InputFile.read(file, context: context, allowStandardInput: true)
      doubts = []
    }
    let spec: ClusterSpec
    do {
      spec = try ClusterSpec(reading: text, file: input.cluster ?? ClusterFile.defaultName)
    } catch let error as KTHWError {
      guard input.output == nil, input.cluster == nil else {
        throw error.hinting("mend the description, and say it with --cluster")
      }
      // Whoever mends the description is told what to mend.
      return Output(
        description: inferred.text,
        doubts: doubts + error.problems,
        adopted: [],
        leftBehind: []
      )
    }
    let match = CredentialMatch(FoundCredentials(areas), spec)
    var output = Output(
      description: String(decoding: text, as: UTF8.self),
      doubts: doubts,
      adopted: match.adopted,
      leftBehind: match.leftBehind
    )
    guard let directory = input.output else { return output }
    try begin(directory, match, areas, text, in: context)
    var next = GenerateCluster.Input(spec: spec, description: text, output: directory)
    next.mode = .dryRun
    output.next = try GenerateCluster.run(next, in: context)
    return output
  }

  /// Writes the tree's first files, as one transaction.
  private static func begin(
    _ directory: String,
    _ match: CredentialMatch,
    _ areas: [AuditedArea],
    _ text: [UInt8],
    in context: Context
  ) throws {
    // Before anything is locked or made, and again when nobody else can.
    try refuse(TreeReader.ifThere(directory, context: context), named: directory)
    let transaction = try TreeTransaction.begin(at: directory, context: context)
    do {
      try refuse(transaction.old, named: directory)
      let description = ClusterPlan.description
      try transaction.write(
        description.path,
        .bytes(text),
        permissions: .exactly(description.permissions)
      )
      for pair in match.pairs {
        if let certificate = pair.certificate {
          let pem = PEM.encode(certificate.der, label: "CERTIFICATE")
          try transaction.write(
            pair.credential.certificatePath,
            .text(pem),
            permissions: .everyoneReads
          )
        }
        if let key = try pair.key?.load(in: context) {
          try transaction.write(pair.credential.keyPath, .secret(key), permissions: .ownerOnly)
        }
      }
      if let file = encryptionFile(in: areas) {
        let bytes = try InputFile.readSecret(file, context: context)
        try transaction.write(
          ClusterPlan.encryptionPath,
          .secret(bytes),
          permissions: .ownerOnly
        )
      }
      try transaction.commit()
    } catch {
      transaction.abandon()
      throw error
    }
  }

  private static func refuse(_ there: TreeReader?, named directory: String) throws {
    guard let there, try there.isMarked || !there.entries().isEmpty else { return }
    throw KTHWError(
      .alreadyExists,
      "has something in it",
      at: .file(directory),
      hint: "name a directory that is not there yet"
    )
  }

  private static func encryptionFile(in areas: [AuditedArea]) -> String? {
    areas.lazy.flatMap(\.files).first { file in
      if case .encryption = file.content { true } else { false }
    }?.path
  }
}
