#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Replaces a whole tree of files at once.
///
/// The new tree grows beside the old one, in a directory that nobody else
/// looks into, and the two exchange their names in one step when it is
/// complete and on the disk. Whoever opens a path sees the old tree or the
/// new one, whatever kills the run: a new key never stands beside an old
/// certificate. The old tree is then removed; what a killed run could not
/// remove, the next one does.
///
/// Where the file system cannot exchange two names (NFS, some network and
/// user-space ones), the old tree is renamed away and the new one into its
/// place. For that moment there is no tree; after a kill just then, the next
/// run puts the old one back, and ``TreeReader`` reads it until then.
///
/// A new tree begins empty: each file is written, linked or kept (a second
/// name for the old tree's file, nothing is copied or touched). What is in
/// the old tree and of none of these comes along when the tree is committed,
/// unless ``carryOver(where:)`` said otherwise: a user's own files do not
/// vanish. Programs that change files of the old tree meanwhile must have
/// finished before the commit begins, or their change may be lost.
///
/// All but ``commit()`` and ``abandon()`` may be called from several threads
/// at once. A transaction that is neither is abandoned when its last
/// reference goes.
public final class TreeTransaction: Sendable {
  /// The tree that is going to be replaced; nil where there is none.
  public let old: TreeReader?

  let place: TreePlace
  let permissions: @Sendable (String) -> FileMode
  private struct Work {
    /// What is being made; nil once it is committed or abandoned.
    var directories: TreeDirectories?
    /// Which permissions new files of this tree get as they are asked for; a
    /// handful.
    var exactModes: [(mode: mode_t, isExact: Bool)] = []
  }

  private let work: Guarded<Work>
  private let isCarriedOver = Guarded(false)
  /// What was made so far, but for the file by which a tree is known; nil
  /// where something of the old tree may come along, or nobody wants to know.
  private let made: Guarded<TreeSurvey>?

  /// Begins a tree in a directory's place.
  ///
  /// Only a tree of ours, known by the file `.kthwctl` in it, or an empty
  /// directory is replaced. A symbolic link at the path leads to the tree
  /// and stays as it is.
  ///
  /// - Parameters:
  ///   - path: the directory; the one above it must exist.
  ///   - context: says where relative paths start.
  ///   - patience: how long to wait for another run.
  ///   - surveys: whether it is noted what is made, so that the next run can
  ///     tell that there is nothing to do.
  ///   - command: the command of kthwctl that makes it.
  ///   - directoryPermissions: gets the path of each directory that is made,
  ///     empty for the tree itself.
  /// - Returns: the transaction.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/locked``,
  ///   ``KTHWError/Code/invalidName``, ``KTHWError/Code/notFound`` or
  ///   ``KTHWError/Code/inputOutput``.
  public static func begin(
    at path: String,
    context: Context = .system,
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience,
    surveying surveys: Bool = false,
    madeBy command: String = "generate",
    directoryPermissions: @escaping @Sendable (String) -> FileMode = usualPermissions
  ) throws -> TreeTransaction {
    // Before anything is made: most mistakes show here.
    let place = try replaceablePlace(path, context)
    let deadline = Deadline(after: patience)
    let staging = try TreeStaging.open(beside: place, until: deadline)
    do {
      let old = try TreeStaging.lockedTree(at: place, until: deadline)
      let transaction = try TreeTransaction(place, staging, old, surveys, directoryPermissions)
      try transaction.write(
        TreeMarker.name,
        .text(TreeMarker.text(of: command)),
        permissions: .everyoneReads
      )
      return transaction
    } catch {
      try? TreeRemoval.remove(staging, named: place.stagingName, in: place.parent)
      throw error
    }
  }

  /// Says why a tree cannot be replaced or made, without writing anything.
  ///
  /// ``begin(at:context:waitingUpTo:surveying:madeBy:directoryPermissions:)`` asks again.
  ///
  /// - Parameters:
  ///   - path: the directory of the tree.
  ///   - context: says where relative paths start.
  /// - Throws: ``KTHWError`` as that function does, but for locks.
  public static func check(at path: String, context: Context = .system) throws {
    _ = try replaceablePlace(path, context)
  }

  private static func replaceablePlace(_ path: String, _ context: Context) throws -> TreePlace {
    let place = try TreePlace(path, context)
    try place.refuseUnlessNamed()
    if let tree = try place.openTree() { try place.refuseUnlessReplaceable(tree) }
    return place
  }

  /// 0700 for `pki` and what is below it, 0755 for all else.
  public static let usualPermissions: @Sendable (String) -> FileMode = { path in
    path == "pki" || path.hasPrefix("pki/") ? .exactly(0o700) : .exactly(0o755)
  }

