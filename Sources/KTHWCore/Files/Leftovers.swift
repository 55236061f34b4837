#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a killed run left in a directory.
enum Leftovers {
  /// Finishes what was decided and clears away what was not.
  ///
  /// To be called only by who holds the directory's lock: the temporary files
  /// of a run that still lives look the same. What cannot be cleared away is
  /// left, since it stands in nobody's way.
  static func settle(in directory: OpenDirectory) {
    guard let names = try? directory.names() else { return }
    if names.contains(CommitJournal.name) {
      for entry in CommitJournal(in: directory)?.entries ?? [] { finish(entry, in: directory) }
      if isOurFile(CommitJournal.name, in: directory) {
        try? directory.remove(CommitJournal.name)
      }
    }
    for name in names
    where TemporaryName.isOurs(name)
      && (isOurFile(name, in: directory) || isOurFile(name, S_IFLNK, in: directory))
    {
      try? directory.remove(name)
    }
  }

  private static func finish(_ entry: CommitJournal.Entry, in directory: OpenDirectory) {
    // Without the temporary name, the file had its final one already.
    guard isOurFile(entry.temporary, in: directory) else { return }
    switch entry.replacement {
    case .replace: try? directory.rename(entry.temporary, to: entry.final)
    case .refuseExisting: try? directory.create(entry.final, from: entry.temporary)
    }
  }

  private static func isOurFile(
    _ name: String,
    _ kind: mode_t = S_IFREG,
    in directory: OpenDirectory
  ) -> Bool {
    guard let facts = try? directory.facts(of: name) else { return false }
    return facts.st_mode & S_IFMT == kind && facts.st_uid == geteuid()
  }
}

extension OpenDirectory {
  /// Gives a temporary file its name, unless something has that name.
  func create(_ name: String, from temporary: String) throws(SystemError) {
    do {
      try link(temporary, to: name)
    } catch {
      guard OpenDirectory.meansNoHardLinks(error) else { throw error }
      // Without hard links there is a moment between looking and renaming.
      guard try facts(of: name) == nil else { throw SystemError(EEXIST) }
      return try rename(temporary, to: name)
    }
    // The file has its name: that it also has another is for the next run.
    try? remove(temporary)
  }

  /// Whether a failure to link means that this file system, or this file,
  /// cannot have a second name.
  static func meansNoHardLinks(_ error: SystemError) -> Bool {
    [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number)
  }
}
