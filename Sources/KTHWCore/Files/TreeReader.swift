#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads a tree that may be there from an earlier run, and changes nothing.
///
/// Directories are opened relative to each other and links are not followed.
/// Whoever reads while another run commits goes on reading the old tree,
/// whole, until that run has removed it. Several threads may read at once.
public struct TreeReader: Sendable {
  /// The most bytes that a file of a tree may have: 64 MiB.
  public static let fileLimit = InputFile.defaultLimit

  let directories: TreeDirectories

  /// Opens a tree.
  ///
  /// - Parameters:
  ///   - path: the directory; a symbolic link to one is followed if it is the
  ///     user's own or root's.
  ///   - context: says where relative paths start.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where there is
  ///   none, or with ``KTHWError/Code/inputOutput``.
  public init(_ path: String, context: Context = .system) throws {
    guard let reader = try TreeReader.ifThere(path, context: context) else {
      throw SystemError(ENOENT).during("open", path)
    }
    self = reader
  }

  /// Opens a tree, or answers nil where nothing has that name.
  ///
  /// - Parameters:
  ///   - path: the directory.
  ///   - context: says where relative paths start.
  /// - Returns: the reader.
  /// - Throws: ``KTHWError``, as ``init(_:context:)``.
  public static func ifThere(
    _ path: String,
    context: Context = .system
  ) throws -> TreeReader? {
    let place: TreePlace
    do {
      place = try TreePlace(path, context)
    } catch let error as KTHWError where error.code == .notFound {
      return nil
    }
    guard let root = try place.openTree() ?? place.openTreeSetAside() ?? place.openTree() else {
      return nil
    }
    return TreeReader(root, shownAs: path)
  }

  init(_ root: OpenDirectory, shownAs shown: String) {
    directories = TreeDirectories(root, shownAs: shown)
  }

  /// Whether this is still the tree that another reader reads, rather than
  /// one that replaced it.
  public func isSameTree(as other: TreeReader) -> Bool {
    directories.root.identity == other.directories.root.identity
  }

  /// Whether a run of ours made the tree, which it marks with a file.
  public var isMarked: Bool { TreeMarker.isIn(directories.root) }

  /// Reads a file.
  ///
  /// - Parameter relativePath: its path in the tree, such as `pki/ca.pem`.
  /// - Returns: the file, or nil where there is none.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a path
  ///   that leads out of the tree, ``KTHWError/Code/inputOutput`` for links,
  ///   directories, pipes and devices, or ``KTHWError/Code/limitExceeded``.
  public func oldContents(of relativePath: String) throws -> OldFile? {
    let path = try TreePath(relativePath)
    guard let directory = try directories.existing(path.directory) else { return nil }
    return try oldFile(path.name, in: directory, shownAs: directories.shown(path.text))
  }

  private func oldFile(
    _ name: String,
    in directory: OpenDirectory,
    shownAs shown: String
  ) throws -> OldFile? {
    let descriptor: Int32
    do {
      // Not waiting for a pipe's other end: that may never come.
      let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
      descriptor = try SystemError.retrying { openat(directory.descriptor, name, flags) }
    } catch {
      if error.number == ENOENT { return nil }
      guard error.number == ELOOP || error.number == EMLINK else {
        throw error.during("open", shown)
      }
      throw KTHWError(
        .inputOutput,
        "is a symbolic link, and a file is expected",
        at: .file(shown),
        hint: "remove the link"
      )
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw SystemError.last.during("open", shown) }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw KTHWError(
        .inputOutput,
        "is a directory, a pipe or a device, and a file is expected",
        at: .file(shown),
        hint: "move it away"
      )
    }
    let isSecret = facts.st_mode & S_IROTH == 0
    let buffer = try OpenInput(borrowing: descriptor, name: shown)
      .contents(TreeReader.fileLimit, isSecret: isSecret)
    return OldFile(
      contents: buffer.withUnsafeBytes {
        isSecret ? .secret(SecretBytes(copying: $0)) : .bytes(Array($0))
      },
      permissions: FileMode(facts)
    )
  }

  /// Reads a symbolic link.
  ///
  /// - Parameter relativePath: its path in the tree.
  /// - Returns: what the link says; nil where there is no link of that name.
  /// - Throws: ``KTHWError``.
  public func oldLink(of relativePath: String) throws -> String? {
    let path = try TreePath(relativePath)
    guard let directory = try directories.existing(path.directory) else { return nil }
    do {
      return try directory.linkTarget(path.name)
    } catch {
      throw error.during("read", directories.shown(path.text))
    }
  }
}

// MARK: - Listing

extension TreeReader {
  /// Lists one directory, sorted by the bytes of the names.
  ///
  /// The file by which trees are known is not listed.
  ///
  /// - Parameter relativePath: the directory; empty is the tree itself.
  /// - Returns: what is in it; nothing where there is no such directory.
  /// - Throws: ``KTHWError``, also for a name that is not UTF-8.
  public func entries(in relativePath: String = "") throws -> [TreeEntry] {
    if !relativePath.isEmpty { _ = try TreePath(relativePath) }
    guard let directory = try directories.existing(relativePath) else { return [] }
    return try names(in: directory, relativePath).compactMap { name in
      try entry(name, in: directory, relativePath)
    }
  }

  private func names(in directory: OpenDirectory, _ relativePath: String) throws -> [String] {
    do {
      return try directory.names().sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw error.during("read", directories.shown(relativePath))
    }
  }

  /// What has a name; nil for the file by which trees are known, and for what
  /// has gone meanwhile.
  private func entry(
    _ name: String,
    in directory: OpenDirectory,
    _ relativePath: String
  ) throws -> TreeEntry? {
    let path = TreePath.join(relativePath, name)
    guard path != TreeMarker.name else { return nil }
    do {
      if let facts = try directory.facts(of: name) { return TreeEntry(path, facts) }
    } catch {
      throw error.during("read", directories.shown(relativePath))
    }
    // A name of other bytes was read as one with this in it.
    guard name.unicodeScalars.contains("\u{FFFD}") else { return nil }
    throw KTHWError(
      .invalidName,
      "has a name that is not UTF-8",
      at: .file(directories.shown(path)),
      hint: "rename it, or move it away"
    )
  }

  /// Visits everything, each directory before what is in it, sorted by the
  /// bytes of the names; no more than the names of each level are held.
  ///
  /// - Parameters:
  ///   - relativePath: where to begin; empty is the tree itself.
  ///   - body: gets each entry; whether it wants to see what is in a
  ///     directory.
  /// - Throws: ``KTHWError``, and what `body` throws.
  public func visit(
    below relativePath: String = "",
    _ body: (TreeEntry) throws -> Bool
  ) throws {
    if !relativePath.isEmpty { _ = try TreePath(relativePath) }
    guard let directory = try directories.existing(relativePath) else { return }
    // Of many thousands of files only the names are held.
    for name in try names(in: directory, relativePath) {
      guard let entry = try entry(name, in: directory, relativePath) else { continue }
      if try body(entry), entry.kind == .directory {
        try visit(below: entry.path, body)
      }
    }
  }
}

extension TreeEntry {
  fileprivate init(_ path: String, _ facts: stat) {
    self.path = path
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    permissions = FileMode(facts)
    size = Int(facts.st_size)
    identity = OpenDirectory.Identity(facts)
  }
}

extension FileMode {
  /// The permissions of something that is there.
  init(_ facts: stat) {
    self = .exactly(UInt16(truncatingIfNeeded: facts.st_mode & 0o777))
  }
}
