#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A lock file: who creates it has the lock, as kubectl does it with
/// `config.lock` beside `config`.
///
/// kubectl leaves the file behind when it is killed, and then every later
/// run fails. Ours is also locked by the system (`flock`), which ends with
/// the process: a file of ours that nobody has locked is taken over.
final class LockFile {
  /// The path of the lock file.
  let path: String
  /// Which file it is.
  let identity: OpenDirectory.Identity
  private let descriptor: Int32

  /// What our lock files hold; kubectl's are empty and nobody may read them.
  private static let mark = Array("kthwctl\n".utf8)
  private static let mode: mode_t = 0o600

  /// How an attempt to take a lock ended.
  enum Attempt {
    case taken(LockFile)
    case busy(Holder)
  }

  /// Who has a lock.
  struct Holder: Hashable {
    /// Which file the lock is.
    let identity: OpenDirectory.Identity
    /// When it was made.
    let created: Timestamp
    /// Whether a run of ours made it.
    let isOurs: Bool
  }

  private init(path: String, identity: OpenDirectory.Identity, descriptor: Int32) {
    self.path = path
    self.identity = identity
    self.descriptor = descriptor
  }

  deinit {
    // First the name, then the lock: in the other order somebody could take
    // the file over and lose it to us.
    unlink(path)
    close(descriptor)
  }

  /// Tries to take a lock, without waiting.
  ///
  /// - Throws: ``SystemError`` where the file cannot be created.
  static func attempt(_ path: String) throws(SystemError) -> Attempt {
    while true {
      do {
        if let made = try create(path) { return .taken(made) }
      } catch {
        guard error.number == EEXIST else { throw error }
      }
      var facts = stat()
      guard lstat(path, &facts) == 0 else {
        if errno == ENOENT { continue }
        throw SystemError.last
      }
      let holder = Holder(
        identity: OpenDirectory.Identity(facts),
        created: Timestamp(secondsSince1970: Int64(modificationSeconds(facts))),
        isOurs: isOurs(facts)
      )
      guard holder.isOurs else { return .busy(holder) }
      switch try takeOver(path, holder) {
      case .lock(let lock): return .taken(lock)
      case .isHeld: return .busy(holder)
      case .isGone: continue
      }
    }
  }

  /// Whether a file has a lock file at the moment, whoever made it.
  static func isThere(_ file: String, _ context: Context) -> Bool {
    var facts = stat()
    return lstat(context.resolved(file) + ".lock", &facts) == 0
  }

  /// Creates the file and locks it; nil where somebody was faster.
  private static func create(_ path: String) throws(SystemError) -> LockFile? {
    let descriptor = try SystemError.retrying {
      open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
    var facts = stat()
    do {
      _ = try SystemError.retrying { fstat(descriptor, &facts) }
      // The umask may have taken bits away by which ours are known.
      if facts.st_mode & 0o7777 != mode {
        _ = try SystemError.retrying { fchmod(descriptor, mode) }
      }
    } catch {
      unlink(path)
      close(descriptor)
      throw error
    }
    return lock(path, OpenDirectory.Identity(facts), descriptor)
  }

  /// Locks an open file, unless another has done so or its name is gone.
  private static func lock(
    _ path: String,
    _ identity: OpenDirectory.Identity,
    _ descriptor: Int32
  ) -> LockFile? {
    if let error = exclude(descriptor), !meansNoLocks(error) {
      close(descriptor)
      return nil
    }
    var facts = stat()
    guard lstat(path, &facts) == 0, OpenDirectory.Identity(facts) == identity else {
      close(descriptor)
      return nil
    }
    // For people who find the file; nothing depends on it being there.
    _ = mark.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    return LockFile(path: path, identity: identity, descriptor: descriptor)
  }

  private enum TakeOver {
    case lock(LockFile)
    case isHeld
    case isGone
  }

  /// Takes over what a killed run of ours left.
  private static func takeOver(
    _ path: String,
    _ holder: Holder
  ) throws(SystemError) -> TakeOver {
    let descriptor: Int32
    do {
      descriptor = try SystemError.retrying {
        open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      }
    } catch {
      if error.number == ENOENT { return .isGone }
      return .isHeld
    }
    // Without locks nobody can tell whether its maker is alive.
    guard exclude(descriptor) == nil, hasOurMark(descriptor) else {
      close(descriptor)
      return .isHeld
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, OpenDirectory.Identity(facts) == holder.identity else {
      close(descriptor)
      return .isGone
    }
    guard let taken = lock(path, holder.identity, descriptor) else { return .isGone }
    return .lock(taken)
  }

  /// Locks an open file without waiting; nil is success.
  private static func exclude(_ descriptor: Int32) -> SystemError? {
    do {
      _ = try SystemError.retrying { flock(descriptor, LOCK_EX | LOCK_NB) }
      return nil
    } catch {
      return error
    }
  }

  private static func meansNoLocks(_ error: SystemError) -> Bool {
    [ENOLCK, EOPNOTSUPP, EINVAL, EBADF, ENOSYS].contains(error.number)
  }

  private static func isOurs(_ facts: stat) -> Bool {
    facts.st_mode & S_IFMT == S_IFREG && facts.st_mode & 0o7777 == mode
      && facts.st_uid == geteuid() && facts.st_nlink == 1 && facts.st_size <= mark.count
  }

  /// Whether the file holds what we write, or nothing yet.
  private static func hasOurMark(_ descriptor: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: mark.count + 1)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    return count == 0 || count > 0 && Array(bytes[..<count]) == mark
  }

  private static func modificationSeconds(_ facts: stat) -> Int {
    #if canImport(Darwin)
    facts.st_mtimespec.tv_sec
    #else
    facts.st_mtim.tv_sec
    #endif
  }
}
