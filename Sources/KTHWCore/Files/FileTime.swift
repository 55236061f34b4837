#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A moment as file systems note it.
struct FileTime: Hashable, Comparable, Sendable {
  let seconds: Int64
  let nanoseconds: Int64

  /// Before anything that a file system notes.
  static let distantPast = FileTime(seconds: .min, nanoseconds: 0)

  /// The present moment of the clock by which local file systems go.
  ///
  /// On Linux it stands still between two ticks, some milliseconds: a file
  /// that changes after this was read has this time or a later one.
  static var now: FileTime {
    var time = timespec()
    #if canImport(Darwin)
    clock_gettime(CLOCK_REALTIME, &time)
    #else
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    #endif
    return FileTime(time)
  }

  /// All of it in one word, which repeats itself after some 584 years.
  var nanosecondsSince1970: UInt64 {
    UInt64(bitPattern: seconds) &* 1_000_000_000 &+ UInt64(bitPattern: nanoseconds)
  }

  static func < (left: FileTime, right: FileTime) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}

extension FileTime {
  init(_ time: timespec) {
    seconds = Int64(time.tv_sec)
    nanoseconds = Int64(time.tv_nsec)
  }
}

extension stat {
  /// When the contents were last changed, as far as nobody set it.
  var modified: FileTime {
    #if canImport(Darwin)
    FileTime(st_mtimespec)
    #else
    FileTime(st_mtim)
    #endif
  }

  /// When anything was last changed: contents, mode, owner, names.
  ///
  /// Nobody can set it.
  var changed: FileTime {
    #if canImport(Darwin)
    FileTime(st_ctimespec)
    #else
    FileTime(st_ctim)
    #endif
  }
}
