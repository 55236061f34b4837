/// A certificate that OpenSSL has parsed, for whoever verifies with it more
/// than once: parsing takes as long as checking a signature.
///
/// May be shared between threads.
final class ParsedCertificate: @unchecked Sendable {
  // Unchecked: nothing changes the certificate once it is parsed, and what
  // OpenSSL remembers in it, it guards itself.
  let certificate: OwnedCertificate

  /// Parses a certificate.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  init(der: [UInt8]) throws { certificate = try OwnedCertificate(der: der) }
}
