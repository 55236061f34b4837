/// The numbers of an RSA private key, big-endian, lent from memory that
/// somebody else owns and wipes; good as long as that memory.
///
/// The encoding is PKCS#1's `RSAPrivateKey` (RFC 8017 A.1.2) of two primes.
struct RSAPrivateKeyShape {
  var modulus: UnsafeRawBufferPointer
  var publicExponent: UnsafeRawBufferPointer
  var privateExponent: UnsafeRawBufferPointer
  var prime1: UnsafeRawBufferPointer
  var prime2: UnsafeRawBufferPointer
  /// The private exponent modulo prime1 - 1.
  var exponent1: UnsafeRawBufferPointer
  /// The private exponent modulo prime2 - 1.
  var exponent2: UnsafeRawBufferPointer
  /// The inverse of prime2 modulo prime1.
  var coefficient: UnsafeRawBufferPointer

  private var numbers: [UnsafeRawBufferPointer] {
    [
      modulus, publicExponent, privateExponent, prime1, prime2, exponent1, exponent2, coefficient,
    ]
  }

  /// The version, 0 for two primes, as INTEGER.
  private static let version: [UInt8] = [0x02, 0x01, 0x00]

  private var contentsSize: Int {
    numbers.reduce(Self.version.count) {
      $0 + DERLength.ofElement(contents: DERLength.ofUnsigned($1))
    }
  }

  /// The size of ``write(to:)``.
  var size: Int { DERLength.ofElement(contents: contentsSize) }

  /// Writes the `RSAPrivateKey`.
  func write(to writer: inout SecretDERWriter) {
    writer.header(.sequence, contentsSize)
    writer.encoded(Self.version)
    for number in numbers { writer.integer(unsigned: number) }
  }

  /// The PKCS#1 encoding: what stands in an `RSA PRIVATE KEY` block.
  ///
  /// - Throws: what making a secret throws.
  func pkcs1() throws -> SecretBytes {
    try SecretDERWriter.secret(size: size) { write(to: &$0) }
  }

  /// The PKCS#8 encoding: what stands in a `PRIVATE KEY` block.
  ///
  /// - Throws: what making a secret throws.
  func pkcs8() throws -> SecretBytes {
    try PKCS8Shape.secret(.rsaEncryption, keySize: size) { write(to: &$0) }
  }
}

extension RSAPrivateKeyShape {
  /// Reads a PKCS#1 encoding and lends its numbers.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, or
  ///   ``KTHWError/Code/unsupported`` for more than two primes.
  init(pkcs1 der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    self = try reader.inside { reader in
      guard try reader.smallInteger() == 0 else {
        throw KTHWError(.unsupported, "RSA keys of more than two primes are not supported")
      }
      // Evaluated in the order they are written, which is the order they stand.
      return RSAPrivateKeyShape(
        modulus: try reader.unsignedInteger(),
        publicExponent: try reader.unsignedInteger(),
        privateExponent: try reader.unsignedInteger(),
        prime1: try reader.unsignedInteger(),
        prime2: try reader.unsignedInteger(),
        exponent1: try reader.unsignedInteger(),
        exponent2: try reader.unsignedInteger(),
        coefficient: try reader.unsignedInteger()
      )
    }
    try reader.finish()
  }
}
