#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A directory that was opened once, so that nobody can exchange it for
/// another between two steps; everything in it is named relative to it.
final class OpenDirectory: Sendable {
  /// Which file something is, whatever its name.
  struct Identity: Hashable, Comparable {
    let device: UInt64
    let inode: UInt64

    init(_ facts: stat) {
      device = UInt64(truncatingIfNeeded: facts.st_dev)
      inode = UInt64(facts.st_ino)
    }

    static func < (left: Identity, right: Identity) -> Bool {
      (left.device, left.inode) < (right.device, right.inode)
    }
  }

  /// The directory's path.
  let path: String
  /// Which directory it is.
  let identity: Identity
  /// The permissions that it had when it was opened, special bits included.
  let permissions: mode_t
  let descriptor: Int32

  /// Opens a directory.
  ///
  /// A symbolic link in its place is refused, because whoever can plant one
  /// decides where keys go; links in `/` are the system's own (`/tmp` on
  /// macOS). Links further up are followed if they are ours or root's.
  init(_ path: String) throws {
    self.path = path
    try OpenDirectory.refuseForeignLinks(path)
    let isInRoot = path.hasPrefix("/") && !path.dropFirst().contains("/")
    let follow = isInRoot ? 0 : O_NOFOLLOW
    do {
      descriptor = try SystemError.retrying {
        open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | follow)
      }
    } catch {
      throw OpenDirectory.refusal(path, error)
    }
    var facts = stat()
    let status = fstat(descriptor, &facts)
    identity = Identity(facts)
    permissions = facts.st_mode & 0o7777
    // The initialiser is over: from here on `deinit` closes.
    guard status == 0 else { throw SystemError.last.during("open", path) }
  }

  private init(path: String, descriptor: Int32, facts: stat) {
    self.path = path
    self.descriptor = descriptor
    identity = Identity(facts)
    permissions = facts.st_mode & 0o7777
  }

  deinit {
    close(descriptor)
  }

  /// Opens a directory of this one; a symbolic link in its place is refused.
  func directory(_ name: String) throws(SystemError) -> OpenDirectory {
    let opened = try SystemError.retrying {
      openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    var facts = stat()
    guard fstat(opened, &facts) == 0 else {
      let error = SystemError.last
      close(opened)
      throw error
    }
    return OpenDirectory(path: path + "/" + name, descriptor: opened, facts: facts)
  }

  private static func refusal(_ path: String, _ error: SystemError) -> KTHWError {
    var facts = stat()
    let isLink = lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK
    if isLink, error.number == ELOOP || error.number == ENOTDIR {
      return KTHWError(
        .inputOutput,
        "is a symbolic link, and nothing is written through links",
        at: .file(path),
        hint: "name the directory that it points to"
      )
    }
    return error.during(
      "open",
      path,
      hint: error.number == ENOENT ? "make the directory first: mkdir -p \(path)" : nil
    )
  }

  /// Refuses a path with a link of another user's before its last slash.
  static func refuseForeignLinks(_ path: String) throws {
    for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      let head = String(decoding: path.utf8.prefix(index), as: UTF8.self)
      var facts = stat()
      guard lstat(head, &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK else { continue }
      guard facts.st_uid != 0, facts.st_uid != geteuid() else { continue }
      throw KTHWError(
        .inputOutput,
        "is a symbolic link of another user's, and nothing is written through it",
        at: .file(head)
      )
    }
  }
}

// MARK: - What is in it

extension OpenDirectory {
  /// What is known of a name, links not followed; nil where nothing has it.
  func facts(of name: String) throws(SystemError) -> stat? {
    var facts = stat()
    do {
      _ = try SystemError.retrying {
        fstatat(descriptor, name, &facts, AT_SYMLINK_NOFOLLOW)
      }
    } catch {
      if error.number == ENOENT { return nil }
      throw error
    }
    return facts
  }

  /// The names of everything in the directory, in no order.
  func names() throws(SystemError) -> [String] {
    // The stream closes its descriptor and moves its position.
    let copy = try SystemError.retrying {
      openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = fdopendir(copy) else {
      let error = SystemError.last
      close(copy)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let found = readdir(stream) else { break }
      let name = withUnsafePointer(to: &found.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    // The end and a failure look the same but for this.
    guard errno == 0 else { throw SystemError.last }
    return names
  }

  /// Gives a file another name here, in place of what had that name.
  func rename(_ old: String, to new: String) throws(SystemError) {
    _ = try SystemError.retrying { renameat(descriptor, old, descriptor, new) }
  }

  /// Gives a file a second name here, which must be free.
  func link(_ old: String, to new: String) throws(SystemError) {
    _ = try SystemError.retrying { linkat(descriptor, old, descriptor, new, 0) }
  }

  /// Takes a name away.
  func remove(_ name: String) throws(SystemError) {
    _ = try SystemError.retrying { unlinkat(descriptor, name, 0) }
  }

  /// Waits until the names are on the disk.
  func synchronize() throws(SystemError) {
    do {
      _ = try SystemError.retrying { fsync(descriptor) }
    } catch {
      // Some network and user-space file systems have no such thing.
      if error.number != EINVAL, error.number != EOPNOTSUPP { throw error }
    }
  }
}
