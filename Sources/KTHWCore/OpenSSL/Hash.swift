internal import COpenSSL

/// Hashes of public bytes, for identifiers and fingerprints.
public enum Hash {
  /// The SHA-1 of some bytes, 20 of them.
  ///
  /// For key identifiers alone (RFC 5280 §4.2.1.2), where nothing rests on it.
  public static func sha1(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: 20) { memory, count in
        kthw_sha1(bytes.baseAddress, bytes.count, memory.baseAddress)
        count = 20
      }
    }
  }

  /// The SHA-256 of some bytes, 32 of them.
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes(sha256)
  }

  /// The SHA-256 of some bytes that lie elsewhere, a secret's for example.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { memory, count in
      kthw_sha256(bytes.baseAddress, bytes.count, memory.baseAddress)
      count = 32
    }
  }
}

extension SignatureAlgorithm.Digest {
  /// Lends the hash of some bytes.
  func withHash<Result>(
    of bytes: UnsafeRawBufferPointer,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount) { hash in
      switch self {
      case .sha256: kthw_sha256(bytes.baseAddress, bytes.count, hash.baseAddress)
      case .sha384: kthw_sha384(bytes.baseAddress, bytes.count, hash.baseAddress)
      case .sha512: kthw_sha512(bytes.baseAddress, bytes.count, hash.baseAddress)
      }
      return try body(UnsafeBufferPointer(hash))
    }
  }
}
