/// Makes one kubeconfig of several.
public enum MergeKubeconfigs {
  /// What to merge, and how.
  public struct Input: Hashable, Sendable {
    /// The files, the most important one first.
    public var files: [String]
    /// What happens where two files have different entries of one name.
    public var collisions: CollisionPolicy
    /// Whether certificates and keys are taken in, so that the result needs
    /// no other file.
    public var embeds: Bool
    /// The file to write, which must not be there; nil only gives the
    /// kubeconfig back.
    public var output: String?

    /// Creates an input.
    public init(
      files: [String],
      collisions: CollisionPolicy = .fail,
      embeds: Bool = false,
      output: String? = nil
    ) {
      self.files = files
      self.collisions = collisions
      self.embeds = embeds
      self.output = output
    }
  }

  /// Merges the files.
  ///
  /// Paths of certificates, tokens and programs are made absolute, so that
  /// they still lead where they led. Entries that have to be renamed get
  /// their file's name behind their own.
  /// - Returns: the merged kubeconfig, and what was done.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where names
  ///   collide or the output is there; what reading and writing throw.
  public static func run(
    _ input: Input,
    in context: Context
  ) throws -> Kubeconfig.MergeOutcome {
    var problems = Problems()
    let parts = try input.files.compactMap { file in
      try problems.collect { (file, try kubeconfig(file, input, context)) }
    }
    try problems.throwIfAny()
    var merged = Kubeconfig.MergeOutcome(kubeconfig: Kubeconfig())
    for (file, part) in parts {
      let added = try problems.collect {
        do {
          return try merged.kubeconfig.merged(
            with: part,
            onCollision: input.collisions,
            suffix: "-" + shortName(of: file)
          )
        } catch let error as KTHWError {
          throw error.inFile(file)
        }
      }
      if let added {
        merged.kubeconfig = added.kubeconfig
        merged.actions += added.actions.map { "\(file): \($0)" }
      }
    }
    try problems.throwIfAny()
    if let output = input.output {
      let file = OutputFile(
        output,
        .secret(try merged.kubeconfig.yaml()),
        mode: .ownerOnly,
        replacement: .refuseExisting
      )
      try FileWriter.write([file], context: context)
    }
    return merged
  }

  private static func kubeconfig(
    _ file: String,
    _ input: Input,
    _ context: Context
  ) throws -> Kubeconfig {
    let bytes = try InputFile.read(file, context: context, allowStandardInput: true)
    let directory = try WorkingDirectory.path(context)
    var kubeconfig = try Kubeconfig(reading: bytes, file: file)
    if input.embeds {
      kubeconfig = try kubeconfig.flattened(directory: directory) {
        try InputFile.read($0, context: context)
      }
    }
    return kubeconfig.withAbsolutePaths(file: file, directory: directory)
  }

  /// A file's name without its directory and its last ending.
  private static func shortName(of file: String) -> String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}

extension Kubeconfig {
  /// The kubeconfig with paths that lead to the same files from anywhere.
  fileprivate func withAbsolutePaths(file: String, directory: String) -> Kubeconfig {
    func resolve(_ path: inout String) {
      path = KubeconfigPath.resolved(path, inKubeconfig: file, directory: directory)
    }
    var moved = self
    moved.clusters = clusters.mapValues { cluster in
      var cluster = cluster
      resolve(&cluster.certificateAuthority)
      return cluster
    }
    moved.users = users.mapValues { user in
      var user = user
      resolve(&user.clientCertificate)
      resolve(&user.clientKey)
      resolve(&user.tokenFile)
      // A bare word is looked up in PATH.
      if var exec = user.exec, exec.command.utf8.contains(UInt8(ascii: "/")) {
        resolve(&exec.command)
        user.exec = exec
      }
      return user
    }
    return moved
  }
}
