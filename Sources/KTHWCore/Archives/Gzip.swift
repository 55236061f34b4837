// The system's module first: types of the C library that zlib's header declares
// as well would otherwise count as zlib's, in every file of this module.
#if canImport(Glibc)
import Glibc
internal import CZlib
#elseif canImport(Musl)
import Musl
internal import CZlib
#else
import Darwin
internal import CZlib
#endif

/// Compresses bytes in the gzip format (RFC 1952).
enum Gzip {
  /// The most bytes that are taken: 1 GiB.
  static let limit = 1 << 30

  /// The bytes of one gzip member, which carries no name and no time.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded``, or where
  ///   memory runs out.
  static func compressed(_ contents: SecretBytes) throws -> SecretBytes {
    guard contents.count <= limit else {
      throw KTHWError(.limitExceeded, "more than \(limit >> 20) MiB cannot be compressed at once")
    }
    return try SecretBytes(capacity: kthw_gzip_bound(contents.count)) { memory, count in
      count = contents.withUnsafeBytes { bytes in
        kthw_gzip(bytes.baseAddress, bytes.count, memory.baseAddress, memory.count)
      }
      guard count > 0 else {
        throw KTHWError(.limitExceeded, "there is not enough memory to compress this")
      }
    }
  }
}
