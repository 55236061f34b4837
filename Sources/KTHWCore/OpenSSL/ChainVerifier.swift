internal import COpenSSL

/// Builds and verifies certificate chains; OpenSSL does it, never we.
public enum ChainVerifier {
  /// What the first certificate of a chain is to be used for.
  public enum Purpose: Hashable, Sendable {
    /// Anything; extended key usages are not looked at.
    case any
    /// Being a TLS server.
    case server
    /// Being a TLS client.
    case client

    /// OpenSSL's number of it.
    fileprivate var number: Int32? {
      switch self {
      case .any: nil
      case .server: X509_PURPOSE_SSL_SERVER
      case .client: X509_PURPOSE_SSL_CLIENT
      }
    }
  }

  /// Whom the first certificate must name, in its subject alternative names;
  /// the common name does not count (RFC 9525 §2).
  public enum Peer: Hashable, Sendable {
    /// A host; `*` may stand for its whole first label.
    case host(String)
    /// An address.
    case address(IPAddress)
  }

  /// How strict a verification is.
  public struct Rules: Hashable, Sendable {
    /// Whether the certificates must follow RFC 5280 to the letter
    /// (`-x509_strict` of `openssl verify`), with no key below 2048 bits or
    /// 112 bits of strength and no SHA-1.
    public var isStrict = true
    /// Whether a chain may end at a trusted certificate that is not a root.
    public var allowsPartialChain = false
    /// How many CA certificates may stand between the first and the trusted.
    public var maximumDepth = 5

    /// Creates the usual rules: strict, up to a root, at most 5 deep.
    public init() {}
  }

  /// Verifies that a certificate is good at a moment, for a purpose, and
  /// chains up to a trusted one.
  ///
  /// - Parameters:
  ///   - leaf: the DER of the certificate.
  ///   - intermediates: DER of certificates that may stand in between.
  ///   - roots: DER of the trusted certificates.
  ///   - moment: when; the system's clock is never asked. For OpenSSL a
  ///     certificate has expired at its very last second.
  ///   - purpose: what for.
  ///   - peer: whom it must name.
  ///   - rules: how strictly.
  /// - Returns: the DER of the chain that was built, the certificate first.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/verificationFailed`` that
  ///   says which certificate is at fault and why,
  ///   ``KTHWError/Code/syntax`` for what is no certificate, or
  ///   ``KTHWError/Code/invalidName`` for what is no host.
  @discardableResult
  public static func verify(
    _ leaf: [UInt8],
    intermediates: [[UInt8]] = [],
    roots: [[UInt8]],
    at moment: Timestamp,
    purpose: Purpose = .any,
    peer: Peer? = nil,
    rules: Rules = Rules()
  ) throws -> [[UInt8]] {
    try verify(
      ParsedCertificate(der: leaf),
      intermediates: intermediates.map(ParsedCertificate.init),
      roots: roots.map(ParsedCertificate.init),
      at: moment,
      purpose: purpose,
      peer: peer,
      rules: rules
    )
  }

  /// The same with certificates that were parsed before: for one that stands
  /// in many chains.
  @discardableResult
  static func verify(
    _ leaf: ParsedCertificate,
    intermediates: [ParsedCertificate] = [],
    roots: [ParsedCertificate],
    at moment: Timestamp,
    purpose: Purpose = .any,
    peer: Peer? = nil,
    rules: Rules = Rules()
  ) throws -> [[UInt8]] {
    defer { OpenSSLCall.forgetErrors() }
    let doing = "preparing to verify a certificate"
    let untrusted = try OwnedCertificateStack.holding(intermediates)
    let trusted = try OwnedCertificateStack.holding(roots)
    let store = OwnedStore(adopting: try OpenSSLCall.pointer(doing) { X509_STORE_new() })
    let context = OwnedStoreContext(
      adopting: try OpenSSLCall.pointer(doing) { X509_STORE_CTX_new() }
    )
    try OpenSSLCall.require(doing) {
      // Lends all three; they outlive the context.
      X509_STORE_CTX_init(
        context.pointer,
        store.pointer,
        leaf.certificate.pointer,
        untrusted.pointer
      )
    }
    // Lends the stack as the only trusted certificates.
    X509_STORE_CTX_set0_trusted_stack(context.pointer, trusted.pointer)
    try set(rules, purpose, peer, moment, on: context)
    ERR_clear_error()
    guard X509_verify_cert(context.pointer) == 1 else { throw failure(of: context) }
    // Lends the chain.
    return try ders(of: X509_STORE_CTX_get0_chain(context.pointer))
  }

  /// Checks that one certificate signed another.
  ///
  /// Names, key identifiers, the right to sign and the signature itself are
  /// looked at, dates are not.
  ///
  /// - Parameters:
  ///   - certificate: the DER of the certificate.
  ///   - issuer: the DER of the one that should have signed it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/verificationFailed`` or
  ///   ``KTHWError/Code/syntax``.
  public static func check(_ certificate: [UInt8], isSignedBy issuer: [UInt8]) throws {
    defer { OpenSSLCall.forgetErrors() }
    let signed = try OwnedCertificate(der: certificate)
    let signer = try OwnedCertificate(der: issuer)
    let status = X509_check_issued(signer.pointer, signed.pointer)
    guard status == X509_V_OK else {
      throw KTHWError(
        .verificationFailed,
        "\(subject(of: signed.pointer)) is not issued by \(subject(of: signer.pointer)): "
          + words(status)
      )
    }
    ERR_clear_error()
    guard let key = X509_get0_pubkey(signer.pointer), X509_verify(signed.pointer, key) == 1 else {
      throw KTHWError(
        .verificationFailed,
        "the signature of \(subject(of: signed.pointer)) was not made by the key of "
          + subject(of: signer.pointer),
        details: OpenSSLCall.drainedQueue()
      )
    }
  }

