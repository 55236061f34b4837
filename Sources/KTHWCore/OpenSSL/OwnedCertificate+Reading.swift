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
