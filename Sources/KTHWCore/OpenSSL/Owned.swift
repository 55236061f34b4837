internal import COpenSSL

/// Says how one kind of C object is freed.
protocol Releasing {
  static func release(_ pointer: OpaquePointer)
}

/// A C object that we own.
///
/// Non-copyable, so it is freed exactly once.
struct Owned<Release: Releasing>: ~Copyable {
  let pointer: OpaquePointer

  init(adopting pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { Release.release(pointer) }

  /// Hands the object to somebody who frees it.
  consuming func relinquish() -> OpaquePointer {
    let pointer = pointer
    discard self
    return pointer
  }
}

/// A key or a public key.
typealias OwnedKey = Owned<KeyRelease>
/// What an operation with a key, or its making, needs.
typealias OwnedKeyContext = Owned<KeyContextRelease>
/// A number, wiped when it goes.
typealias OwnedNumber = Owned<NumberRelease>
/// Room for numbers in between, wiped when it goes.
typealias OwnedNumberContext = Owned<NumberContextRelease>
/// A hash function.
typealias OwnedDigest = Owned<DigestRelease>
/// A hash being computed.
typealias OwnedDigestContext = Owned<DigestContextRelease>
/// An elliptic curve.
typealias OwnedCurve = Owned<CurveRelease>
/// A point of a curve, wiped when it goes.
typealias OwnedPoint = Owned<PointRelease>
/// Parameters being put together.
typealias OwnedParameterBuilder = Owned<ParameterBuilderRelease>
/// A certificate.
typealias OwnedCertificate = Owned<CertificateRelease>
/// A certificate signing request.
typealias OwnedRequest = Owned<RequestRelease>
/// The trusted certificates of a verification.
typealias OwnedStore = Owned<StoreRelease>
/// A verification.
typealias OwnedStoreContext = Owned<StoreContextRelease>
/// A stack that holds references of its own to certificates.
typealias OwnedCertificateStack = Owned<CertificateStackRelease>
/// The names of an alternative-name extension.
typealias OwnedGeneralNames = Owned<GeneralNamesRelease>
/// What TLS connections have in common.
typealias OwnedTLSContext = Owned<TLSContextRelease>
/// One end of a TLS connection.
typealias OwnedTLS = Owned<TLSRelease>

enum KeyRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EVP_PKEY_free(pointer) }
}

enum KeyContextRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EVP_PKEY_CTX_free(pointer) }
}

enum NumberRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { BN_clear_free(pointer) }
}

enum NumberContextRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { BN_CTX_free(pointer) }
}

enum DigestRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EVP_MD_free(pointer) }
}

enum DigestContextRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EVP_MD_CTX_free(pointer) }
}

enum CurveRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EC_GROUP_free(pointer) }
}

enum PointRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { EC_POINT_clear_free(pointer) }
}

enum ParameterBuilderRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { OSSL_PARAM_BLD_free(pointer) }
}

enum CertificateRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { X509_free(pointer) }
}

enum RequestRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { X509_REQ_free(pointer) }
}

enum StoreRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { X509_STORE_free(pointer) }
}

enum StoreContextRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { X509_STORE_CTX_free(pointer) }
}

enum CertificateStackRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { kthw_certificates_free(pointer) }
}

enum GeneralNamesRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { GENERAL_NAMES_free(pointer) }
}

enum TLSContextRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { SSL_CTX_free(pointer) }
}

enum TLSRelease: Releasing {
  static func release(_ pointer: OpaquePointer) { SSL_free(pointer) }
}
