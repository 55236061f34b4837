internal import COpenSSL

/// SHA-256 (FIPS 180-4) of short public bytes.
///
/// For telling whether something is the same as before: digests as words, which
/// can be added up. Where octets are wanted, ``Hash`` gives them.
enum SHA256 {
  /// The digest as eight words, the first one first.
  typealias Digest = SIMD8<UInt32>

  /// The digest of some bytes.
  static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var octets = SIMD32<UInt8>()
    withUnsafeMutableBytes(of: &octets) { digest in
      kthw_sha256(bytes.baseAddress, bytes.count, digest.baseAddress)
    }
    let words = unsafeBitCast(octets, to: Digest.self)
    return Digest(words.indices.lazy.map { UInt32(bigEndian: words[$0]) })
  }

  /// The digest of some bytes.
  static func digest(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes(digest)
  }
}

extension SIMD8<UInt32> {
  /// The words as hexadecimal digits, each most significant first.
  var hexadecimal: String {
    indices.map { index in
      let digits = String(self[index], radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}
