import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Which build of which release is running.
enum ProgramIdentity {
  /// The release, the OpenSSL in it, and the size and time of the program's
  /// file, which tell two builds of one release apart; nil where that file
  /// cannot be found.
  static var text: String? {
    guard let facts = fileFacts else { return nil }
    #if canImport(Darwin)
    let time = facts.st_mtimespec
    #else
    let time = facts.st_mtim
    #endif
    return "kthwctl \(Release.version), \(OpenSSLLibrary.version), "
      + "\(facts.st_size) bytes of \(time.tv_sec).\(time.tv_nsec)"
  }

  private static var fileFacts: stat? {
    var facts = stat()
    #if canImport(Darwin)
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var path = [CChar](repeating: 0, count: Int(size) + 1)
    guard _NSGetExecutablePath(&path, &size) == 0, stat(path, &facts) == 0 else { return nil }
    #else
    guard stat("/proc/self/exe", &facts) == 0 else { return nil }
    #endif
    return facts
  }
}
