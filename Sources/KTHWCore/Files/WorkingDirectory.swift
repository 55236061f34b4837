#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directory that relative paths start from, as an absolute path.
enum WorkingDirectory {
  /// The path that the user sees: `$PWD` where it is that directory, since it
  /// keeps the symbolic links by which the user came there.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/inputOutput`` where the
  ///   directory was removed.
  static func path(_ context: Context) throws -> String {
    if let base = context.baseDirectory, base.hasPrefix("/") { return base }
    let directory = context.baseDirectory ?? "."
    var here = stat()
    var there = stat()
    if context.baseDirectory == nil, let shown = context.environment("PWD"), shown.hasPrefix("/"),
      stat(".", &here) == 0, stat(shown, &there) == 0,
      OpenDirectory.Identity(here) == OpenDirectory.Identity(there)
    {
      return shown
    }
    guard let real = realpath(directory, nil) else {
      throw SystemError.last.during("find", directory)
    }
    defer { free(real) }
    return String(cString: real)
  }
}
