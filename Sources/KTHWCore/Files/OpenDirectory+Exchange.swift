internal import CSystem

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension OpenDirectory {
  /// Exchanges two names of this directory in one step.
  func exchange(_ one: String, with other: String) throws(SystemError) {
    _ = try SystemError.retrying { kthw_exchange(descriptor, one, other) }
  }

  /// Gives a file another name here, which must be free.
  func rename(_ old: String, toFree new: String) throws(SystemError) {
    do {
      _ = try SystemError.retrying { kthw_rename_to_free(descriptor, old, new) }
    } catch {
      guard OpenDirectory.meansNoSuchRename(error) else { throw error }
      // There is a moment between looking and renaming; what may appear in it
      // and would be replaced is no more than an empty directory.
      guard try facts(of: new) == nil else { throw SystemError(EEXIST) }
      try rename(old, to: new)
    }
  }

  /// Waits until everything on this file system is on the disk: thousands of
  /// files at once, where waiting for each would take a thousand times as long.
  func synchronizeFileSystem() throws(SystemError) {
    do {
      _ = try SystemError.retrying { kthw_synchronize_file_system(descriptor) }
    } catch {
      guard [ENOSYS, EINVAL, EOPNOTSUPP].contains(error.number) else { throw error }
      sync()
    }
  }

  /// Whether a failure to rename means that this system or file system
  /// knows renaming only, not exchanging and not refusing.
  static func meansNoSuchRename(_ error: SystemError) -> Bool {
    [EINVAL, ENOSYS, EOPNOTSUPP, ENOTSUP].contains(error.number)
  }
}