  private init(
    _ place: TreePlace,
    _ staging: OpenDirectory,
    _ old: OpenDirectory?,
    _ surveys: Bool,
    _ permissions: @escaping @Sendable (String) -> FileMode
  ) throws {
    self.place = place
    self.permissions = permissions
    let old = old.map { TreeReader($0, shownAs: place.shown) }
    self.old = old
    let made = try surveys && old?.entries().isEmpty ?? true ? Guarded(TreeSurvey()) : nil
    self.made = made
    let directories = TreeDirectories(staging, shownAs: place.shown) { name, directory, parent in
      made?.withLock {
        $0.add(directory: name, directory.identity.inode, in: parent.identity.inode)
      }
    }
    work = Guarded(Work(directories: directories))
  }

  deinit {
    abandon()
  }

  func directories() throws -> TreeDirectories {
    try beingMade(work.withLock(\.directories))
  }

  private func beingMade(_ directories: TreeDirectories?) throws -> TreeDirectories {
    guard let directories else {
      throw KTHWError(.usage, "the tree is committed or given up already", at: .file(place.shown))
    }
    return directories
  }
}

// MARK: - Filling

extension TreeTransaction {
  /// Reads a file of the old tree.
  ///
  /// - Parameter relativePath: its path in the tree, such as `pki/ca.pem`.
  /// - Returns: the file, or nil where there is none.
  /// - Throws: ``KTHWError``, as ``TreeReader/oldContents(of:)``.
  public func oldContents(of relativePath: String) throws -> OldFile? {
    guard let old else {
      _ = try TreePath(relativePath)
      return nil
    }
    return try old.oldContents(of: relativePath)
  }

  /// Writes a file that is not in the new tree yet.
  ///
  /// Nobody else can look into a tree before it is committed.
  ///
  /// - Parameters:
  ///   - relativePath: its path in the tree; directories are made.
  ///   - contents: what it shall hold.
  ///   - mode: who may read it.
  /// - Throws: ``KTHWError``.
  public func write(
    _ relativePath: String,
    _ contents: OutputFile.Contents,
    permissions mode: FileMode
  ) throws {
    let path = try TreePath(relativePath)
    // One lock for both: threads wait here for each other, file by file.
    let (known, isExact) = work.withLock { work in
      (work.directories, work.exactModes.first { $0.mode == mode_t(mode.bits) }?.isExact)
    }
    let directories = try beingMade(known)
    let directory = try directories.making(path.directory, permissions)
    // There are as many files as calls, and hardly ever a message.
    var shown: String { directories.shown(path.text) }
    let descriptor: Int32
    let isMasked = mode.isMasked && !contents.isSecret
    do {
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      descriptor = try SystemError.retrying {
        openat(directory.descriptor, path.name, flags, mode_t(mode.bits))
      }
    } catch {
      throw error.number == EEXIST ? writtenTwice(shown) : error.during("create", shown)
    }
    do {
      try contents.withUnsafeBytes { try TemporaryFile.write($0, to: descriptor, shown) }
      if !isMasked { try setPermissions(of: descriptor, to: mode_t(mode.bits), isExact) }
      if let made, path.text != TreeMarker.name {
        var facts = stat()
        _ = try SystemError.retrying { fstat(descriptor, &facts) }
        made.note(path.name, facts, in: directory)
      }
    } catch {
      close(descriptor)
      try? directory.remove(path.name)
      throw (error as? SystemError)?.during("chmod", shown) ?? error
    }
    // After EINTR the descriptor is gone all the same on Linux.
    if close(descriptor) != 0, errno != EINTR {
      let error = SystemError.last
      try? directory.remove(path.name)
      throw error.during("close", shown)
    }
  }

  /// Gives a new file exactly the permissions that it was made with, whatever
  /// the umask or a list of rights took away.
  ///
  /// What they do to one file of a tree they do to all that are made with the
  /// same permissions, so the first of them is asked.
  private func setPermissions(
    of descriptor: Int32,
    to mode: mode_t,
    _ isExact: Bool?
  ) throws(SystemError) {
    if let isExact {
      if !isExact { _ = try SystemError.retrying { fchmod(descriptor, mode) } }
      return
    }
    var facts = stat()
    _ = try SystemError.retrying { fstat(descriptor, &facts) }
    let isExact = facts.st_mode & 0o7777 == mode
    if !isExact { _ = try SystemError.retrying { fchmod(descriptor, mode) } }
    work.withLock { $0.exactModes.append((mode, isExact)) }
  }

