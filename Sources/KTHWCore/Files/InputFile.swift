#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads what a user named: a file, standard input, a variable.
///
/// Whatever is named, reading ends: more than the limit is refused while it
/// is being read, and a named pipe that nobody writes into is given up on
/// after some seconds. Pipes with a writer (`<(command)`, `/dev/stdin`) are
/// read to their end; directories are refused.
public enum InputFile {
  /// The most bytes that are read unless a caller says otherwise: 64 MiB.
  public static let defaultLimit = 64 << 20

  /// How long a named pipe may be without anybody who writes, in milliseconds.
  static let patienceInMilliseconds: Int32 = 5_000

  /// Reads everything.
  ///
  /// - Parameters:
  ///   - name: a path; or `-`, `file:PATH`, `env:VARIABLE` where allowed.
  ///   - context: says where relative paths start and what variables hold.
  ///   - limit: the most bytes that are accepted.
  ///   - allowStandardInput: whether `-` means standard input; otherwise it
  ///     is a file of that name.
  ///   - allowPrefixes: whether `file:` and `env:` have a meaning; an unknown
  ///     prefix is part of a path.
  /// - Returns: the bytes.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``,
  ///   ``KTHWError/Code/inputOutput`` or ``KTHWError/Code/limitExceeded``;
  ///   ``Problem/peerWords`` are Go's, such as `open F: no such file or directory`.
  public static func read(
    _ name: String,
    context: Context = .system,
    limit: Int = defaultLimit,
    allowStandardInput: Bool = false,
    allowPrefixes: Bool = false
  ) throws -> [UInt8] {
    let source = Source(name, allowStandardInput: allowStandardInput, allowPrefixes: allowPrefixes)
    if case .variable(let variable) = source {
      return Array(try text(of: variable, context, limit: limit).utf8)
    }
    return try buffer(source, context, limit: limit, isSecret: false).withUnsafeBytes(Array.init)
  }

  /// Reads everything into memory that is wiped, with no copy left behind.
  ///
  /// A variable's text stays in the environment, where it was before.
  ///
  /// - Parameters: as of ``read(_:context:limit:allowStandardInput:allowPrefixes:)``.
  /// - Returns: the bytes.
  /// - Throws: ``KTHWError``, as ``read(_:context:limit:allowStandardInput:allowPrefixes:)``.
  public static func readSecret(
    _ name: String,
    context: Context = .system,
    limit: Int = defaultLimit,
    allowStandardInput: Bool = false,
    allowPrefixes: Bool = false
  ) throws -> SecretBytes {
    let source = Source(name, allowStandardInput: allowStandardInput, allowPrefixes: allowPrefixes)
    if case .variable(let variable) = source {
      var text = try text(of: variable, context, limit: limit)
      return text.withUTF8 { SecretBytes(copying: UnsafeRawBufferPointer($0)) }
    }
    return try buffer(source, context, limit: limit, isSecret: true)
      .withUnsafeBytes(SecretBytes.init(copying:))
  }

  /// Who may read a file that was named.
  ///
  /// - Parameters:
  ///   - name: a path.
  ///   - context: says where relative paths start.
  /// - Returns: the permission bits; nil for what is not there and for what
  ///   is no regular file.
  static func permissions(of name: String, context: Context) -> FileMode? {
    var facts = stat()
    guard stat(context.resolved(name), &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return FileMode(facts)
  }

  private static func text(of variable: String, _ context: Context, limit: Int) throws -> String {
    guard let text = context.environment(variable) else {
      throw KTHWError(
        .notFound,
        "the environment variable \(Terminal.quoted(variable)) is not set",
        hint: "put the text into it, or name a file"
      )
    }
    guard text.utf8.count <= limit else { throw tooLarge("env:" + variable, limit) }
    return text
  }

  private static func buffer(
    _ source: Source,
    _ context: Context,
    limit: Int,
    isSecret: Bool
  ) throws -> ReadBuffer {
    switch source {
    case .descriptor(let descriptor, let name):
      return try OpenInput(borrowing: descriptor, name: name).contents(limit, isSecret: isSecret)
    case .path(let path):
      try FileName.refuseNUL(path)
      return try OpenInput(path: context.resolved(path), name: path)
        .contents(limit, isSecret: isSecret)
    case .variable:
      // Both callers have answered this case themselves.
      return ReadBuffer(capacity: 0, isSecret: isSecret)
    }
  }

  static func tooLarge(_ name: String, _ limit: Int) -> KTHWError {
    let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
    return KTHWError(.limitExceeded, "larger than the \(size) that are read here", at: .file(name))
  }
}

extension InputFile {
  /// What a name stands for.
  enum Source: Hashable, Sendable {
    case path(String)
    case descriptor(Int32, name: String)
    case variable(String)

    init(_ name: String, allowStandardInput: Bool, allowPrefixes: Bool) {
      if allowStandardInput, name == "-" {
        self = .descriptor(0, name: name)
      } else if allowPrefixes, name.hasPrefix("env:") {
        self = .variable(String(name.dropFirst(4)))
      } else if allowPrefixes, name.hasPrefix("file:") {
        self = Source(path: String(name.dropFirst(5)))
      } else {
        self = Source(path: name)
      }
    }

    /// Names of our own open descriptors are not opened anew: that fails for
    /// sockets, and under another user's rights.
    private init(path: String) {
      self = .path(path)
      if path == "/dev/stdin" { self = .descriptor(0, name: path) }
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        let digits = path.dropFirst(folder.count)
        guard let number = Decimal.value(digits.utf8), let descriptor = Int32(exactly: number)
        else { continue }
        self = .descriptor(descriptor, name: path)
      }
    }
  }
}
