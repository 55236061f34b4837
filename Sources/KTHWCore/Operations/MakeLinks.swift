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
  /// - Parameters:
  ///   - input: which links, and where.
  ///   - context: the world.
  ///   - patience: how long to wait for another run.
  /// - Returns: what was made.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists``,
  ///   ``KTHWError/Code/locked``, ``KTHWError/Code/notFound`` or ``KTHWError/Code/inputOutput``.
  public static func run(
    _ input: Input,
    in context: Context,
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience
  ) throws -> Output {
    let shown = trimmed(input.directory)
    let path = try realDirectory(context.resolved(shown), shownAs: shown)
    let lock = try DirectoryLock(path, shownAs: shown, until: Deadline(after: patience))
    let directory = lock.directory
    var problems = Problems()
    for name in input.names {
      _ = try problems.collect {
        try refuseForeign(name, in: directory, shownAs: shown + "/" + name, input.program)
      }
    }
    try problems.throwIfAny()
    try withExtendedLifetime(lock) {
      try LinkWriter.write(
        input.names,
        to: input.program,
        in: directory,
        shownAs: shown,
        context
      )
    }
    return Output(
      links: input.names.map { shown + "/" + $0 },
      program: input.program,
      doubts: shadowed(by: input, in: context)
    )
  }

  private static func trimmed(_ directory: String) -> String {
    var directory = directory
    while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
    return directory
  }

  /// The directory itself, where links of one's own lead to it.
  private static func realDirectory(_ path: String, shownAs shown: String) throws -> String {
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
    try OpenDirectory.refuseForeignLinks(path + "/")
    guard let real = realpath(path, nil) else { throw SystemError.last.during("open", shown) }
    defer { free(real) }
    return String(cString: real)
  }

  private static func refuseForeign(
    _ name: String,
    in directory: OpenDirectory,
    shownAs shown: String,
    _ program: String
  ) throws {
    do {
      guard try directory.facts(of: name) != nil else { return }
    } catch {
      throw error.during("look at", shown)
    }
    if let target = try? directory.linkTarget(name) {
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
