#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension DirectoryLock {
  /// Locks the directory of a file that is to be read, changed and replaced,
  /// so that no other run changes it in between.
  ///
  /// - Parameters:
  ///   - path: the file, as the user named it.
  ///   - context: says where relative paths start.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``, with
  ///   ``KTHWError/Code/locked`` where the wait was in vain, or the reason why
  ///   nothing can take the file's place. A pipe, which cannot be replaced, is
  ///   refused before anybody waits for its bytes.
  convenience init(replacing path: String, context: Context) throws {
    guard access(context.resolved(path), F_OK) == 0 || errno != ENOENT else {
      throw SystemError(ENOENT).during("open", path)
    }
    try FileWriter.check([OutputFile(path, .bytes([]), mode: .ownerOnly)], context: context)
    let name = try FileName(context.resolved(path), shownAs: path)
    try self.init(name.directory)
  }
}
