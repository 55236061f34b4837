#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file to be written: where, what, who may read it.
public struct OutputFile: Sendable {
  /// The path as the user named it.
  public var path: String
  /// What the file shall hold.
  public var contents: Contents
  /// The mode it shall have from the moment it has its name.
  public var mode: FileMode
  /// What happens where a file of that name is there.
  public var replacement: Replacement

  /// Creates a file to be written.
  public init(
    _ path: String,
    _ contents: Contents,
    mode: FileMode,
    replacement: Replacement = .replace
  ) {
    self.path = path
    self.contents = contents
    self.mode = mode
    self.replacement = replacement
  }

  /// What a file shall hold.
  public enum Contents: Sendable {
    /// Bytes that anybody may know.
    case bytes([UInt8])
    /// Private keys and what holds them.
    case secret(SecretBytes)

    /// A text in UTF-8.
    public static func text(_ text: String) -> Contents { .bytes(Array(text.utf8)) }

    var isSecret: Bool { if case .secret = self { true } else { false } }

    func withUnsafeBytes<Result>(
      _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
      switch self {
      case .bytes(let bytes): try bytes.withUnsafeBytes(body)
      case .secret(let secret): try secret.withUnsafeBytes(body)
      }
    }

    /// Whether these are exactly the same bytes.
    func holds(_ other: Contents) -> Bool {
      withUnsafeBytes { own in
        other.withUnsafeBytes { other in
          guard own.count == other.count else { return false }
          guard let left = own.baseAddress, let right = other.baseAddress else { return true }
          return memcmp(left, right, own.count) == 0
        }
      }
    }
  }

  /// What happens where a file of that name is there.
  public enum Replacement: Hashable, Sendable {
    /// It is replaced by a new file; the old one's mode, owner and other
    /// links have no part in that.
    case replace
    /// Nothing is written at all, even if it appears at the last moment.
    case refuseExisting
  }
}
