#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Removes trees of ours, by descriptors, never through a link and never on
/// another file system.
enum TreeRemoval {
  /// Removes everything in a tree, its mark last: a removal that is cut short
  /// leaves what is known as ours.
  static func empty(_ tree: OpenDirectory) throws(SystemError) {
    try empty("", of: TreeDirectories(tree, shownAs: tree.path))
    do {
      try tree.remove(TreeMarker.name)
    } catch {
      if error.number != ENOENT { throw error }
    }
  }

  /// Removes a tree that has a name in a directory, unless that name is
  /// meanwhile another's.
  static func remove(
    _ tree: OpenDirectory,
    named name: String,
    in parent: OpenDirectory
  ) throws(SystemError) {
    guard let facts = try parent.facts(of: name),
      OpenDirectory.Identity(facts) == tree.identity
    else { return }
    try empty(tree)
    try parent.removeDirectory(name)
  }

  /// Asks for the directory again and again, so that few are open at once
  /// however deep the tree is.
  private static func empty(
    _ path: String,
    of directories: TreeDirectories
  ) throws(SystemError) {
    for name in try open(path, directories).names()
    where !(path.isEmpty && name == TreeMarker.name) {
      do {
        try open(path, directories).remove(name)
        continue
      } catch {
        // Linux and macOS say so of a directory.
        switch error.number {
        case EISDIR, EPERM: break
        case ENOENT: continue
        default: throw error
        }
      }
      let below = TreePath.join(path, name)
      try empty(below, of: directories)
      directories.forget(below)
      try open(path, directories).removeDirectory(name)
    }
  }

  private static func open(
    _ path: String,
    _ directories: TreeDirectories
  ) throws(SystemError) -> OpenDirectory {
    guard let found = try? directories.existing(path) else { throw SystemError(EPERM) }
    guard found.identity.device == directories.root.identity.device else {
      throw SystemError(EXDEV)
    }
    return found
  }
}
