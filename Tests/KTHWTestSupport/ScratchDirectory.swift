#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A directory of a test's own, removed with everything in it at the end.
public final class ScratchDirectory: Sendable {
  /// The absolute path, without a slash at the end.
  public let path: String

  /// Makes an empty directory with mode 0700 under `TMPDIR` or `/tmp`.
  public init() throws {
    let parent = environmentValue("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/kthw-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure("make a directory in \(parent)") }
    let made = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let real = realpath(made, nil) else { throw SystemFailure("resolve \(made)") }
    defer { free(real) }
    path = String(cString: real)
  }

  deinit {
    ScratchDirectory.remove(path)
  }

  /// The absolute path of something in the directory.
  public func path(_ name: String) -> String {
    path + "/" + name
  }

  /// Writes a file of text, and the directories above it.
  ///
  /// - Returns: the file's absolute path.
  @discardableResult
  public func write(_ name: String, _ text: String, mode: UInt16 = 0o644) throws -> String {
    try write(name, bytes: Array(text.utf8), mode: mode)
  }

  /// Writes a file of bytes, and the directories above it.
  ///
  /// - Returns: the file's absolute path.
  @discardableResult
  public func write(_ name: String, bytes: [UInt8], mode: UInt16 = 0o644) throws -> String {
    if let slash = name.lastIndex(of: "/") {
      try WholeFile.makeDirectories(path(String(name[..<slash])))
    }
    try WholeFile.write(bytes, to: path(name), mode: mode)
    return path(name)
  }

  /// Makes a directory, and those above it.
  ///
  /// - Returns: its absolute path.
  @discardableResult
  public func makeDirectory(_ name: String, mode: UInt16 = 0o755) throws -> String {
    try WholeFile.makeDirectories(path(name))
    guard chmod(path(name), mode_t(mode)) == 0 else { throw SystemFailure("chmod \(name)") }
    return path(name)
  }

  /// Makes a symbolic link; the target is kept as written.
  public func link(_ name: String, to target: String) throws {
    guard symlink(target, path(name)) == 0 else { throw SystemFailure("symlink \(name)") }
  }

  /// The target of a symbolic link, as written.
  public func linkTarget(_ name: String) throws -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path(name), &buffer, buffer.count)
    guard count >= 0 else { throw SystemFailure("readlink \(name)") }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The bytes of a file.
  public func bytes(_ name: String) throws -> [UInt8] {
    try WholeFile.read(path(name))
  }

  /// The text of a file; bytes that are not UTF-8 are replaced.
  public func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// Whether something of that name is there, a dangling link included.
  public func has(_ name: String) -> Bool {
    Entry(name: name, at: path(name)) != nil
  }

  /// The permission bits of a file, or nil where there is none.
  public func mode(_ name: String) -> UInt16? {
    Entry(name: name, at: path(name))?.mode
  }

  /// Everything below the directory, sorted by name; links are not followed.
  public func entries() -> [Entry] {
    ScratchDirectory.entries(below: path, prefix: "").sorted { $0.name < $1.name }
  }

  /// Removes a file, or a directory with all that is in it.
  public func remove(_ name: String) {
    ScratchDirectory.remove(path(name))
  }

  /// The names of everything below the directory, sorted.
  public func names() -> [String] {
    entries().map(\.name)
  }
}

extension ScratchDirectory {
  /// One thing in a directory, as `lstat` sees it.
  public struct Entry: Hashable, Sendable, CustomStringConvertible {
    /// What a thing is.
    public enum Kind: String, Sendable {
      /// A regular file.
      case file
      /// A directory.
      case directory
      /// A symbolic link.
      case link
      /// A pipe, socket or device.
      case other
    }

    /// The path relative to the scratch directory.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The permission bits, with set-id and sticky bits.
    public let mode: UInt16
    /// The size in bytes.
    public let size: Int

    init?(name: String, at path: String) {
      var facts = stat()
      guard lstat(path, &facts) == 0 else { return nil }
      self.name = name
      switch facts.st_mode & S_IFMT {
      case S_IFREG: kind = .file
      case S_IFDIR: kind = .directory
      case S_IFLNK: kind = .link
      default: kind = .other
      }
      mode = UInt16(facts.st_mode & 0o7777)
      size = Int(facts.st_size)
    }

    /// The mode and the name, as `0600 ca-key.pem`.
    public var description: String {
      let digits = String(mode, radix: 8)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + " " + name
    }
  }

  private static func entries(below path: String, prefix: String) -> [Entry] {
    children(of: path).flatMap { child -> [Entry] in
      let name = prefix + child
      guard let entry = Entry(name: name, at: path + "/" + child) else { return [] }
      guard entry.kind == .directory else { return [entry] }
      return [entry] + entries(below: path + "/" + child, prefix: name + "/")
    }
  }

  private static func children(of path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let found = readdir(directory) {
      // The name's length is not in the structure: it ends at its NUL.
      let name = withUnsafePointer(to: &found.pointee.d_name) { start in
        start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  private static func remove(_ path: String) {
    guard let entry = Entry(name: path, at: path) else { return }
    guard entry.kind == .directory else {
      unlink(path)
      return
    }
    // A test may have taken its own rights away.
    chmod(path, 0o700)
    for child in children(of: path) { remove(path + "/" + child) }
    rmdir(path)
  }
}
