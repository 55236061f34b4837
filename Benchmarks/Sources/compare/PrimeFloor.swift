import CCrypto

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The least that an RSA key of two primes can cost with OpenSSL's public
/// functions: two primes found side by side, and a key loaded from them.
///
/// Written apart from KTHWCore, so that what is measured is not measured by
/// itself. Its keys are thrown away.
enum PrimeFloor {
  static func makeKey(bits: Int) throws {
    guard let exponent = BN_new(), BN_set_word(exponent, 65_537) == 1 else { throw failed }
    defer { BN_free(exponent) }
    while true {
      let (first, second) = try primes(bits: bits / 2)
      defer {
        BN_clear_free(first)
        BN_clear_free(second)
      }
      if try load(first, second, exponent, bits: bits) { return }
    }
  }

  private static let failed = Failure(description: "OpenSSL failed")

  /// Two primes with their two top bits set, each from a thread of its own.
  private static func primes(bits: Int) throws -> (OpaquePointer, OpaquePointer) {
    guard let first = BN_secure_new(), let second = BN_secure_new() else { throw failed }
    final class Search {
      let number: OpaquePointer
      let bits: Int
      var found = false
      init(_ number: OpaquePointer, _ bits: Int) { (self.number, self.bits) = (number, bits) }
      func run() {
        let context = BN_CTX_secure_new()
        found = BN_generate_prime_ex2(number, Int32(bits), 0, nil, nil, nil, context) == 1
        BN_CTX_free(context)
      }
    }
    let (one, two) = (Search(first, bits), Search(second, bits))
    let argument = Unmanaged.passRetained(two).toOpaque()
    #if canImport(Darwin)
    var thread: pthread_t?
    let started = pthread_create(
      &thread,
      nil,
      { raw in
        Unmanaged<Search>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      },
      argument
    )
    guard started == 0, let thread else { throw failed }
    #else
    var thread = pthread_t()
    let started = pthread_create(
      &thread,
      nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Search>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      },
      argument
    )
    guard started == 0 else { throw failed }
    #endif
    one.run()
    pthread_join(thread, nil)
    guard one.found, two.found else { throw failed }
    return (first, second)
  }

  /// Computes the rest of the key; false where the primes do not go together.
  private static func load(
    _ p: OpaquePointer,
    _ q: OpaquePointer,
    _ e: OpaquePointer,
    bits: Int
  ) throws -> Bool {
    guard let context = BN_CTX_secure_new() else { throw failed }
    defer { BN_CTX_free(context) }
    BN_CTX_start(context)
    defer { BN_CTX_end(context) }
    guard let one = BN_CTX_get(context), let phi = BN_CTX_get(context),
      let less = BN_CTX_get(context), let n = BN_CTX_get(context),
      let d = BN_CTX_get(context), let dp = BN_CTX_get(context),
      let dq = BN_CTX_get(context), let inverse = BN_CTX_get(context),
      BN_set_word(one, 1) == 1, BN_mul(n, p, q, context) == 1,
      BN_sub(phi, p, one) == 1, BN_sub(less, q, one) == 1
    else { throw failed }
    guard BN_num_bits(n) == bits, BN_mul(d, phi, less, context) == 1,
      BN_copy(inverse, d) != nil, BN_mod_inverse(d, e, inverse, context) != nil
    else { return false }
    guard BN_div(nil, dp, d, phi, context) == 1, BN_div(nil, dq, d, less, context) == 1,
      BN_mod_inverse(inverse, q, p, context) != nil
    else { throw failed }

    guard let builder = OSSL_PARAM_BLD_new() else { throw failed }
    defer { OSSL_PARAM_BLD_free(builder) }
    let parts: [(StaticString, OpaquePointer)] = [
      ("n", n), ("e", e), ("d", d), ("rsa-factor1", p), ("rsa-factor2", q),
      ("rsa-exponent1", dp), ("rsa-exponent2", dq), ("rsa-coefficient1", inverse),
    ]
    for (name, value) in parts {
      let pushed = name.utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) {
        OSSL_PARAM_BLD_push_BN(builder, $0, value)
      }
      guard pushed == 1 else { throw failed }
    }
    guard let parameters = OSSL_PARAM_BLD_to_param(builder),
      let keyContext = EVP_PKEY_CTX_new_from_name(nil, "RSA", nil)
    else { throw failed }
    defer {
      OSSL_PARAM_free(parameters)
      EVP_PKEY_CTX_free(keyContext)
    }
    var key: OpaquePointer?
    // EVP_PKEY_KEYPAIR, which is a macro that does not import.
    guard EVP_PKEY_fromdata_init(keyContext) == 1,
      EVP_PKEY_fromdata(keyContext, &key, 0x87, parameters) == 1
    else { throw failed }
    EVP_PKEY_free(key)
    return true
  }
}
