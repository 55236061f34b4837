#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An error number of the operating system.
struct SystemError: Error, Hashable, Sendable {
  /// The number, such as `ENOSPC`.
  let number: Int32

  /// Creates an error from its number.
  init(_ number: Int32) {
    self.number = number
  }

  /// What `errno` says; to be asked right after the call that failed.
  static var last: SystemError { SystemError(errno) }

  /// Calls until no signal gets in the way.
  ///
  /// - Parameter call: a system call, which gives -1 where it failed.
  /// - Returns: what the call gave.
  /// - Throws: ``SystemError`` where it failed for another reason.
  static func retrying<Value: SignedInteger>(_ call: () -> Value) throws(SystemError) -> Value {
    while true {
      let value = call()
      if value != -1 { return value }
      let error = SystemError.last
      if error.number != EINTR { throw error }
    }
  }
}

// MARK: - Words

extension SystemError {
  /// The error in a few words, in lower case as Go writes them.
  ///
  /// A table of our own: `strerror` is not safe with threads, and its words
  /// follow the user's language.
  var words: String {
    SystemError.table.first { $0.number == number }?.words ?? "system error \(number)"
  }

  private static let table: [(number: Int32, words: String)] = [
    (EPERM, "operation not permitted"),
    (ENOENT, "no such file or directory"),
    (EIO, "input/output error"),
    (ENXIO, "no such device or address"),
    (EBADF, "bad file descriptor"),
    (EAGAIN, "resource temporarily unavailable"),
    (ENOMEM, "cannot allocate memory"),
    (EACCES, "permission denied"),
    (EBUSY, "device or resource busy"),
    (EEXIST, "file exists"),
    (EXDEV, "invalid cross-device link"),
    (ENODEV, "no such device"),
    (ENOTDIR, "not a directory"),
    (EISDIR, "is a directory"),
    (EINVAL, "invalid argument"),
    (ENFILE, "too many open files in system"),
    (EMFILE, "too many open files"),
    (ETXTBSY, "text file busy"),
    (EFBIG, "file too large"),
    (ENOSPC, "no space left on device"),
    (ESPIPE, "illegal seek"),
    (EROFS, "read-only file system"),
    (EMLINK, "too many links"),
    (EPIPE, "broken pipe"),
    (ENAMETOOLONG, "file name too long"),
    (ENOLCK, "no locks available"),
    (ENOSYS, "function not implemented"),
    (ENOTEMPTY, "directory not empty"),
    (ELOOP, "too many levels of symbolic links"),
    (EOVERFLOW, "value too large for defined data type"),
    (EOPNOTSUPP, "operation not supported"),
    (ETIMEDOUT, "connection timed out"),
    (ESTALE, "stale file handle"),
    (EDQUOT, "disk quota exceeded"),
  ]

  /// What a user can do about it, where that is plain.
  var hint: String? {
    switch number {
    case ENOSPC: "free some space on that disk, then run the command again"
    case EDQUOT: "free some of your quota on that disk, then run the command again"
    case EACCES, EPERM: "look at the owner and the mode of the file and of its directory"
    case EROFS: "choose a directory on a disk that can be written to"
    case EFBIG: "the limit on file sizes is shown by: ulimit -f"
    case EMFILE: "the limit on open files is shown by: ulimit -n"
    default: nil
    }
  }
}

// MARK: - As our error

extension SystemError {
  /// The error as a user meets it: `F: cannot open: no such file or directory`,
  /// with the words of Go's `os.PathError`, as cfssl and kubectl print them:
  /// `open F: no such file or directory`.
  ///
  /// - Parameters:
  ///   - action: what was being done, a verb such as `open`.
  ///   - file: the file as the user named it.
  ///   - hint: what to do about it, where ``hint`` does not fit.
  /// - Returns: the error to throw.
  func during(_ action: String, _ file: String, hint: String? = nil) -> KTHWError {
    let code: KTHWError.Code =
      switch number {
      case ENOENT: .notFound
      case EEXIST: .alreadyExists
      default: .inputOutput
      }
    return KTHWError(
      code,
      "cannot \(action): \(words)",
      at: .file(file),
      hint: hint ?? self.hint,
      peerWords: PeerWords("\(action) \(file): \(words)")
    )
  }
}
