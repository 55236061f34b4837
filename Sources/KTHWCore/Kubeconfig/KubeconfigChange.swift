/// What an edit means for the files that a kubeconfig comes from.
///
/// As in kubectl, only what is different is written, and each stanza goes to
/// the file that it came from; a new one goes to the default file. A file
/// that nothing changes in is not written at all, so that its comments stay.
///
/// ```swift
/// let loaded = try sources.load { try read($0) }
/// let edited = try edit.applied(to: loaded.merged)
/// for file in try KubeconfigChange(from: loaded, to: edited).files {
///   write(try file.kubeconfig.yaml(), to: file.name)
/// }
/// ```
public struct KubeconfigChange: Hashable, Sendable {
  /// The files to write, in the order in which kubectl first writes them.
  public let files: [File]

  /// A file to write as a whole.
  public struct File: Hashable, Sendable {
    /// The file's name.
    public var name: String
    /// What it is to say.
    public var kubeconfig: Kubeconfig
  }

  /// Compares what was loaded with what is wanted.
  ///
  /// - Parameters:
  ///   - loaded: the files before.
  ///   - edited: the merged kubeconfig as it is to be.
  ///   - directory: where relative names of files start, for edits whose
  ///     ``KubeconfigEdit/relativizesPaths`` is true; nil leaves the paths in
  ///     stanzas as they are.
  ///   - readFile: gives a file that `loaded` does not know: one that a
  ///     stanza's origin was set to.
  /// - Throws: ``KTHWError`` where there is no file to write to; what
  ///   `readFile` throws.
  public init(
    from loaded: LoadedKubeconfig,
    to edited: Kubeconfig,
    relativizingPathsIn directory: String? = nil,
    readFile: (String) throws -> Kubeconfig? = { _ in nil }
  ) throws {
    let before = loaded.merged
    self.files = try withoutActuallyEscaping(readFile) { readFile in
      var files = ChangedFiles(loaded: loaded, directoryOfPaths: directory, readFile: readFile)
      try files.changeCurrentContext(from: before.currentContext, to: edited.currentContext)
      if edited.preferences.isRewritten || edited.preferences != before.preferences {
        try files.changePreferences(to: edited.preferences)
      }
      try files.change(from: before.clusters, to: edited.clusters, \.clusters)
      try files.change(from: before.contexts, to: edited.contexts, \.contexts)
      try files.change(from: before.users, to: edited.users, \.users)
      try files.delete(from: before.clusters, to: edited.clusters, \.clusters)
      try files.delete(from: before.contexts, to: edited.contexts, \.contexts)
      try files.delete(from: before.users, to: edited.users, \.users)
      return files.written
    }
  }
}

/// The files that change, as they come to light.
private struct ChangedFiles {
  let loaded: LoadedKubeconfig
  let directoryOfPaths: String?
  let readFile: (String) throws -> Kubeconfig?
  private(set) var written: [KubeconfigChange.File] = []

  init(
    loaded: LoadedKubeconfig,
    directoryOfPaths: String?,
    readFile: @escaping (String) throws -> Kubeconfig?
  ) {
    self.loaded = loaded
    self.directoryOfPaths = directoryOfPaths
    self.readFile = readFile
  }

  mutating func changeCurrentContext(from old: String, to new: String) throws {
    guard !old.hasSameBytes(as: new) else { return }
    if loaded.sources.isExplicit || !new.isEmpty {
      return try rewrite(loaded.defaultFile) { $0.currentContext = new }
    }
    // The first file that says one is cleared; what a later one says shows then.
    guard let file = loaded.files.first(where: { $0.kubeconfig?.currentContext.isEmpty == false })
    else { return }
    try rewrite(file.name) { $0.currentContext = "" }
  }

  mutating func changePreferences(to new: KubeconfigPreferences) throws {
    let first = try loaded.sources.files.first { file in
      try loaded.sources.isExplicit || new.isRewritten || read(file).preferences != new
    }
    guard let first else { return }
    try rewrite(first) { kubeconfig in
      kubeconfig.preferences = new
      kubeconfig.preferences.isRewritten = false
    }
  }

  /// Writes the stanzas that are new or different.
  mutating func change<Stanza: KubeconfigStanza>(
    from old: KubeconfigEntries<Stanza>,
    to new: KubeconfigEntries<Stanza>,
    _ entries: WritableKeyPath<Kubeconfig, KubeconfigEntries<Stanza>>
  ) throws {
    let directory = directoryOfPaths
    for (name, stanza) in new {
      if let known = old[name], !stanza.isDifferent(from: known) { continue }
      let file = destination(of: stanza)
      if file.isEmpty, directory != nil {
        throw ChangedFiles.noFile("no location of origin for " + stanza.nameWithoutOrigin)
      }
      try rewrite(file) { kubeconfig in
        var stanza = stanza
        stanza.origin = file
        stanza.isRewritten = false
        if let directory {
          stanza.storePaths(inKubeconfig: file, directory: directory)
        }
        kubeconfig[keyPath: entries][name] = stanza
      }
    }
  }

  /// Takes away the stanzas that are gone, from the file that they came from;
  /// one of the same name in a later file shows then.
  mutating func delete<Stanza: KubeconfigStanza>(
    from old: KubeconfigEntries<Stanza>,
    to new: KubeconfigEntries<Stanza>,
    _ entries: WritableKeyPath<Kubeconfig, KubeconfigEntries<Stanza>>
  ) throws {
    for (name, stanza) in old where !new.contains(name: name) {
      try rewrite(destination(of: stanza)) { $0[keyPath: entries][name] = nil }
    }
  }

  private func destination(of stanza: some KubeconfigStanza) -> String {
    guard let origin = stanza.origin, !origin.isEmpty else { return loaded.defaultFile }
    return origin
  }

  private mutating func rewrite(_ name: String, _ change: (inout Kubeconfig) -> Void) throws {
    guard !name.isEmpty else {
      throw ChangedFiles.noFile("open : no such file or directory")
    }
    if let index = written.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
      return change(&written[index].kubeconfig)
    }
    var kubeconfig = try read(name)
    change(&kubeconfig)
    written.append(KubeconfigChange.File(name: name, kubeconfig: kubeconfig))
  }

  private static func noFile(_ words: String) -> KTHWError {
    KTHWError(
      .notFound,
      "the list of kubeconfigs names no file to write to",
      hint: "set KUBECONFIG to a file's name, or unset it",
      peerWords: PeerWords(words)
    )
  }

  /// A file as it is now; one that does not exist is empty.
  private func read(_ name: String) throws -> Kubeconfig {
    if let file = written.first(where: { $0.name.hasSameBytes(as: name) }) {
      return file.kubeconfig
    }
    if let file = loaded.files.first(where: { $0.name.hasSameBytes(as: name) }) {
      return file.kubeconfig ?? Kubeconfig()
    }
    return name.isEmpty ? Kubeconfig() : try readFile(name) ?? Kubeconfig()
  }
}

extension KubeconfigStanza {
  /// What kubectl calls a stanza whose file it does not know.
  fileprivate var nameWithoutOrigin: String { (self as? KubeconfigCluster)?.server ?? "" }

  /// Whether kubectl sees a difference and writes.
  fileprivate func isDifferent(from other: Self) -> Bool {
    isRewritten || tree != other.tree || (origin ?? "") != (other.origin ?? "")
  }
}
