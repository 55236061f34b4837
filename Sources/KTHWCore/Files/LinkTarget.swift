#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a path leads to when the symbolic links in its last place are
/// followed, whether or not there is a file at the end.
struct LinkTarget {
  /// The path at the end of the links.
  let path: String
  /// Whether there are too many links to follow.
  let isEndless: Bool

  /// As many links as Linux follows.
  private static let limit = 40

  /// Follows the links.
  init(_ path: String) {
    var path = path
    for _ in 0...LinkTarget.limit {
      guard let next = LinkTarget.next(path) else {
        self.path = path
        isEndless = false
        return
      }
      path = next
    }
    self.path = path
    isEndless = true
  }

  /// The directory at the end of the links, by a path without links; nil
  /// where there is none.
  var realDirectory: String? {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard let real = realpath(directory, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The last component of the path.
  var name: String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// What the symbolic link at a path says, as a path; nil for all else.
  static func next(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    if target.hasPrefix("/") { return target }
    guard let slash = path.lastIndex(of: "/") else { return target }
    return String(path[...slash]) + target
  }
}