  /// Whether the key of one certificate signed another; nothing else is
  /// looked at.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  static func isSigned(_ certificate: [UInt8], byKeyOf issuer: [UInt8]) throws -> Bool {
    isSigned(try ParsedCertificate(der: certificate), byKeyOf: try ParsedCertificate(der: issuer))
  }

  /// The same with certificates that were parsed before.
  static func isSigned(_ signed: ParsedCertificate, byKeyOf signer: ParsedCertificate) -> Bool {
    defer { OpenSSLCall.forgetErrors() }
    // Lends the certificate's own key; null where OpenSSL does not know it.
    guard let key = X509_get0_pubkey(signer.certificate.pointer) else { return false }
    return X509_verify(signed.certificate.pointer, key) == 1
  }
}

// MARK: - Preparing

extension ChainVerifier {
  private static func set(
    _ rules: Rules,
    _ purpose: Purpose,
    _ peer: Peer?,
    _ moment: Timestamp,
    on context: borrowing OwnedStoreContext
  ) throws {
    let doing = "preparing to verify a certificate"
    // Lends the context's own parameters.
    let parameters = try OpenSSLCall.pointer(doing) {
      X509_STORE_CTX_get0_param(context.pointer)
    }
    var flags: Int32 = 0
    if rules.isStrict { flags |= X509_V_FLAG_X509_STRICT }
    if rules.allowsPartialChain { flags |= X509_V_FLAG_PARTIAL_CHAIN }
    try OpenSSLCall.require(doing) { X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)) }
    X509_VERIFY_PARAM_set_time(parameters, time_t(moment.secondsSince1970))
    X509_VERIFY_PARAM_set_depth(parameters, Int32(clamping: rules.maximumDepth))
    // Level 2 demands 112 bits of strength (SSL_CTX_set_security_level(3)).
    X509_VERIFY_PARAM_set_auth_level(parameters, rules.isStrict ? 2 : 0)
    if let number = purpose.number {
      try OpenSSLCall.require(doing) { X509_VERIFY_PARAM_set_purpose(parameters, number) }
    }
    switch peer {
    case .host(let host):
      X509_VERIFY_PARAM_set_hostflags(
        parameters,
        UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS) | UInt32(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
      )
      // OpenSSL takes an empty name for no check at all and drops a last NUL.
      guard !host.isEmpty, !host.utf8.contains(0) else {
        throw KTHWError(.invalidName, "\(Terminal.quoted(host)) is not a host name")
      }
      try OpenSSLCall.require(doing) {
        X509_VERIFY_PARAM_set1_host(parameters, host, host.utf8.count)
      }
    case .address(let address):
      try OpenSSLCall.require(doing) {
        X509_VERIFY_PARAM_set1_ip(parameters, address.octets, address.octets.count)
      }
    case nil: break
    }
  }

  /// Encodes each certificate of a stack that is lent.
  private static func ders(of stack: OpaquePointer?) throws -> [[UInt8]] {
    try (0..<max(0, OPENSSL_sk_num(stack))).map { index in
      let certificate = OpaquePointer(OPENSSL_sk_value(stack, index))
      let count = try OpenSSLCall.count("writing a chain") { i2d_X509(certificate, nil) }
      return [UInt8](unsafeUninitializedCapacity: count) { memory, written in
        var next = memory.baseAddress
        written = Int(i2d_X509(certificate, &next))
      }
    }
  }
}

extension Owned where Release == CertificateStackRelease {
  /// A stack that owns certificates.
  static func holding(_ certificates: [ParsedCertificate]) throws -> OwnedCertificateStack {
    let doing = "making a list"
    let stack = OwnedCertificateStack(
      adopting: try OpenSSLCall.pointer(doing) { kthw_certificates_new() }
    )
    for parsed in certificates {
      let certificate = parsed.certificate.pointer
      // A reference that the stack owns from here on.
      try OpenSSLCall.require(doing) { X509_up_ref(certificate) }
      guard OPENSSL_sk_push(stack.pointer, UnsafeRawPointer(certificate)) > 0 else {
        X509_free(certificate)
        throw OpenSSLCall.failure(doing)
      }
    }
    return stack
  }
}

// MARK: - Saying what is wrong

extension ChainVerifier {
  private static func failure(of context: borrowing OwnedStoreContext) -> KTHWError {
    let status = X509_STORE_CTX_get_error(context.pointer)
    let depth = X509_STORE_CTX_get_error_depth(context.pointer)
    let certificate = X509_STORE_CTX_get_current_cert(context.pointer)
    let which = depth == 0 ? "the certificate" : "the CA certificate at depth \(depth)"
    let name = certificate.map { " " + subject(of: $0) } ?? ""
    return KTHWError(
      .verificationFailed,
      "\(which)\(name) does not verify: \(words(status))",
      hint: hint(for: status),
      details: OpenSSLCall.drainedQueue()
    )
  }

  private static func words(_ status: Int32) -> String {
    X509_verify_cert_error_string(Int(status)).map { String(cString: $0) } ?? "error \(status)"
  }

  private static func hint(for status: Int32) -> String? {
    switch status {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      "it is its own issuer by name and not trusted; a leaf must not have its CA's subject"
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
      X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      "the certificate of its issuer is not among those given"
    case X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED:
      "look at the clock, and at its dates"
    case X509_V_ERR_INVALID_PURPOSE:
      "its extended key usages do not allow this use"
    default: nil
    }
  }

  private static func subject(of certificate: OpaquePointer) -> String {
    guard let reader = try? NameReader(X509_get_subject_name(certificate), of: "subject"),
      let name = try? reader.name()
    else { return "of an unreadable name" }
    return Terminal.quoted("\(name)")
  }
}
