/// Whoever holds a private key and signs with it.
///
/// The PKI room encodes what is to be signed and never sees a private key;
/// the OpenSSL room signs. A test can stand in for it.
public protocol Signer {
  /// The public half of the key.
  var publicKey: PublicKey { get }
  /// How it signs.
  var signatureAlgorithm: SignatureAlgorithm { get }
  /// Signs bytes; for ECDSA the result is the DER of `Ecdsa-Sig-Value`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  func signature(of bytes: [UInt8]) throws -> [UInt8]
}
