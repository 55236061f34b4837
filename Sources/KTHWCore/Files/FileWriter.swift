/// Writes sets of files: all of a set, or nothing.
///
/// Every file is written under a temporary name beside its place, with mode
/// 0600 from its first byte, waited for until it is on the disk, given its
/// mode and only then its name. Files that are there are never written into.
/// Links, directories, pipes and devices are refused.
///
/// When something fails, what was there is there again, to the byte. When
/// the process is killed, the next one to write into that directory gives
/// the files of a complete set their names, and removes the temporary files
/// of an incomplete one. Secrets get their names before everything else, so
/// that whoever sees a new certificate has its key.
///
/// A set may span directories; each directory is then a set of its own to
/// the run that comes after a killed one.
public enum FileWriter {
  /// Writes files.
  ///
  /// - Parameters:
  ///   - files: the files; their directories must exist.
  ///   - context: says where relative paths start.
  ///   - lock: a lock that the caller holds; other directories are locked
  ///     for the time of the call.
  ///   - patience: how long to wait for another run.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where a
  ///   file must not be replaced, ``KTHWError/Code/locked``,
  ///   ``KTHWError/Code/inputOutput`` or ``KTHWError/Code/invalidName``.
  public static func write(
    _ files: [OutputFile],
    context: Context = .system,
    holding lock: DirectoryLock? = nil,
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience
  ) throws {
    guard !files.isEmpty else { return }
    var transaction = try FileTransaction(
      files,
      context: context,
      holding: lock,
      until: Deadline(after: patience)
    )
    do {
      try transaction.prepare()
      try transaction.commit()
    } catch {
      transaction.rollBack()
      throw error
    }
    try transaction.synchronize()
  }

  /// Says why files cannot be written, without writing any.
  ///
  /// To be called before work that is lost if its results have no place;
  /// ``write(_:context:holding:waitingUpTo:)`` asks again. Another run's work
  /// is waited for, and a killed one's is finished or cleared away: what
  /// stands in the directory in between says nothing.
  ///
  /// - Parameters:
  ///   - files: the files; their contents do not matter.
  ///   - context: says where relative paths start.
  ///   - patience: how long to wait for another run.
  /// - Throws: ``KTHWError`` with every reason.
  public static func check(
    _ files: [OutputFile],
    context: Context = .system,
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience
  ) throws {
    let deadline = Deadline(after: patience)
    var problems = Problems()
    var held: (path: String, lock: DirectoryLock)?
    for file in files {
      _ = try problems.collect {
        let name = try FileName(context.resolved(file.path), shownAs: file.path)
        let lock: DirectoryLock
        if let held, held.path == name.directory {
          lock = held.lock
        } else {
          // Let go of the last one first: two paths may lead to one directory.
          held = nil
          lock = try DirectoryLock(name.directory, shownAs: name.directory, until: deadline)
          held = (name.directory, lock)
        }
        if let problem = try OutputTarget.refusal(of: file, named: name.name, in: lock.directory) {
          throw KTHWError(problem)
        }
      }
    }
    try problems.throwIfAny()
  }
}
