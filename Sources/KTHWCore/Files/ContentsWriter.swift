#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Replaces what a file holds and keeps everything else: its mode, its owner
/// and the symbolic links that lead to it.
///
/// For files that belong to their user and that other programs write as
/// well, such as kubeconfigs. The new file is complete and on the disk
/// before it takes the old one's place, so that a kill or a full disk leaves
/// one or the other, never half of one. A file that is new has mode 0600.
///
/// Where a file cannot be exchanged for another (it has several names, is
/// mounted, or belongs to somebody else), it is written in place, after the
/// space for it was set aside.
struct ContentsWriter {
  private let shown: String
  private let path: String
  private let directory: OpenDirectory
  private let name: String
  private let context: Context

  /// Replaces what a file holds; the caller has locked it.
  ///
  /// - Parameters:
  ///   - shown: the path as the user named it.
  ///   - contents: what the file shall hold.
  ///   - context: says where relative paths start.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/inputOutput``; its
  ///   ``Problem/peerWords`` are Go's, such as `open F: permission denied`.
  static func replace(
    _ shown: String,
    with contents: SecretBytes,
    context: Context
  ) throws {
    try ContentsWriter(shown, context).replace(with: contents)
  }

  private init(_ shown: String, _ context: Context) throws {
    try FileName.refuseNUL(shown)
    let target = LinkTarget(context.resolved(shown))
    guard !target.isEndless else { throw SystemError(ELOOP).during("open", shown) }
    guard let directory = target.realDirectory else {
      throw SystemError.last.during("open", shown)
    }
    guard !target.name.isEmpty, target.name != ".", target.name != ".." else {
      throw SystemError(EISDIR).during("open", shown)
    }
    self.shown = shown
    self.context = context
    path = directory + "/" + target.name
    name = target.name
    self.directory = try OpenDirectory(directory)
  }

  private func replace(with contents: SecretBytes) throws {
    guard let facts = try step("open", { () throws(SystemError) in try directory.facts(of: name) })
    else {
      return try exchange(for: contents, keeping: nil)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw SystemError(EISDIR).during("open", shown)
    default: return try overwrite(with: contents, isRegular: false)
    }
    // What only a rename could replace is not for us to replace.
    try step("open") { () throws(SystemError) in
      _ = try SystemError.retrying { faccessat(directory.descriptor, name, W_OK, AT_EACCESS) }
    }
    if facts.st_nlink > 1 {
      try overwrite(with: contents, isRegular: true)
    } else {
      try exchange(for: contents, keeping: facts)
    }
  }

  /// Writes a new file and gives it the old one's place.
  private func exchange(for contents: SecretBytes, keeping old: stat?) throws {
    let file = OutputFile(shown, .secret(contents), mode: .ownerOnly)
    let temporary: TemporaryFile
    do {
      temporary = try TemporaryFile(of: file, in: directory, context)
    } catch let error as KTHWError {
      // A directory that takes no new files may still let this one be written.
      guard old != nil, access(directory.path, W_OK) != 0 else { throw error }
      return try overwrite(with: contents, isRegular: true)
    }
    do {
      if let old { try dress(temporary.name, as: old) }
      try directory.rename(temporary.name, to: name)
    } catch {
      try? directory.remove(temporary.name)
      guard old != nil, [EPERM, EACCES, EBUSY].contains(error.number) else {
        throw error.during("rename", shown)
      }
      return try overwrite(with: contents, isRegular: true)
    }
    try step("sync") { () throws(SystemError) in try directory.synchronize() }
  }

  /// Gives a new file the owner and the mode of the old one.
  private func dress(_ temporary: String, as old: stat) throws(SystemError) {
    if let new = try directory.facts(of: temporary), new.st_uid == old.st_uid,
      new.st_gid == old.st_gid, new.st_mode == old.st_mode
    {
      return
    }
    let descriptor = try SystemError.retrying {
      openat(directory.descriptor, temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    }
    defer { close(descriptor) }
    // In this order: a change of the owner takes set-id bits away.
    _ = try SystemError.retrying { fchown(descriptor, old.st_uid, old.st_gid) }
    _ = try SystemError.retrying { fchmod(descriptor, old.st_mode & 0o7777) }
  }

  /// Writes into the file that is there.
  private func overwrite(with contents: SecretBytes, isRegular: Bool) throws {
    let descriptor = try step("open") { () throws(SystemError) in
      try SystemError.retrying {
        openat(directory.descriptor, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      }
    }
    defer { close(descriptor) }
    if isRegular { try reserve(contents.count, descriptor) }
    try contents.withUnsafeBytes { try TemporaryFile.write($0, to: descriptor, shown) }
    guard isRegular else { return }
    try step("write") { () throws(SystemError) in
      _ = try SystemError.retrying { ftruncate(descriptor, off_t(contents.count)) }
      _ = try SystemError.retrying { fsync(descriptor) }
    }
  }

  /// Sets space aside, so that a full disk shows before anything is written.
  private func reserve(_ count: Int, _ descriptor: Int32) throws {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, count > Int(facts.st_size) else { return }
    #if os(Linux)
    let status = posix_fallocate(descriptor, 0, off_t(count))
    guard status != 0, status != EOPNOTSUPP, status != EINVAL else { return }
    ftruncate(descriptor, facts.st_size)
    throw SystemError(status).during("write", shown)
    #endif
  }

  @discardableResult
  private func step<Value>(
    _ action: String,
    _ body: () throws(SystemError) -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch {
      throw error.during(action, shown)
    }
  }
}
