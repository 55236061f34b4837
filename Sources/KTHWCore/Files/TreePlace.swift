#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a tree is, and the names beside it that its making needs.
struct TreePlace {
  /// The path as the user named it.
  let shown: String
  /// The directory that the tree is in.
  let parent: OpenDirectory
  /// The tree's name there.
  let name: String
  /// Whether the user named it by a name of its own, not as `.` or `..`.
  private let isNamed: Bool

  /// The name under which a new tree grows, and under which an old one
  /// waits to be removed.
  var stagingName: String { ".\(name).kthw-new" }
  /// The name of the old tree for the moment between two renames, on file
  /// systems that cannot exchange two names.
  var asideName: String { ".\(name).kthw-old" }

  /// Finds the place; a symbolic link in it leads to where the tree really
  /// is, and is kept.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where the
  ///   directory above is missing, ``KTHWError/Code/invalidName`` for an empty
  ///   path and the root of the file system, or
  ///   ``KTHWError/Code/inputOutput``.
  init(_ shown: String, _ context: Context) throws {
    self.shown = shown
    try FileName.refuseNUL(shown)
    guard !shown.isEmpty else {
      throw KTHWError(.invalidName, "a directory's name is needed, and it is empty")
    }
    var path = context.resolved(shown)
    var links = 0
    repeat {
      while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
      // With the slash the last name counts as well.
      try OpenDirectory.refuseForeignLinks(path + "/")
      links += 1
      guard links <= 40 else { throw SystemError(ELOOP).during("open", shown) }
      guard let next = LinkTarget.next(path) else { break }
      path = next
    } while true
    var (directory, name) = TreePath.split(path)
    isNamed = name != "." && name != ".."
    if !isNamed {
      guard let real = realpath(path, nil) else { throw SystemError.last.during("open", shown) }
      defer { free(real) }
      path = String(cString: real)
      (directory, name) = TreePath.split(path)
    }
    guard !name.isEmpty else { throw TreePlace.namelessness(shown) }
    let above = directory.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : directory
    guard let real = realpath(above, nil) else {
      throw SystemError.last.during("open", above, hint: "make the directory first")
    }
    defer { free(real) }
    self.name = name
    parent = try OpenDirectory(String(cString: real))
  }

  /// Opens the tree; nil where nothing has its name.
  func openTree() throws -> OpenDirectory? {
    try open(name)
  }

  /// Opens the tree that a run without exchange has set aside.
  func openTreeSetAside(orEmpty mayBeEmpty: Bool = false) throws -> OpenDirectory? {
    guard let found = try open(asideName) else { return nil }
    let isOurs = try TreeMarker.isIn(found) || mayBeEmpty && isEmpty(found)
    return isOurs ? found : nil
  }

  private func open(_ name: String) throws -> OpenDirectory? {
    do {
      return try parent.directory(name)
    } catch {
      switch error.number {
      case ENOENT: return nil
      case ENOTDIR, ELOOP:
        throw KTHWError(.inputOutput, "is not a directory", at: .file(shown), hint: "move it away")
      default: throw error.during("open", shown)
      }
    }
  }

  /// Refuses a path without a name that could be given to a new tree.
  func refuseUnlessNamed() throws {
    guard isNamed else { throw TreePlace.namelessness(shown) }
  }

  private static func namelessness(_ shown: String) -> KTHWError {
    KTHWError(
      .invalidName,
      "has no name that could be given to a new tree",
      at: .file(shown),
      hint: "go to the directory above and name the directory there"
    )
  }

  /// Refuses a directory that must not be replaced by another.
  func refuseUnlessReplaceable(_ tree: OpenDirectory) throws {
    var facts = stat()
    guard fstat(tree.descriptor, &facts) == 0 else {
      throw SystemError.last.during("look at", shown)
    }
    func refusal(_ message: String, _ hint: String) -> KTHWError {
      KTHWError(.inputOutput, message, at: .file(shown), hint: hint)
    }
    guard tree.identity.device == parent.identity.device else { throw isMountPoint }
    guard facts.st_uid == geteuid() || geteuid() == 0 else {
      throw refusal("belongs to another user", "run the command as its owner, or write elsewhere")
    }
    var here = stat()
    if stat(".", &here) == 0, OpenDirectory.Identity(here) == tree.identity {
      throw refusal(
        "is the directory that this command runs in, and would be replaced by another",
        "go to the directory above and name it from there"
      )
    }
    guard try TreeMarker.isIn(tree) || isEmpty(tree) else {
      throw refusal(
        "holds files that kthwctl did not make, and is not replaced",
        "name a new or an empty directory; a tree of kthwctl's has a file \(TreeMarker.name) in it"
      )
    }
  }

  private func isEmpty(_ tree: OpenDirectory) throws -> Bool {
    do {
      return try tree.names().isEmpty
    } catch {
      throw error.during("read", shown)
    }
  }

  /// What is said where the system refuses to rename for this reason.
  var isMountPoint: KTHWError {
    KTHWError(
      .inputOutput,
      "is a mount point, and cannot be replaced by a rename",
      at: .file(shown),
      hint: "name a directory in it"
    )
  }
}

/// The file by which a tree of ours is known, so that no other directory is
/// ever replaced or removed.
enum TreeMarker {
  /// The file's name, at the top of the tree.
  static let name = ".kthwctl"
  /// What it holds.
  static let text = text(of: "generate")

  /// What it holds in a directory that another command made.
  static func text(of command: String) -> String { "made by kthwctl \(command); format 1\n" }

  /// Whether a directory is marked.
  static func isIn(_ directory: OpenDirectory) -> Bool {
    guard let facts = try? directory.facts(of: name) else { return false }
    return facts.st_mode & S_IFMT == S_IFREG
  }
}
