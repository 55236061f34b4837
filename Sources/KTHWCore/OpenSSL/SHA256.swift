/// SHA-256 (FIPS 180-4) of short public bytes.
///
/// For telling whether something is the same as before, where starting OpenSSL
/// would take longer than the whole run; whatever certificates and keys need
/// is hashed by OpenSSL.
enum SHA256 {
  /// The digest as eight words, the first one first.
  typealias Digest = SIMD8<UInt32>

  /// The digest of some bytes.
  static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
    var state = initialState
    let whole = bytes.count / 64 * 64
    for start in stride(from: 0, to: whole, by: 64) {
      absorb(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + 64)]), into: &state)
    }
    // What is left, a one, zeros, and the number of bits: one block or two.
    let rest = UnsafeRawBufferPointer(rebasing: bytes[whole...])
    withUnsafeTemporaryAllocation(byteCount: rest.count < 56 ? 64 : 128, alignment: 8) { tail in
      tail.initializeMemory(as: UInt8.self, repeating: 0)
      tail.copyMemory(from: rest)
      tail[rest.count] = 0x80
      let bits = UInt64(bytes.count).multipliedFullWidth(by: 8).low
      tail.storeBytes(of: bits.bigEndian, toByteOffset: tail.count - 8, as: UInt64.self)
      for start in stride(from: 0, to: tail.count, by: 64) {
        absorb(UnsafeRawBufferPointer(rebasing: tail[start..<(start + 64)]), into: &state)
      }
    }
    return state
  }

  /// The digest of some bytes.
  static func digest(_ bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes(digest)
  }

  /// One round of the function for each block of 64 bytes.
  private static func absorb(_ block: UnsafeRawBufferPointer, into state: inout Digest) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      for index in 0..<16 {
        let word = block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
        schedule.initializeElement(at: index, to: UInt32(bigEndian: word))
      }
      for index in 16..<64 {
        let (near, far) = (schedule[index - 2], schedule[index - 15])
        let first = turned(far, 7) ^ turned(far, 18) ^ far &>> 3
        let second = turned(near, 17) ^ turned(near, 19) ^ near &>> 10
        let word = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
        schedule.initializeElement(at: index, to: word)
      }
      var (a, b, c, d) = (state[0], state[1], state[2], state[3])
      var (e, f, g, h) = (state[4], state[5], state[6], state[7])
      // Eight rounds at a time: after those every word is where it began, and
      // none has to be moved in between.
      for first in stride(from: 0, to: 64, by: 8) {
        func input(_ index: Int) -> UInt32 {
          constants[first + index] &+ schedule[first + index]
        }
        round(a, b, c, &d, e, f, g, &h, input(0))
        round(h, a, b, &c, d, e, f, &g, input(1))
        round(g, h, a, &b, c, d, e, &f, input(2))
        round(f, g, h, &a, b, c, d, &e, input(3))
        round(e, f, g, &h, a, b, c, &d, input(4))
        round(d, e, f, &g, h, a, b, &c, input(5))
        round(c, d, e, &f, g, h, a, &b, input(6))
        round(b, c, d, &e, f, g, h, &a, input(7))
      }
      state &+= Digest(a, b, c, d, e, f, g, h)
    }
  }

  /// One of the 64 rounds of a block; two of the eight words change.
  @inline(__always)
  private static func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ input: UInt32
  ) {
    h &+= (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ (e & f ^ ~e & g) &+ input
    d &+= h
    h &+= (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ (a & b ^ a & c ^ b & c)
  }

  /// A word turned to the right.
  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word &>> bits | word &<< (32 &- bits)
  }

  private static let initialState = Digest(
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19
  )

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
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
