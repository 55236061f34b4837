#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Takes files of an old tree over into a new one.
enum TreeKeeping {
  /// Gives a file or a link a second name in another directory, or makes a
  /// copy of it where there can be no second name.
  ///
  /// - Returns: false where something has that name there.
  static func keep(
    _ name: String,
    _ from: OpenDirectory,
    _ to: OpenDirectory,
    shownAs shown: String
  ) throws -> Bool {
    do {
      // Of a symbolic link this links the link.
      _ = try SystemError.retrying { linkat(from.descriptor, name, to.descriptor, name, 0) }
      return true
    } catch {
      if error.number == EEXIST { return false }
      // macOS says so of directories, Linux says EPERM for several reasons.
      guard OpenDirectory.meansNoHardLinks(error) || error.number == EISDIR else {
        throw error.during("keep", shown)
      }
    }
    do {
      guard try to.facts(of: name) == nil else { return false }
      guard let facts = try from.facts(of: name) else { throw SystemError(ENOENT) }
      switch facts.st_mode & S_IFMT {
      case S_IFREG: try copy(name, facts, from, to, shown)
      case S_IFLNK:
        guard let target = try from.linkTarget(name) else { throw SystemError(ENOENT) }
        _ = try SystemError.retrying { symlinkat(target, to.descriptor, name) }
      case S_IFDIR: throw SystemError(EISDIR)
      default: throw SystemError(EOPNOTSUPP)
      }
    } catch let error as SystemError {
      throw error.during("keep", shown)
    }
    return true
  }

  /// Copies a file with its permissions and its times.
  private static func copy(
    _ name: String,
    _ old: stat,
    _ from: OpenDirectory,
    _ to: OpenDirectory,
    _ shown: String
  ) throws {
    let source = try SystemError.retrying {
      openat(from.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    }
    defer { close(source) }
    let target = try SystemError.retrying {
      openat(to.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }
    do {
      try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { memory in
        // It may have been a key.
        defer { SecretBytes.wipe(memory) }
        while case let count = try SystemError.retrying({
          read(source, memory.baseAddress, memory.count)
        }), count > 0 {
          let piece = UnsafeRawBufferPointer(rebasing: memory[..<count])
          try TemporaryFile.write(piece, to: target, shown)
        }
      }
      _ = try SystemError.retrying { fchmod(target, old.st_mode & 0o777) }
      #if canImport(Darwin)
      let times = [old.st_atimespec, old.st_mtimespec]
      #else
      let times = [old.st_atim, old.st_mtim]
      #endif
      _ = try SystemError.retrying { futimens(target, times) }
    } catch {
      close(target)
      try? to.remove(name)
      throw error
    }
    if close(target) != 0, errno != EINTR {
      let error = SystemError.last
      try? to.remove(name)
      throw error
    }
  }
}

// MARK: - All that is left

extension TreeKeeping {
  /// Takes over everything wanted that the new tree does not have.
  static func carryOver(
    from old: TreeReader,
    to directories: TreeDirectories,
    where isWanted: (TreeEntry) throws -> Bool
  ) throws {
    // The permissions of the directories that lead to where we are.
    var permissions: [String: FileMode] = [:]
    func carry(_ entries: [TreeEntry], _ above: String) throws {
      for entry in entries where try isWanted(entry) {
        let shown = directories.shown(entry.path)
        guard entry.identity.device == old.directories.root.identity.device else {
          throw KTHWError(
            .inputOutput,
            "is on another file system than its tree, and cannot be kept",
            at: .file(shown),
            hint: "unmount it, or move it away"
          )
        }
        if entry.kind == .directory {
          permissions[entry.path] = entry.permissions
          defer { permissions[entry.path] = nil }
          let inside = try old.entries(in: entry.path)
          if inside.isEmpty {
            _ = try directories.making(entry.path) { permissions[$0] ?? entry.permissions }
          }
          try carry(inside, entry.path)
        } else if let from = try old.directories.existing(above) {
          let to = try directories.making(above) { permissions[$0] ?? .exactly(0o700) }
          _ = try keep(entry.name, from, to, shownAs: shown)
        }
      }
    }
    try carry(old.entries(), "")
  }
}
