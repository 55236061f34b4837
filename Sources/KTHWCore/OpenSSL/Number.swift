internal import COpenSSL

// What this room does with OpenSSL's big numbers. Private ones are made
// "secure": OpenSSL then keeps them in protected memory where there is some
// and computes with them in constant time where it can.
extension Owned where Release == NumberRelease {
  /// A private number, zero at first.
  static func secret() throws -> OwnedNumber {
    let number = try OpenSSLCall.pointer("making room for a number") { BN_secure_new() }
    BN_set_flags(number, BN_FLG_CONSTTIME)
    return OwnedNumber(adopting: number)
  }

  /// A private number from big-endian bytes.
  static func secret(_ bytes: UnsafeRawBufferPointer) throws -> OwnedNumber {
    let number = try secret()
    let start = bytes.assumingMemoryBound(to: UInt8.self).baseAddress
    // Fills the number given and answers that very number.
    _ = try OpenSSLCall.pointer("reading a number") {
      BN_bin2bn(start, Int32(bytes.count), number.pointer)
    }
    return number
  }

  /// A public number.
  static func plain(_ word: UInt) throws -> OwnedNumber {
    let number = OwnedNumber(
      adopting: try OpenSSLCall.pointer("making room for a number") { BN_new() }
    )
    try OpenSSLCall.require("setting a number") { BN_set_word(number.pointer, word) }
    return number
  }

  /// How many bits the number takes.
  var bitCount: Int { Int(BN_num_bits(pointer)) }

  /// How many bytes the number takes.
  var byteCount: Int { (bitCount + 7) / 8 }

  /// The number as big-endian bytes; only for public ones.
  func bytes() throws -> [UInt8] {
    let count = byteCount
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      written = try OpenSSLCall.count("writing a number") {
        BN_bn2binpad(pointer, memory.baseAddress, Int32(count))
      }
    }
  }

  /// Writes the number as big-endian bytes, zeros in front.
  func write(to memory: UnsafeMutableRawBufferPointer) throws {
    let start = memory.assumingMemoryBound(to: UInt8.self).baseAddress
    _ = try OpenSSLCall.count("writing a number") {
      BN_bn2binpad(pointer, start, Int32(memory.count))
    }
  }

  /// Whether the first is less than the second.
  static func isLess(_ left: borrowing OwnedNumber, _ right: borrowing OwnedNumber) -> Bool {
    BN_cmp(left.pointer, right.pointer) < 0
  }
}

/// Reads a number out of a key; the name is OpenSSL's, such as `rsa-factor1`
/// (provider-keymgmt(7)).
func number(_ name: StaticString, of key: OpaquePointer) throws -> OwnedNumber {
  let number = try OwnedNumber.secret()
  var pointer: OpaquePointer? = number.pointer
  try OpenSSLCall.require("reading a number out of a key") {
    // Fills the number given, because the pointer is not null.
    EVP_PKEY_get_bn_param(key, name.cString, &pointer)
  }
  return number
}

extension StaticString {
  /// The text as C wants it: it ends in NUL and lives for ever, which the
  /// names in a parameter list must.
  var cString: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }
}
