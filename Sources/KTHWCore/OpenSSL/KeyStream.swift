internal import COpenSSL

/// Octets that follow from a seed and a name: HMAC-SHA-256 of a counter.
///
/// To be used by one thread, for one purpose.
public final class KeyStream {
  private let key: SecretBytes
  private var counter: UInt64 = 0

  /// What sets these octets apart from all others made of the same seed.
  private static let purpose = "kthwctl key stream 1\0"

  init(seed: SecretBytes, name: String) throws {
    try OpenSSLLibrary.start()
    key = try KeyedHash.sha256.code(of: [.plain(Array((KeyStream.purpose + name).utf8))], key: seed)
  }

  /// The next octets, for what is no secret, such as serial numbers.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func octets(_ count: Int) throws -> [UInt8] {
    try secret(count).withUnsafeBytes { Array($0) }
  }

  /// The next octets, for keys.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func secret(_ count: Int) throws -> SecretBytes {
    try SecretBytes(capacity: count) { memory, written in
      while written < count {
        let number = withUnsafeBytes(of: counter.bigEndian) { SecretBytes(copying: $0) }
        counter += 1
        let block = try KeyedHash.sha256.code(of: [number], key: key)
        block.withUnsafeBytes { block in
          let part = UnsafeRawBufferPointer(rebasing: block.prefix(count - written))
          UnsafeMutableRawBufferPointer(rebasing: memory[written...]).copyMemory(from: part)
          written += part.count
        }
      }
    }
  }
}

/// HMAC (RFC 2104) with one of the hashes that sign.
struct KeyedHash {
  let digest: SignatureAlgorithm.Digest

  static let sha256 = KeyedHash(digest: .sha256)

  /// The code of some parts, one after another.
  func code(of parts: [SecretBytes], key: SecretBytes) throws -> SecretBytes {
    let text = try KeyedHash.joined(parts)
    return try SecretBytes(capacity: digest.byteCount) { memory, count in
      let output = memory.assumingMemoryBound(to: UInt8.self).baseAddress
      try key.withUnsafeBytes { key in
        try text.withUnsafeBytes { text in
          var length: UInt32 = 0
          _ = try OpenSSLCall.pointer("computing a keyed hash") {
            HMAC(
              function,
              key.baseAddress,
              Int32(key.count),
              text.assumingMemoryBound(to: UInt8.self).baseAddress,
              text.count,
              output,
              &length
            )
          }
          count = Int(length)
        }
      }
    }
  }

  // Constants of the library, never freed.
  private var function: OpaquePointer? {
    switch digest {
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }

  private static func joined(_ parts: [SecretBytes]) throws -> SecretBytes {
    try SecretBytes(capacity: parts.reduce(0) { $0 + $1.count }) { memory, count in
      for part in parts {
        part.withUnsafeBytes {
          UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: $0)
        }
        count += part.count
      }
    }
  }
}

extension SecretBytes {
  /// Bytes that are no secret, where only secrets are taken.
  static func plain(_ bytes: [UInt8]) -> SecretBytes {
    bytes.withUnsafeBytes { SecretBytes(copying: $0) }
  }
}