  /// Makes a symbolic link that is not in the new tree yet.
  ///
  /// - Parameters:
  ///   - relativePath: its path in the tree; directories are made.
  ///   - target: what the link says, which need not exist.
  /// - Throws: ``KTHWError``.
  public func link(_ relativePath: String, to target: String) throws {
    let path = try TreePath(relativePath)
    try FileName.refuseNUL(target)
    let directories = try directories()
    let directory = try directories.making(path.directory, permissions)
    do {
      _ = try SystemError.retrying { symlinkat(target, directory.descriptor, path.name) }
      if let made, let facts = try directory.facts(of: path.name) {
        made.note(path.name, facts, in: directory)
      }
    } catch {
      let shown = directories.shown(path.text)
      throw error.number == EEXIST ? writtenTwice(shown) : error.during("link", shown)
    }
  }

  /// Takes a file or a symbolic link of the old tree over as it is.
  ///
  /// The new tree has the very same file: nothing of it changes.
  ///
  /// - Parameter relativePath: its path, in the old tree and in the new one.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where the old
  ///   tree has no such file.
  public func keep(_ relativePath: String) throws {
    let path = try TreePath(relativePath)
    let directories = try directories()
    let shown = directories.shown(path.text)
    guard let from = try old?.directories.existing(path.directory) else {
      throw SystemError(ENOENT).during("keep", shown)
    }
    let to = try directories.making(path.directory, permissions)
    guard try TreeKeeping.keep(path.name, from, to, shownAs: shown) else {
      throw writtenTwice(shown)
    }
  }

  /// Takes over what is in the old tree and not in the new one yet.
  ///
  /// To be called once, when all that the caller makes is there. Directories
  /// are made where something in them is taken over, with the permissions
  /// that they had; empty ones come along.
  ///
  /// - Parameter isWanted: whether a file or link is taken over, and
  ///   whether a directory is looked into.
  /// - Throws: ``KTHWError``, and what `isWanted` throws.
  public func carryOver(where isWanted: (TreeEntry) throws -> Bool) throws {
    let directories = try directories()
    isCarriedOver.withLock { $0 = true }
    guard let old else { return }
    try TreeKeeping.carryOver(from: old, to: directories, where: isWanted)
  }

  /// What a survey of the new tree would see, as far as it is made; nil where
  /// something of the old one may come along, and where nobody asked for it.
  ///
  /// Whatever came into the tree in another way is not in it.
  var survey: TreeSurvey? { made?.withLock { $0 } }

  /// Reads the new tree, as far as it is made.
  var new: TreeReader {
    get throws { TreeReader(try directories().root, shownAs: place.shown) }
  }

  private func writtenTwice(_ shown: String) -> KTHWError {
    KTHWError(.usage, "would be written twice", at: .file(shown))
  }
}

// MARK: - After a killed run

extension TreeTransaction {
  /// Removes what a killed run left beside a tree, for whoever begins no
  /// transaction; what another run works in, and what cannot be removed,
  /// stays.
  static func removeLeftovers(at path: String, context: Context) {
    guard let place = try? TreePlace(path, context) else { return }
    let names = [place.stagingName, place.asideName]
    guard names.contains(where: { (try? place.parent.facts(of: $0)) ?? nil != nil }) else { return }
    let now = Deadline(after: .seconds(0))
    guard let staging = try? TreeStaging.open(beside: place, until: now) else { return }
    try? TreeRemoval.remove(staging, named: place.stagingName, in: place.parent)
  }
}

// MARK: - Ending

extension TreeTransaction {
  /// Puts the new tree in the old one's place and removes the old one.
  ///
  /// - Throws: ``KTHWError``; the old tree then stands as it was, and nothing
  ///   is left of the new one.
  public func commit() throws {
    do {
      if !isCarriedOver.withLock({ $0 }) { try carryOver { _ in true } }
      let directories = try directories()
      directories.forget()
      old?.directories.forget()
      try TreeCommit(place, new: directories.root, old: old?.directories.root).run(
        permissions: permissions("")
      )
    } catch {
      abandon()
      throw error
    }
    work.withLock { $0.directories = nil }
    unlockOldTree()
  }

  /// Gives the new tree up; nothing is left of it.
  ///
  /// Does nothing after a commit or when called again.
  public func abandon() {
    let ended = work.withLock { work in
      defer { work.directories = nil }
      return work.directories
    }
    guard let ended else { return }
    // There may be no descriptor left to remove with.
    ended.forget()
    old?.directories.forget()
    // What cannot be removed is left to the next run.
    try? TreeRemoval.remove(ended.root, named: place.stagingName, in: place.parent)
    unlockOldTree()
  }

  /// The reader of the old tree may live longer than the right to replace it.
  private func unlockOldTree() {
    if let old { flock(old.directories.root.descriptor, LOCK_UN) }
  }
}

extension Guarded<TreeSurvey> {
  /// Adds what was made, the digest outside the lock.
  fileprivate func note(_ name: String, _ facts: stat, in directory: OpenDirectory) {
    var part = TreeSurvey()
    part.add(file: name, facts, in: directory.identity.inode)
    withLock { $0.add(part) }
  }
}
