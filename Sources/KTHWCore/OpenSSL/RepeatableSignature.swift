internal import COpenSSL

/// ECDSA signatures that are the same each time: the number that is usually
/// drawn for each follows from the key and the hash (RFC 6979).
///
/// Done here because OpenSSL does it from 3.2 on only.
struct RepeatableSignature {
  private let curve: NamedCurve
  private let digest: SignatureAlgorithm.Digest

  init(on curve: NamedCurve, with digest: SignatureAlgorithm.Digest) {
    self.curve = curve
    self.digest = digest
  }

  /// Signs a hash.
  ///
  /// - Returns: the DER of `Ecdsa-Sig-Value`.
  func signature(
    of hash: UnsafeRawBufferPointer,
    by key: borrowing OwnedKey,
    using engine: Engine
  ) throws -> [UInt8] {
    let scratch = engine.numbers.pointer
    let group = try curve.group()
    // Lent by the curve.
    guard let order = EC_GROUP_get0_order(group.pointer) else {
      throw OpenSSLCall.failure(doing)
    }
    let secret = OwnedNumber(
      adopting: try key.withCurveNumber { number in
        try OpenSSLCall.pointer(doing) { BN_dup(number) }
      }
    )
    let message = try truncated(hash, order)
    var nonces = try Nonces(self, secret, message, order, scratch)
    // The first fits, but for once in 2^128 and more.
    for _ in 0..<100 {
      let nonce = try nonces.next()
      let r = try horizontal(of: nonce, on: group, order, scratch)
      let s = try OwnedNumber.secret()
      let inverse = try OwnedNumber.secret()
      try require { BN_mod_mul(s.pointer, r.pointer, secret.pointer, order, scratch) }
      try require { BN_mod_add(s.pointer, s.pointer, message.pointer, order, scratch) }
      _ = try OpenSSLCall.pointer(doing) {
        BN_mod_inverse(inverse.pointer, nonce.pointer, order, scratch)
      }
      try require { BN_mod_mul(s.pointer, s.pointer, inverse.pointer, order, scratch) }
      guard !BN_is_zero(r.pointer).isTrue, !BN_is_zero(s.pointer).isTrue else { continue }
      return try encoded(r, s)
    }
    throw KTHWError(.cryptography, "\(doing) failed")
  }

  private let doing = "signing"

  private func require(_ call: () -> Int32) throws {
    try OpenSSLCall.require(doing, call)
  }

  /// The leftmost bits of some octets, as many as the order has, as a number
  /// (`bits2int`); of a hash also less than the order.
  private func truncated(
    _ octets: UnsafeRawBufferPointer,
    _ order: OpaquePointer
  ) throws -> OwnedNumber {
    let number = try OwnedNumber.secret(octets)
    let surplus = octets.count * 8 - Int(BN_num_bits(order))
    if surplus > 0 { try require { BN_rshift(number.pointer, number.pointer, Int32(surplus)) } }
    return number
  }

  /// The x of a multiple of the generator, less than the order.
  private func horizontal(
    of nonce: borrowing OwnedNumber,
    on group: CurveGroup,
    _ order: OpaquePointer,
    _ scratch: OpaquePointer
  ) throws -> OwnedNumber {
    let point = try OwnedPoint(on: group)
    let x = try OwnedNumber.secret()
    try require {
      EC_POINT_mul(group.pointer, point.pointer, nonce.pointer, nil, nil, scratch)
    }
    try require {
      EC_POINT_get_affine_coordinates(group.pointer, point.pointer, x.pointer, nil, scratch)
    }
    try require { BN_nnmod(x.pointer, x.pointer, order, scratch) }
    return x
  }

  private func encoded(
    _ r: consuming OwnedNumber,
    _ s: consuming OwnedNumber
  ) throws -> [UInt8] {
    let pair = try OpenSSLCall.pointer(doing) { ECDSA_SIG_new() }
    defer { ECDSA_SIG_free(pair) }
    let numbers = (r.relinquish(), s.relinquish())
    // Gives both numbers away; it fails only for null.
    try OpenSSLCall.require(doing) { ECDSA_SIG_set0(pair, numbers.0, numbers.1) }
    let count = try OpenSSLCall.count(doing) { i2d_ECDSA_SIG(pair, nil) }
    return try [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      var next = memory.baseAddress
      written = try OpenSSLCall.count(doing) { i2d_ECDSA_SIG(pair, &next) }
    }
  }

  // MARK: - RFC 6979 §3.2

  /// The numbers that follow from a key and a hash, one after another.
  private struct Nonces {
    private let signature: RepeatableSignature
    private let order: OpaquePointer
    private let hashing: KeyedHash
    private var key: SecretBytes
    private var value: SecretBytes

    init(
      _ signature: RepeatableSignature,
      _ secret: borrowing OwnedNumber,
      _ message: borrowing OwnedNumber,
      _ order: OpaquePointer,
      _ scratch: OpaquePointer
    ) throws {
      self.signature = signature
      self.order = order
      hashing = KeyedHash(digest: signature.digest)
      let octets = (Int(BN_num_bits(order)) + 7) / 8
      let reduced = try OwnedNumber.secret()
      try OpenSSLCall.require("signing") {
        BN_nnmod(reduced.pointer, message.pointer, order, scratch)
      }
      let secret = try Nonces.octets(of: secret, octets)
      let message = try Nonces.octets(of: reduced, octets)
      let length = signature.digest.byteCount
      key = .plain([UInt8](repeating: 0, count: length))
      value = .plain([UInt8](repeating: 1, count: length))
      for step in [0, 1] as [UInt8] {
        key = try hashing.code(of: [value, .plain([step]), secret, message], key: key)
        value = try hashing.code(of: [value], key: key)
      }
    }

    mutating func next() throws -> OwnedNumber {
      let octets = (Int(BN_num_bits(order)) + 7) / 8
      while true {
        let drawn = try SecretBytes(capacity: octets + signature.digest.byteCount) {
          memory,
          count in
          while count < octets {
            value = try hashing.code(of: [value], key: key)
            value.withUnsafeBytes {
              UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: $0)
            }
            count += value.count
          }
          count = octets
        }
        let number = OwnedNumber(
          adopting: try drawn.withUnsafeBytes {
            try signature.truncated($0, order).relinquish()
          }
        )
        // Whoever asks again gets another one.
        key = try hashing.code(of: [value, .plain([0])], key: key)
        value = try hashing.code(of: [value], key: key)
        if !BN_is_zero(number.pointer).isTrue, BN_cmp(number.pointer, order) < 0 { return number }
      }
    }

    private static func octets(of number: borrowing OwnedNumber, _ count: Int) throws -> SecretBytes
    {
      let pointer = number.pointer
      return try SecretBytes(capacity: count) { memory, written in
        let start = memory.assumingMemoryBound(to: UInt8.self).baseAddress
        written = try OpenSSLCall.count("signing") { BN_bn2binpad(pointer, start, Int32(count)) }
      }
    }
  }
}
