/// Reads the kubeconfig that a program would use, merged from its files.
public enum LoadKubeconfig {
  /// Which files are read.
  public struct Input: Hashable, Sendable {
    /// The one file to read; nil leaves it to `KUBECONFIG` and `HOME`.
    public var kubeconfig: String?

    /// Creates an input.
    public init(kubeconfig: String? = nil) {
      self.kubeconfig = kubeconfig
    }
  }

  /// Reads the files; those that are missing are empty.
  ///
  /// - Throws: ``KTHWError`` with a problem for every file that cannot be read.
  public static func run(_ input: Input, in context: Context) throws -> LoadedKubeconfig {
    try KubeconfigFiles(explicit: input.kubeconfig, context: context).load()
  }
}
