internal import COpenSSL

/// Hashes of public bytes, for identifiers and fingerprints.
public enum Hash {
  /// The SHA-1 of some bytes, 20 of them.
  ///
  /// For key identifiers alone (RFC 5280 §4.2.1.2), where nothing rests on it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public static func sha1(_ bytes: [UInt8]) throws -> [UInt8] {
    try bytes.withUnsafeBytes {
      try hash($0, with: sha1Function, named: "SHA-1", byteCount: 20)
    }
  }

  /// The SHA-256 of some bytes, 32 of them.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public static func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
    try bytes.withUnsafeBytes(sha256)
  }

  /// The SHA-256 of some bytes that lie elsewhere, a secret's for example.
  static func sha256(_ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
    try hash(bytes, with: sha256Function, named: "SHA-256", byteCount: 32)
  }

  // Looked up once for the process and never freed. Unsafe only to the
  // compiler: a hash function is never written to.
  nonisolated(unsafe) private static let sha1Function = fetched("SHA1")
  nonisolated(unsafe) private static let sha256Function = fetched("SHA2-256")

  private static func fetched(_ name: StaticString) -> OpaquePointer? {
    guard (try? OpenSSLLibrary.start()) != nil else { return nil }
    return EVP_MD_fetch(nil, name.cString, nil)
  }

  private static func hash(
    _ bytes: UnsafeRawBufferPointer,
    with function: OpaquePointer?,
    named name: String,
    byteCount: Int
  ) throws -> [UInt8] {
    guard let function else { throw OpenSSLCall.failure("looking up \(name)") }
    return try [UInt8](unsafeUninitializedCapacity: byteCount) { memory, count in
      try OpenSSLCall.require("computing \(name)") {
        EVP_Digest(bytes.baseAddress, bytes.count, memory.baseAddress, nil, function, nil)
      }
      count = byteCount
    }
  }
}
