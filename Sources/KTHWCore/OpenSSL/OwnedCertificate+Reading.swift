internal import COpenSSL

extension Owned where Release == CertificateRelease {
  /// Parses a certificate.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also for bytes
  ///   left over.
  init(der: [UInt8]) throws {
    self.init(
      adopting: try parsed(der, "certificate", X509_free) { d2i_X509(nil, $0, $1) }
    )
  }
}

extension Owned where Release == CertificateRelease {
  /// Parses a certificate to be looked at, not to verify anything with.
  ///
  /// While it parses, OpenSSL tries to make a key of the certificate's public
  /// key, failing silently; to find out how takes it longer than all parsing.
  /// In a library context without algorithms it gives up at once.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also for bytes
  ///   left over.
  init(describing der: [UInt8]) throws {
    guard let emptyContext = EmptyLibraryContext.shared.pointer else {
      try self.init(der: der)
      return
    }
    self.init(
      adopting: try parsed(der, "certificate", X509_free) { next, count in
        // Freed and set to null by d2i_X509 where it fails.
        var certificate = X509_new_ex(emptyContext, nil)
        guard certificate != nil else { return nil }
        return d2i_X509(&certificate, next, count)
      }
    )
  }
}

/// A context of OpenSSL's that knows no algorithm; it lives as long as we do.
private struct EmptyLibraryContext: @unchecked Sendable {
  // Unchecked: contexts may be shared between threads (OSSL_LIB_CTX(3)).
  let pointer: OpaquePointer?

  static let shared = EmptyLibraryContext()

  private init() {
    pointer = OSSL_LIB_CTX_new()
    // Without this one, the default provider would be loaded when needed.
    if OSSL_PROVIDER_load(pointer, "null") == nil { ERR_clear_error() }
  }
}

extension Owned where Release == RequestRelease {
  /// Parses a certificate signing request.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also for bytes
  ///   left over.
  init(der: [UInt8]) throws {
    self.init(
      adopting: try parsed(der, "certificate request", X509_REQ_free) { d2i_X509_REQ(nil, $0, $1) }
    )
  }
}

/// Parses an object, which the caller then owns.
private func parsed(
  _ der: [UInt8],
  _ what: String,
  _ release: (OpaquePointer) -> Void,
  _ parse: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
) throws -> OpaquePointer {
  try OpenSSLLibrary.start()
  let (pointer, used) = try der.withUnsafeBufferPointer { der in
    var next = der.baseAddress
    let pointer = try OpenSSLCall.pointer("reading the \(what)", code: .syntax) {
      parse(&next, der.count)
    }
    return (pointer, next.map { $0 - (der.baseAddress ?? $0) } ?? 0)
  }
  guard used == der.count else {
    release(pointer)
    throw KTHWError(.syntax, "there are \(der.count - used) bytes after the end of the \(what)")
  }
  return pointer
}
