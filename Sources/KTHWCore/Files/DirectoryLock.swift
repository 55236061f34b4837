#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The right to change a directory, held by one process at a time.
///
/// The lock is the system's (`flock` on the directory itself): it leaves no
/// file behind and ends with its process, however that ends. Who gets it
/// also finishes or clears away what a killed predecessor left half done.
///
/// The lock is let go when the last reference to it goes.
public final class DirectoryLock {
  let directory: OpenDirectory
  /// Whether the file system has locks at all; without them writing goes
  /// on, and nothing of other runs is touched.
  let isHeld: Bool

  /// How long a caller waits unless it says otherwise.
  public static let defaultPatience = GoDuration.seconds(10)

  /// Takes the lock, waiting for it where another process has it.
  ///
  /// - Parameters:
  ///   - path: the directory, which must exist.
  ///   - context: says where relative paths start.
  ///   - patience: how long to wait.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/locked`` where the wait was
  ///   in vain.
  public convenience init(
    _ path: String,
    context: Context = .system,
    waitingUpTo patience: GoDuration = defaultPatience
  ) throws {
    try FileName.refuseNUL(path)
    try self.init(context.resolved(path), shownAs: path, until: Deadline(after: patience))
  }

  init(_ path: String, shownAs shown: String, until deadline: Deadline) throws {
    while true {
      let opened = try OpenDirectory(path)
      let isLocked = try DirectoryLock.lock(opened, shownAs: shown, until: deadline)
      // While we waited, the directory may have been exchanged for another
      // by a rename; a lock on the old one would guard nothing.
      if try OpenDirectory(path).identity == opened.identity {
        directory = opened
        isHeld = isLocked
        if isLocked { Leftovers.settle(in: opened) }
        return
      }
    }
  }

  /// Locks an open directory, for as long as it is open.
  ///
  /// - Returns: whether there is a lock now; false where there can be none.
  static func lock(
    _ directory: OpenDirectory,
    shownAs shown: String,
    until deadline: Deadline
  ) throws -> Bool {
    var pause = 1
    while true {
      do {
        _ = try SystemError.retrying { flock(directory.descriptor, LOCK_EX | LOCK_NB) }
        return true
      } catch {
        switch error.number {
        case EWOULDBLOCK: break
        case ENOLCK, EOPNOTSUPP, EINVAL, EBADF, ENOSYS: return false
        default: throw error.during("lock", shown)
        }
      }
      guard !deadline.hasPassed else {
        throw KTHWError(
          .locked,
          "another run is changing this directory",
          at: .file(shown),
          hint: "wait for it to end, then run the command again"
        )
      }
      Deadline.sleep(milliseconds: pause)
      pause = min(pause * 2, 50)
    }
  }
}

/// A moment on the clock that nobody can set.
struct Deadline {
  private let nanoseconds: Int64

  init(after duration: GoDuration) {
    let (sum, overflow) = Deadline.now.addingReportingOverflow(duration.nanoseconds)
    nanoseconds = overflow ? .max : sum
  }

  var hasPassed: Bool { Deadline.now >= nanoseconds }

  static func sleep(milliseconds: Int) {
    var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
    nanosleep(&time, nil)
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
