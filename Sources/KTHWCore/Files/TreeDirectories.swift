#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directories of one tree, each opened relative to the one above it, so
/// that no symbolic link and no rename leads out of the tree.
///
/// A few stay open for the next file, however many there are. Several
/// threads may ask at once.
final class TreeDirectories: Sendable {
  /// The top of the tree.
  let root: OpenDirectory
  /// The tree as the user named it.
  let shown: String

  private struct State {
    var open: [String: Entry] = [:]
    var uses: UInt64 = 0
  }

  /// An object, so that a use is noted without a second search.
  private final class Entry {
    let directory: OpenDirectory
    var lastUse: UInt64

    init(_ directory: OpenDirectory, _ lastUse: UInt64) {
      self.directory = directory
      self.lastUse = lastUse
    }
  }

  private let state = Guarded(State())
  private let limit: Int
  /// Is told of each directory that is made.
  private let onMaking: Observer?

  /// Is told the name of a directory, the directory, and where it is.
  typealias Observer = @Sendable (String, OpenDirectory, _ parent: OpenDirectory) -> Void

  init(_ root: OpenDirectory, shownAs shown: String, onMaking: Observer? = nil) {
    self.root = root
    self.shown = shown
    self.onMaking = onMaking
    // Two trees are open during a run, and every thread has a few files.
    let descriptors = max(0, sysconf(Int32(_SC_OPEN_MAX)))
    limit = max(2, min(64, (Int(descriptors) - 16) / 4))
  }

  /// A path in the tree as messages show it.
  func shown(_ path: String) -> String {
    path.isEmpty ? shown : shown + "/" + path
  }

  /// Opens a directory that may be there.
  ///
  /// - Parameter path: its path in the tree; empty is the tree itself.
  /// - Returns: the directory; nil where there is none.
  /// - Throws: ``KTHWError`` where one of the names is something else, a
  ///   symbolic link for example.
  func existing(_ path: String) throws -> OpenDirectory? {
    if let known = known(path) { return known }
    let (above, name) = TreePath.split(path)
    guard let parent = try existing(above) else { return nil }
    do {
      let opened = try parent.directory(name)
      remember(opened, path)
      return opened
    } catch {
      if error.number == ENOENT { return nil }
      throw refusal(path, error)
    }
  }

  /// Opens a directory, and makes it and those above it where they are
  /// missing.
  ///
  /// - Parameters:
  ///   - path: its path in the tree; empty is the tree itself.
  ///   - permissions: the exact permissions of a directory that is made.
  /// - Returns: the directory.
  /// - Throws: ``KTHWError``.
  func making(_ path: String, _ permissions: (String) -> FileMode) throws -> OpenDirectory {
    if let known = known(path) { return known }
    let (above, name) = TreePath.split(path)
    let parent = try making(above, permissions)
    do {
      let mode = permissions(path)
      let isNew = try parent.makeDirectory(name, mode_t(mode.bits))
      let opened = try isNew ? parent.newDirectory(name, mode) : parent.directory(name)
      if isNew { onMaking?(name, opened, parent) }
      remember(opened, path)
      return opened
    } catch {
      throw refusal(path, error)
    }
  }

  private func known(_ path: String) -> OpenDirectory? {
    if path.isEmpty { return root }
    return state.withLock { state in
      guard let found = state.open[path] else { return nil }
      state.uses += 1
      found.lastUse = state.uses
      return found.directory
    }
  }

  private func remember(_ directory: OpenDirectory, _ path: String) {
    state.withLock { state in
      state.uses += 1
      state.open[path] = Entry(directory, state.uses)
      guard state.open.count > limit else { return }
      // Several at once: to look for the oldest one each time takes longer
      // than to open it again. Whoever still uses one keeps it open for as
      // long.
      let last = state.uses - UInt64(limit / 2)
      state.open = state.open.filter { $0.value.lastUse > last }
    }
  }

  /// Closes what is kept open for later: all of it, or one directory that is
  /// about to be removed.
  func forget(_ path: String? = nil) {
    state.withLock { state in
      if let path { state.open[path] = nil } else { state.open = [:] }
    }
  }

  private func refusal(_ path: String, _ error: SystemError) -> KTHWError {
    guard error.number == ELOOP || error.number == ENOTDIR else {
      return error.during("open", shown(path))
    }
    return KTHWError(
      .inputOutput,
      "is not a directory, or a symbolic link to one, and a directory is needed here",
      at: .file(shown(path)),
      hint: "move it away"
    )
  }
}

extension OpenDirectory {
  /// Makes a directory, for its owner alone unless something else is said.
  ///
  /// - Returns: false where something has that name already.
  func makeDirectory(_ name: String, _ mode: mode_t = 0o700) throws(SystemError) -> Bool {
    do {
      _ = try SystemError.retrying { mkdirat(descriptor, name, mode) }
      return true
    } catch {
      guard error.number == EEXIST else { throw error }
      return false
    }
  }

  /// Opens a directory that was just made and gives it exactly the permissions
  /// that it was made with, whatever the umask or a list of rights took away.
  fileprivate func newDirectory(
    _ name: String,
    _ mode: FileMode
  ) throws(SystemError) -> OpenDirectory {
    let opened: OpenDirectory
    do {
      opened = try directory(name)
    } catch {
      // A umask may take the owner's own rights.
      guard error.number == EACCES else { throw error }
      try setPermissions(of: name, to: mode)
      return try directory(name)
    }
    guard opened.permissions != mode_t(mode.bits) else { return opened }
    _ = try SystemError.retrying { fchmod(opened.descriptor, mode_t(mode.bits)) }
    return opened
  }

  /// Sets exactly these permissions, whatever the umask took away.
  func setPermissions(of name: String, to mode: FileMode) throws(SystemError) {
    _ = try SystemError.retrying { fchmodat(descriptor, name, mode_t(mode.bits), 0) }
  }

  /// Removes an empty directory.
  func removeDirectory(_ name: String) throws(SystemError) {
    _ = try SystemError.retrying { unlinkat(descriptor, name, AT_REMOVEDIR) }
  }

  /// What a symbolic link says; nil where there is none of that name.
  func linkTarget(_ name: String) throws(SystemError) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    do {
      let count = try SystemError.retrying {
        readlinkat(descriptor, name, &buffer, buffer.count)
      }
      return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    } catch {
      // EINVAL: it is something else than a link.
      if error.number == ENOENT || error.number == EINVAL { return nil }
      throw error
    }
  }
}
