/// The files of an area that is to be judged, not read yet.
struct AreaSource: Sendable {
  /// Something to be read.
  enum Entry: Sendable {
    /// A file of a directory, and what its path is below of on the machine.
    case inTree(TreeReader, TreeEntry, shown: String, String?)
    /// A symbolic link in a directory.
    case link(TreeReader, TreeEntry, shown: String, String?)
    /// A file that was named.
    case loose(String)
  }

  let kind: AuditedArea.Kind
  /// The directory that holds it, as its user named it; nil for a heap.
  let root: String?
  private let context: Context
  private let alike: AlikeReader
  private let entries: @Sendable () throws -> [Entry]

  /// Creates an area of entries that are known.
  ///
  /// - Parameters:
  ///   - kind: what they have in common.
  ///   - root: the directory that holds it, as its user named it.
  ///   - entries: what is to be read.
  ///   - alike: reads what is alike in many places.
  ///   - context: the world.
  init(
    kind: AuditedArea.Kind,
    root: String? = nil,
    entries: [Entry],
    alike: AlikeReader,
    context: Context
  ) {
    self.kind = kind
    self.root = root
    self.context = context
    self.alike = alike
    self.entries = { entries }
  }

  /// Creates the area of a machine, which is not even listed yet.
  ///
  /// - Parameters:
  ///   - name: the machine's name.
  ///   - reader: the directory that holds it.
  ///   - path: where in it the machine's root is.
  ///   - shown: the directory as its user named it.
  ///   - alike: reads what is alike in many places.
  ///   - context: the world.
  init(
    machine name: String,
    _ reader: TreeReader,
    _ path: String,
    shown: String,
    alike: AlikeReader,
    _ context: Context
  ) {
    kind = .machine(name)
    root = shown
    self.context = context
    self.alike = alike
    entries = {
      var found: [Entry] = []
      for entry in try reader.entries(in: path) {
        try AuditSources.collect(entry, reader, shown, below: path, into: &found)
      }
      return found
    }
  }

  /// Whether it is a machine's.
  var isMachine: Bool { if case .machine = kind { true } else { false } }

  /// The path of a file below the directory that holds it.
  func relative(_ path: String) -> String {
    guard let root, !root.isEmpty else { return path }
    return String(path.dropFirst(root.count + 1))
  }

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - workers: how many threads work.
  ///   - isWanted: which files to read, by their paths in the area; by default
  ///     all. Files that were named by themselves are always read.
  /// - Returns: the area with what was read.
  /// - Throws: ``KTHWError`` for a file that cannot be read.
  func load(
    workers: Int,
    where isWanted: (String) -> Bool = { _ in true }
  ) throws -> AuditedArea {
    let entries = try entries().filter { entry in
      switch entry {
      case .inTree(_, let entry, _, _), .link(_, let entry, _, _): isWanted(entry.path)
      case .loose: true
      }
    }
    let loaded = Guarded([Loaded?](repeating: nil, count: entries.count))
    // Machines have few files each, and are counted themselves.
    let steps =
      isMachine ? nil : WorkSteps("read", of: entries.count, "files", in: context)
    try parallelEach(count: entries.count, workers: workers) { index in
      let result = try load(entries[index])
      loaded.withLock { $0[index] = result }
      steps?.advance()
    }
    var files: [AuditedFile] = []
    var links: [String: String] = [:]
    for result in loaded.withLock(\.self) {
      switch result {
      case .file(let file): files.append(file)
      case .link(let path, let target): links[path] = target
      case nil: break
      }
    }
    return AuditedArea(kind: kind, files: files, links: links)
  }

  private enum Loaded: Sendable {
    case file(AuditedFile)
    case link(String, String)
  }

  /// The most bytes that a file of a directory may have to be looked into.
  private static let sizeLimit = 16 << 20

  private func load(_ entry: Entry) throws -> Loaded? {
    switch entry {
    case .inTree(let reader, let entry, let shown, let root):
      let (recognized, oddity) = content(of: entry, reader, shown)
      var file = AuditedFile(
        path: shown,
        machinePath: machinePath(entry.path, root),
        permissions: entry.permissions.bits,
        recognized
      )
      file.oddity = oddity
      return .file(file)
    case .link(let reader, let entry, _, let root):
      guard let path = machinePath(entry.path, root),
        let target = try reader.oldLink(of: entry.path)
      else { return nil }
      return .link(path, target)
    case .loose(let path):
      let bytes = try InputFile.readSecret(path, context: context, allowStandardInput: true)
      let recognized = FileRecognition.recognized(bytes, path: path, alike: alike)
      var file = AuditedFile(
        path: path,
        machinePath: path.hasPrefix("/") ? path : nil,
        permissions: InputFile.permissions(of: path, context: context)?.bits ?? 0o600,
        recognized
      )
      file.oddity = AreaSource.oddity(of: bytes, recognized.content)
      return .file(file)
    }
  }

  /// What a file of a directory holds; others' files may not be readable.
  private func content(
    of entry: TreeEntry,
    _ reader: TreeReader,
    _ shown: String
  ) -> (FileRecognition.Recognized, PEMOddity?) {
    guard entry.size <= AreaSource.sizeLimit else { return ((.unknown, nil), nil) }
    do {
      guard let old = try reader.oldContents(of: entry.path) else { return ((.unknown, nil), nil) }
      let bytes = old.secret
      let recognized = FileRecognition.recognized(bytes, path: shown, alike: alike)
      return (recognized, AreaSource.oddity(of: bytes, recognized.content))
    } catch let error as KTHWError {
      return ((.unreadable(as: "a file", error), nil), nil)
    } catch {
      return ((.unknown, nil), nil)
    }
  }

  /// What is odd about the form of PEM.
  private static func oddity(of bytes: SecretBytes, _ content: AuditedContent) -> PEMOddity? {
    guard case .objects = content else { return nil }
    // DER has only one form.
    return bytes.withUnsafeBytes { $0.first == 0x30 ? nil : PEM.oddity(in: $0) }
  }

  /// Where a file of a tree is on its machine: for a machine's overlay the
  /// path below its root, for a heap where it lies here.
  private func machinePath(_ path: String, _ root: String?) -> String? {
    guard let root else { return nil }
    guard isMachine else { return TreePath.join(root, path) }
    return root.isEmpty ? "/" + path : String(path.dropFirst(root.count))
  }
}
