/// Which files a kubeconfig comes from, by kubectl's loading rules.
///
/// Nothing here looks at the disk: who asks says what exists and what is in
/// it.
///
/// Source: Kubernetes, "Organizing Cluster Access Using kubeconfig Files".
public struct KubeconfigSources: Hashable, Sendable {
  /// The files as they were named, the most important one first; an empty
  /// name is never read.
  public let files: [String]
  /// Whether `--kubeconfig` named the one file.
  public let isExplicit: Bool
  /// Whether the files come from `$HOME`, because nothing named them.
  public let isImplicit: Bool

  /// Finds the files.
  ///
  /// - Parameters:
  ///   - explicit: what `--kubeconfig` names; it is never divided, and an
  ///     empty name is none.
  ///   - environment: `$KUBECONFIG`, a list divided at its colons.
  ///   - home: `$HOME`; without it the default file is relative.
  public init(explicit: String? = nil, environment: String? = nil, home: String? = nil) {
    isExplicit = explicit?.isEmpty == false
    isImplicit = !isExplicit && environment?.isEmpty != false
    if let explicit, !explicit.isEmpty {
      files = [explicit]
    } else if let environment, !environment.isEmpty {
      var seen: Set<KeyBytes> = []
      files = environment.split(separator: ":", omittingEmptySubsequences: false)
        .map(String.init).filter { seen.insert(KeyBytes(text: $0)).inserted }
    } else {
      let folder = home.flatMap { $0.isEmpty ? nil : $0 + "/" } ?? ""
      files = [KubeconfigPath.cleaned(folder + ".kube/config")]
    }
  }

  /// The file that new entries go to and that messages name.
  ///
  /// - Parameter exists: whether there is something at a path.
  /// - Returns: the only file, else the first that exists, else the last.
  public func defaultFile(exists: (String) -> Bool) -> String {
    guard files.count > 1 else { return files.first ?? "" }
    return files.first { !$0.isEmpty && exists($0) } ?? files.last ?? ""
  }

  /// Reads the files and merges them.
  ///
  /// - Parameters:
  ///   - limits: how much of a file is read before it is refused.
  ///   - contents: gives a file's bytes, or nil where there is no such file.
  /// - Returns: each file's kubeconfig, and all of them merged.
  /// - Throws: ``KTHWError`` with a problem for every file that cannot be
  ///   read; what else `contents` throws.
  public func load(
    limits: ReadingLimits = ReadingLimits(),
    contents: (String) throws -> [UInt8]?
  ) throws -> LoadedKubeconfig {
    var problems = Problems()
    var loaded: [LoadedKubeconfig.File] = []
    for file in files where !file.isEmpty {
      let kubeconfig = try problems.collect {
        do {
          guard let bytes = try contents(file) else { return Kubeconfig?.none }
          return try Kubeconfig(reading: bytes, file: file, limits: limits)
        } catch let error as KTHWError {
          throw KubeconfigSources.failure(error, loading: file)
        }
      }
      loaded.append(LoadedKubeconfig.File(name: file, kubeconfig: kubeconfig.flatMap { $0 }))
    }
    try problems.throwIfAny()
    return LoadedKubeconfig(
      sources: self,
      files: loaded,
      defaultFile: defaultFile { name in
        loaded.contains { $0.name.hasSameBytes(as: name) && $0.kubeconfig != nil }
      }
    )
  }

  /// An error with kubectl's words about the file around its own.
  static func failure(_ error: KTHWError, loading file: String) -> KTHWError {
    let problems = error.problems.map { problem in
      var problem = problem.inFile(file)
      let reason = problem.peerWords?.text ?? problem.message
      // Where even looking for the file fails, kubectl says no more than that.
      guard !reason.hasPrefix("stat ") else { return problem }
      problem.peerWords = PeerWords("error loading config file \"\(file)\": \(reason)")
      return problem
    }
    return KTHWError(problems) ?? error
  }
}

/// Kubeconfigs as they were loaded, apart and merged.
public struct LoadedKubeconfig: Hashable, Sendable {
  /// Where they come from.
  public var sources: KubeconfigSources
  /// The files, the most important one first.
  public var files: [File]
  /// The file that new entries go to and that messages name.
  public var defaultFile: String
  /// What all files say together.
  public var merged: Kubeconfig

  /// A file and what it says.
  public struct File: Hashable, Sendable {
    /// The file as it was named.
    public var name: String
    /// What it says, or nil where there is no such file.
    public var kubeconfig: Kubeconfig?

    /// Creates a file.
    public init(name: String, kubeconfig: Kubeconfig?) {
      self.name = name
      self.kubeconfig = kubeconfig
    }
  }

  /// Merges files.
  ///
  /// - Parameters:
  ///   - sources: where they come from.
  ///   - files: the files, the most important one first.
  ///   - defaultFile: the file that new entries go to.
  public init(sources: KubeconfigSources, files: [File], defaultFile: String) {
    self.sources = sources
    self.files = files
    self.defaultFile = defaultFile
    merged = Kubeconfig(merging: files.compactMap(\.kubeconfig))
  }
}

extension Kubeconfig {
  /// What several kubeconfigs say together, as kubectl merges them.
  ///
  /// Of stanzas with one name the first wins as a whole; nothing of the
  /// others goes into it. The first current context that is not empty wins.
  /// - Parameter kubeconfigs: the kubeconfigs, the most important one first.
  public init(merging kubeconfigs: [Kubeconfig]) {
    self.init()
    for kubeconfig in kubeconfigs.reversed() {
      clusters.replace(with: kubeconfig.clusters)
      users.replace(with: kubeconfig.users)
      contexts.replace(with: kubeconfig.contexts)
      extensions.replace(with: kubeconfig.extensions)
      preferences.extensions.replace(with: kubeconfig.preferences.extensions)
      preferences.colors = preferences.colors || kubeconfig.preferences.colors
      if !kubeconfig.currentContext.isEmpty { currentContext = kubeconfig.currentContext }
    }
  }
}

extension KubeconfigEntries {
  /// Takes others in; where a name is known, theirs wins.
  mutating func replace(with others: KubeconfigEntries) {
    guard !isEmpty else {
      self = others
      return
    }
    self = KubeconfigEntries(Array(self) + Array(others))
  }
}
