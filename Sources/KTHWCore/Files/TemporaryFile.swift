#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Names of files that are only there while something is being written.
///
/// They are told by their form, so that the next run can take away what a
/// killed one left behind.
enum TemporaryName {
  /// What a name is for.
  enum Purpose: String, CaseIterable {
    /// A new file before it has its name.
    case new
    /// A second name of an old file until its replacement is settled.
    case old
  }

  private static let prefix = ".kthwctl-"

  /// A name that nobody uses.
  static func make(_ purpose: Purpose, _ context: Context) throws -> String {
    prefix + Hexadecimal.plain(try context.random(8)) + "." + purpose.rawValue
  }

  /// Whether a name is of our form.
  static func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let parts = name.dropFirst(prefix.count).split(
      separator: ".",
      omittingEmptySubsequences: false
    )
    return parts.count == 2 && parts[0].utf8.count == 16
      && parts[0].utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
      && Purpose(rawValue: String(parts[1])) != nil
  }
}

/// A new file under a temporary name: complete, on the disk, with its mode.
struct TemporaryFile {
  /// The temporary name.
  let name: String

  /// Writes a file; nothing is left of it where that fails.
  ///
  /// - Throws: ``KTHWError`` that names the file as the user did.
  init(of file: OutputFile, in directory: OpenDirectory, _ context: Context) throws {
    name = try TemporaryName.make(.new, context)
    // A masked file is public: creating it with its own bits lets the system
    // apply the mask. All others are the owner's alone until the last step.
    let isMasked = file.mode.isMasked && !file.contents.isSecret
    let mode = mode_t(isMasked ? file.mode.bits : 0o600)
    let descriptor: Int32
    do {
      descriptor = try SystemError.retrying { [name] in
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        return openat(directory.descriptor, name, flags, mode)
      }
    } catch {
      throw error.during("create", file.path)
    }
    do {
      try TemporaryFile.fill(descriptor, with: file, setsMode: !file.mode.isMasked)
    } catch {
      try? directory.remove(name)
      throw error
    }
  }

  /// Writes, sets the mode, waits for the disk and closes; each is checked.
  private static func fill(_ descriptor: Int32, with file: OutputFile, setsMode: Bool) throws {
    do {
      try file.contents.withUnsafeBytes { try write($0, to: descriptor, file.path) }
      if setsMode {
        try step("chmod", file.path) { fchmod(descriptor, mode_t(file.mode.bits)) }
      }
      try step("sync", file.path) { fsync(descriptor) }
    } catch {
      close(descriptor)
      throw error
    }
    // After EINTR the descriptor is gone all the same on Linux, and the data
    // was safe before: closing again could hit another thread's file.
    if close(descriptor) != 0, errno != EINTR {
      throw SystemError.last.during("close", file.path)
    }
  }

  /// Writes everything, however many calls it takes.
  ///
  /// - Throws: ``KTHWError`` that names the file as the user did.
  static func write(
    _ bytes: UnsafeRawBufferPointer,
    to descriptor: Int32,
    _ path: @autoclosure () -> String
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let count = try step("write", path()) {
        #if canImport(Glibc)
        Glibc.write(descriptor, piece.baseAddress, piece.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, piece.baseAddress, piece.count)
        #else
        Darwin.write(descriptor, piece.baseAddress, piece.count)
        #endif
      }
      guard count > 0 else { throw SystemError(EIO).during("write", path()) }
      rest = rest.dropFirst(count)
    }
  }

  @discardableResult
  private static func step<Value: SignedInteger>(
    _ action: String,
    _ path: @autoclosure () -> String,
    _ call: () -> Value
  ) throws -> Value {
    do {
      return try SystemError.retrying(call)
    } catch {
      throw error.during(action, path())
    }
  }
}
