#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The disk side of a kubeconfig: which files, what they hold, writing them.
struct KubeconfigFiles {
  let sources: KubeconfigSources
  let context: Context

  /// Finds the files, and brings a file of kubectl's first days to its
  /// present name.
  ///
  /// - Parameters:
  ///   - explicit: what `--kubeconfig` names.
  ///   - context: holds `KUBECONFIG`, `HOME` and where relative paths start.
  /// - Throws: ``KTHWError`` where that old file cannot be copied.
  init(explicit: String?, context: Context) throws {
    let home = context.environment("HOME")
    sources = KubeconfigSources(
      explicit: explicit,
      environment: context.environment("KUBECONFIG"),
      home: home
    )
    self.context = context
    try KubeconfigFiles.migrate(home: home ?? "", context)
  }

  /// Reads and merges the files; those that are missing are empty.
  ///
  /// - Throws: ``KTHWError`` with a problem for every file that cannot be read.
  func load() throws -> LoadedKubeconfig {
    try sources.load { try contents(of: $0) }
  }

  /// Reads and merges the files, at least one of which must be there.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where none is;
  ///   as ``load()``.
  func loadPresent() throws -> LoadedKubeconfig {
    let loaded = try load()
    guard !loaded.files.contains(where: { $0.kubeconfig != nil }) else { return loaded }
    throw KTHWError(
      .notFound,
      "there is no kubeconfig",
      at: .file(sources.files.joined(separator: ":")),
      hint: "name one with --kubeconfig, or put its name into KUBECONFIG"
    )
  }

  /// Reads a single file, which may be missing.
  func load(file: String) throws -> Kubeconfig? {
    try contents(of: file).map { try Kubeconfig(reading: $0, file: file) }
  }

  /// Writes files, each of them whole or not at all.
  ///
  /// - Throws: ``KTHWError``, before anything is written where a text cannot
  ///   be put into YAML.
  func write(_ change: KubeconfigChange) throws {
    let texts = try change.files.map { (name: $0.name, text: try $0.kubeconfig.yaml()) }
    for (name, text) in texts { try ContentsWriter.replace(name, with: text, context: context) }
  }

  private func contents(of file: String) throws -> [UInt8]? {
    do {
      return try InputFile.read(file, context: context)
    } catch let error as KTHWError where error.code == .notFound {
      return nil
    }
  }

  /// Copies `.kube/.kubeconfig` to `.kube/config` where the latter is missing.
  private static func migrate(home: String, _ context: Context) throws {
    let folder = home.isEmpty ? ".kube" : KubeconfigPath.cleaned(home + "/.kube")
    let old = folder + "/.kubeconfig"
    let new = folder + "/config"
    var facts = stat()
    guard stat(context.resolved(old), &facts) == 0 else { return }
    let isDirectory = facts.st_mode & S_IFMT == S_IFDIR
    guard stat(context.resolved(new), &facts) != 0, errno == ENOENT else { return }
    guard !isDirectory else {
      throw KTHWError(
        .invalidName,
        "is a directory, and a file of an old kubectl was expected",
        at: .file(old),
        hint: "move it away",
        peerWords: PeerWords("cannot migrate \(old) to \(new) because it is a directory")
      )
    }
    // What a killed run left is cleared away with the lock, and of several
    // runs at once only the first copies.
    let lock = try LinkTarget(context.resolved(new)).realDirectory.map { directory in
      let deadline = Deadline(after: DirectoryLock.defaultPatience)
      return try DirectoryLock(directory, shownAs: folder, until: deadline)
    }
    try withExtendedLifetime(lock) {
      guard stat(context.resolved(new), &facts) != 0, errno == ENOENT else { return }
      let contents = try InputFile.readSecret(old, context: context)
      try ContentsWriter.replace(new, with: contents, context: context)
    }
  }
}
