#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Directories that a file needs and that are not there yet.
enum MissingDirectories {
  /// Makes the directory of a file and those above it, with mode 0755 less
  /// the umask, as kubectl does it for a kubeconfig.
  ///
  /// - Parameters:
  ///   - path: the file, as the user named it.
  ///   - context: says where relative paths start.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/inputOutput``.
  static func make(above path: String, _ context: Context) throws {
    guard let slash = path.lastIndex(of: "/") else { return }
    let directory = String(path[..<slash])
    guard !directory.isEmpty, !isThere(directory, context) else { return }
    try make(directory, context)
  }

  private static func make(_ directory: String, _ context: Context) throws {
    var trimmed = directory
    while trimmed.utf8.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    if let slash = trimmed.lastIndex(of: "/"), slash > trimmed.startIndex {
      let parent = String(trimmed[..<slash])
      if !isThere(parent, context) { try make(parent, context) }
    }
    guard mkdir(context.resolved(trimmed), 0o755) != 0 else { return }
    let error = SystemError.last
    // Another run may have made it meanwhile.
    if error.number == EEXIST, isThere(trimmed, context) { return }
    throw error.during("mkdir", trimmed)
  }

  /// Whether something is there; what it is shows when it is used.
  private static func isThere(_ path: String, _ context: Context) -> Bool {
    var facts = stat()
    return stat(context.resolved(path), &facts) == 0 || errno != ENOENT
  }
}
