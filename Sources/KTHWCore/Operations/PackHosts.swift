/// Packs what machines get for the programs that bring it there.
public enum PackHosts {
  /// In which form.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// An archive for each machine, to be unpacked at its root.
    case tar
    /// User-data for cloud-init, for each machine.
    case cloudInit = "cloud-init"
    /// An inventory of all machines and a playbook for Ansible.
    case ansible

    /// The name of a machine's file.
    func fileName(of host: String) -> String {
      switch self {
      case .tar: host + ".tar.gz"
      case .cloudInit: host + ".user-data.yaml"
      case .ansible: host
      }
    }

    /// The machine that something in an output directory was made for; nil for
    /// what was made for none.
    func host(of entry: TreeEntry) -> String? {
      let (directory, name) = TreePath.split(entry.path)
      guard directory == (self == .ansible ? "hosts" : ""),
        entry.kind == (self == .ansible ? .directory : .file)
      else { return nil }
      let ending = fileName(of: "")
      guard name.utf8.count > ending.utf8.count, name.hasSuffix(ending) else { return nil }
      return (try? NodeName(String(name.dropLast(ending.count))))?.text
    }

    /// The directory that the files go to where none is said.
    public var defaultOutput: String {
      switch self {
      case .tar: "bundles"
      case .cloudInit: "cloud-init"
      case .ansible: "ansible"
      }
    }
  }

  /// What to pack.
  public struct Input: Sendable {
    /// The directory of a tree that generate made.
    public var tree: String
    /// The machines; none stands for all of them.
    public var hosts: [String]
    /// In which form.
    public var format: Format
    /// The directory that the files go to.
    public var output: String
    /// How many threads work.
    public var workers: Int

    /// Creates an input.
    public init(
      tree: String = "out",
      hosts: [String] = [],
      format: Format = .tar,
      output: String? = nil,
      workers: Int = Processors.available
    ) {
      self.tree = tree
      self.hosts = hosts
      self.format = format
      self.output = output ?? format.defaultOutput
      self.workers = workers
    }
  }

  /// What was packed.
  public struct Output: Sendable {
    /// A machine's file.
    public struct File: Hashable, Sendable {
      /// The machine.
      public let host: String
      /// The path of the file in the output directory.
      public let path: String
      /// How many bytes it has.
      public let size: Int
    }

    /// The machines' files, in the order of the machines' names.
    public var files: [File] = []
    /// How many files were written, because they were not there or not the same.
    public var writtenCount = 0
    /// Files of machines that are no more, which were taken away.
    public var removed: [String] = []

    /// The most bytes of user-data that Amazon EC2 takes.
    public static let userDataLimit = 16_384
  }

  /// Packs machines, and replaces the output directory by what it should be,
  /// at once.
  ///
  /// Files that are the same stay as they are.
  ///
  /// - Parameters:
  ///   - input: what to pack.
  ///   - context: the world.
  /// - Returns: what was packed.
  /// - Throws: ``KTHWError`` for machines that are not in the tree, files that
  ///   cannot be packed or written, and where the run is interrupted.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let source = try PackingSource(input.tree, context)
    let hosts = try source.chosen(input.hosts)
    guard input.hosts.isEmpty || input.format != .ansible else {
      throw KTHWError(.usage, "Ansible's inventory has all hosts; choose with its own --limit")
    }
    let files = try PackedFiles(input, source, context)
    return try PackingRun(input, hosts, files, source, context).output()
  }

  /// Packs one machine and gives the bytes back.
  ///
  /// - Parameters:
  ///   - input: one machine, and the form; the output directory is left alone.
  ///   - context: the world.
  /// - Returns: the archive or the user-data.
  /// - Throws: ``KTHWError``, as ``run(_:in:)``.
  public static func bytes(_ input: Input, in context: Context) throws -> SecretBytes {
    let source = try PackingSource(input.tree, context)
    let hosts = try source.chosen(input.hosts)
    guard hosts.count == 1, input.format != .ansible else {
      throw KTHWError(.usage, "only one host's file can go to standard output")
    }
    let files = try PackedFiles(input, source, context).files(of: source.overlay(of: hosts[0]))
    return OldFile(contents: files[0].contents, permissions: files[0].mode).secret
  }
}
