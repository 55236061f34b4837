/// A path taken apart into the directory and the name in it.
struct FileName: Hashable, Sendable {
  /// The directory: `.` where the path has none.
  let directory: String
  /// The last component.
  let name: String

  init(directory: String, name: String) {
    self.directory = directory
    self.name = name
  }

  /// Takes apart the path of a file that is to be written.
  ///
  /// - Parameters:
  ///   - path: the path, from the process's own directory.
  ///   - shown: the path as the user named it, for messages.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  init(_ path: String, shownAs shown: String) throws {
    try FileName.refuseNUL(shown)
    guard let slash = path.lastIndex(of: "/") else {
      directory = "."
      name = path
      try check(shown)
      return
    }
    let head = path[..<slash]
    directory = head.allSatisfy { $0 == "/" } ? "/" : String(head)
    name = String(path[path.index(after: slash)...])
    try check(shown)
  }

  /// Whether two paths lead to one name in one directory, which must exist.
  ///
  /// - Throws: ``KTHWError`` where a directory cannot be opened.
  func isSame(as other: FileName) throws -> Bool {
    guard name == other.name else { return false }
    return try directory == other.directory
      || OpenDirectory(directory).identity == OpenDirectory(other.directory).identity
  }

  private func check(_ shown: String) throws {
    guard !shown.isEmpty else {
      throw KTHWError(.invalidName, "a file name is needed to write to, and it is empty")
    }
    guard !name.isEmpty, name != ".", name != ".." else {
      throw KTHWError(
        .invalidName,
        "names a directory, not a file to write",
        at: .file(shown)
      )
    }
  }

  /// Refuses what the system would cut off in silence.
  static func refuseNUL(_ path: String) throws {
    guard path.utf8.contains(0) else { return }
    throw KTHWError(.invalidName, "a file name cannot hold a NUL", at: .file(path))
  }
}
