/// Writes a kubeconfig of its own for every context.
public enum SplitKubeconfig {
  /// What to split, and where the files go.
  public struct Input: Hashable, Sendable {
    /// The contexts; none stands for all of them.
    public var contexts: [String]
    /// The directory for the files, which must exist.
    public var directory: String
    /// The one file to read; nil leaves it to `KUBECONFIG` and `HOME`.
    public var kubeconfig: String?

    /// Creates an input.
    public init(contexts: [String] = [], directory: String = ".", kubeconfig: String? = nil) {
      self.contexts = contexts
      self.directory = directory
      self.kubeconfig = kubeconfig
    }
  }

  /// Writes the files, or none of them where one cannot be.
  ///
  /// Each has one context, its cluster and its user, and certificates and
  /// keys inside.
  ///
  /// - Returns: the files, in the order of the contexts.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where a file
  ///   is there, with ``KTHWError/Code/notFound`` where a context refers to
  ///   nothing; what reading and writing throw.
  public static func run(_ input: Input, in context: Context) throws -> [String] {
    let files = try KubeconfigFiles(explicit: input.kubeconfig, context: context)
    let merged = try files.loadPresent().merged
    let names = input.contexts.isEmpty ? merged.contexts.names : input.contexts
    guard !names.isEmpty else {
      throw KTHWError(.notFound, "the kubeconfig has no context")
    }
    let directory = try WorkingDirectory.path(context)
    var problems = Problems()
    var outputs: [OutputFile] = []
    for name in names {
      let output = try problems.collect {
        let single = try merged.extracting(contexts: [name]).flattened(directory: directory) {
          try InputFile.read($0, context: context)
        }
        return OutputFile(
          path(of: name, in: input.directory),
          .secret(try single.yaml()),
          mode: .ownerOnly,
          replacement: .refuseExisting
        )
      }
      if let output { outputs.append(output) }
    }
    try problems.throwIfAny()
    try FileWriter.write(outputs, context: context)
    return outputs.map(\.path)
  }

  /// A file's path; what does not belong into a file name becomes `_`.
  private static func path(of context: String, in directory: String) -> String {
    var name = ""
    for scalar in context.unicodeScalars {
      let isPlain = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      let isKept = isPlain || "-_.@:+".unicodeScalars.contains(scalar)
      name.unicodeScalars.append(isKept ? scalar : "_")
    }
    // No hidden file, and no step upwards.
    if name.isEmpty || name.hasPrefix(".") { name = "_" + name }
    let prefix = directory == "." ? "" : directory + "/"
    return prefix + name + ".kubeconfig"
  }
}
