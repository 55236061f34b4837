#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes symbolic links by whose names this program acts as another one.
public enum MakeLinks {
  /// What to make.
  public struct Input: Sendable {
    /// The directory for the links; it must exist.
    public var directory: String
    /// The absolute path of the program that they lead to.
    public var program: String
    /// The names of the links.
    public var names: [String]

    /// Creates an input.
    public init(directory: String, program: String, names: [String]) {
      self.directory = directory
      self.program = program
      self.names = names
    }
  }

  /// What was made.
  public struct Output: Hashable, Sendable {
    /// The paths of the links, in the order of their names.
    public var links: [String]
    /// The program that they lead to.
    public var program: String
    /// What may surprise whoever uses them: other programs of those names.
    public var doubts: [Problem]
  }

  /// Makes the links, or none of them where one cannot be.
  ///
  /// A link of ours is replaced; anything else of that name is left alone.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists``,
  ///   ``KTHWError/Code/notFound`` or ``KTHWError/Code/inputOutput``.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let shown = trimmed(input.directory)
    try requireDirectory(context.resolved(shown), shownAs: shown)
    let links = input.names.map { name in
      (shown: shown + "/" + name, path: context.resolved(shown) + "/" + name)
    }
    var problems = Problems()
    for link in links {
      _ = try problems.collect { try refuseForeign(link.path, shownAs: link.shown, input.program) }
    }
    try problems.throwIfAny()
    for link in links { try replace(link.path, shownAs: link.shown, with: input.program) }
    return Output(
      links: links.map(\.shown),
      program: input.program,
      doubts: shadowed(by: input, in: context)
    )
  }

  private static func trimmed(_ directory: String) -> String {
    var directory = directory
    while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
    return directory
  }

  private static func requireDirectory(_ path: String, shownAs shown: String) throws {
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      throw SystemError.last.during(
        "open",
        shown,
        hint: "make it first: mkdir -p \(Terminal.printable(shown))"
      )
    }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      throw KTHWError(.invalidName, "is not a directory", at: .file(shown))
    }
  }

  private static func refuseForeign(
    _ path: String,
    shownAs shown: String,
    _ program: String
  ) throws {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    if facts.st_mode & S_IFMT == S_IFLNK, let target = target(of: path) {
      let isOurs = target == program || lastComponent(target) == lastComponent(program)
      if isOurs { return }
    }
    throw KTHWError(
      .alreadyExists,
      "is something else and is left alone",
      at: .file(shown),
      hint: "move it away, or choose another directory that comes earlier on PATH"
    )
  }

  /// A rename puts the link in place, so that the name is never missing.
  private static func replace(
    _ path: String,
    shownAs shown: String,
    with program: String
  ) throws {
    if target(of: path) == program { return }
    let temporary = path + ".kthw-\(getpid())"
    unlink(temporary)
    guard symlink(program, temporary) == 0 else {
      throw SystemError.last.during("link", shown)
    }
    guard rename(temporary, path) == 0 else {
      let error = SystemError.last
      unlink(temporary)
      throw error.during("rename", shown)
    }
  }

  private static func target(of path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func lastComponent(_ path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }

  /// Other programs of the links' names on `PATH`, where they come after us
  /// or before us.
  private static func shadowed(by input: Input, in context: Context) -> [Problem] {
    guard let path = context.environment("PATH"),
      let own = identity(of: context.resolved(input.directory))
    else { return [] }
    let folders = path.split(separator: ":").map(String.init)
    guard let position = folders.firstIndex(where: { identity(of: $0) == own }) else {
      return [
        Problem(
          .notFound,
          "\(Terminal.printable(input.directory)) is not on PATH, so the links are not found by name",
          hint: "export PATH=\(Terminal.printable(input.directory)):$PATH"
        )
      ]
    }
    return input.names.compactMap { name in
      for (index, folder) in folders.enumerated() where identity(of: folder) != own {
        let other = folder + "/" + name
        guard access(other, X_OK) == 0 else { continue }
        let effect =
          index < position ? "comes first on PATH and wins" : "is no longer reached by its name"
        return Problem(.alreadyExists, Terminal.printable(other) + " " + effect)
      }
      return nil
    }
  }

  private struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  private static func identity(of path: String) -> Identity? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Identity(
      device: UInt64(truncatingIfNeeded: facts.st_dev),
      inode: UInt64(truncatingIfNeeded: facts.st_ino)
    )
  }
}
