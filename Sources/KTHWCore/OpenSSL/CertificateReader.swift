internal import COpenSSL

/// Reads certificates and requests of strangers; OpenSSL does the parsing.
public enum CertificateReader {
  /// Reads a certificate.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` for anything
  ///   malformed: bytes left over, extensions twice or damaged, dates that
  ///   are none. Nothing malformed is passed over.
  public static func certificate(der: [UInt8]) throws -> CertificateFacts {
    defer { OpenSSLCall.forgetErrors() }
    let certificate = try OwnedCertificate(describing: der)
    let pointer = certificate.pointer
    // Numbered from 0 in the encoding.
    let version = X509_get_version(pointer) + 1
    guard (1...3).contains(version) else {
      throw malformed("the certificate has the version \(version), which there is not")
    }
    // Both lend what is part of the certificate.
    guard X509_ALGOR_cmp(X509_get0_tbs_sigalg(pointer), signatureAlgorithm(pointer)) == 0 else {
      throw malformed("the certificate names two different signature algorithms")
    }
    let issuer = try NameReader(X509_get_issuer_name(pointer), of: "issuer")
    let subject = try NameReader(X509_get_subject_name(pointer), of: "subject")
    let extensions = try ExtensionReader(
      (0..<max(0, X509_get_ext_count(pointer))).map { X509_get_ext(pointer, $0) }
    )
    return CertificateFacts(
      der: der,
      version: Int(version),
      serialNumber: try serialNumber(pointer),
      signatureAlgorithmName: try name(ofSignatureAlgorithm: signatureAlgorithm(pointer)),
      issuer: try issuer.name(),
      issuerDER: issuer.der,
      subject: try subject.name(),
      subjectDER: subject.der,
      validity: Validity(
        notBefore: try timestamp(X509_get0_notBefore(pointer), "notBefore"),
        notAfter: try timestamp(X509_get0_notAfter(pointer), "notAfter")
      ),
      publicKey: try publicKey(X509_get_X509_PUBKEY(pointer)),
      extensions: extensions.all,
      keyUsage: try extensions.keyUsage(),
      extendedKeyUsages: try extensions.extendedKeyUsages(),
      basicConstraints: try extensions.basicConstraints(),
      subjectAlternativeNames: try extensions.subjectAlternativeNames(),
      subjectKeyIdentifier: try extensions.subjectKeyIdentifier(),
      authorityKeyIdentifier: try extensions.authorityKeyIdentifier()
    )
  }

  /// Reads a certificate signing request and checks its signature.
  ///
  /// A signature that does not hold is a fact
  /// (``RequestFacts/isSignatureValid``), not an error.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` for anything
  ///   malformed.
  public static func request(der: [UInt8]) throws -> RequestFacts {
    defer { OpenSSLCall.forgetErrors() }
    let request = try OwnedRequest(der: der)
    let pointer = request.pointer
    guard X509_REQ_get_version(pointer) == 0 else {
      throw malformed("the request has a version other than 1, which there is not")
    }
    var algorithm: UnsafePointer<X509_ALGOR>?
    X509_REQ_get0_signature(pointer, nil, &algorithm)
    let subject = try NameReader(X509_REQ_get_subject_name(pointer), of: "subject")
    let extensions = try requestedExtensions(pointer)
    return RequestFacts(
      der: der,
      signatureAlgorithmName: try name(ofSignatureAlgorithm: algorithm),
      isSignatureValid: isSignatureValid(pointer),
      subject: try subject.name(),
      subjectDER: subject.der,
      publicKey: try publicKey(X509_REQ_get_X509_PUBKEY(pointer)),
      extensions: extensions.all,
      subjectAlternativeNames: try extensions.subjectAlternativeNames(),
      basicConstraints: try extensions.basicConstraints()
    )
  }

  static func malformed(_ message: String) -> KTHWError {
    KTHWError(.syntax, message)
  }
}

// MARK: - PEM

extension CertificateReader {
  /// Reads every certificate of a PEM text, in order; other blocks, such as
  /// a private key in the same file, are passed over.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: the file's name for messages.
  /// - Returns: what each certificate says.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also where there
  ///   is no certificate.
  public static func certificates(
    pem bytes: [UInt8],
    file: String? = nil
  ) throws -> [CertificateFacts] {
    let blocks = try PEM.blocks(in: bytes, file: file)
    let wanted = blocks.filter { certificateLabels.contains($0.label) }
    guard !wanted.isEmpty else { throw missing("a certificate", blocks, bytes, file) }
    return try wanted.map { block in
      try placed(block, file) { try certificate(der: block.bytes) }
    }
  }

  /// Reads the request of a PEM text: its first block, as cfssl does.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: the file's name for messages.
  /// - Returns: what the request says.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, also where the
  ///   first block is something else.
  public static func request(pem bytes: [UInt8], file: String? = nil) throws -> RequestFacts {
    let blocks = try PEM.blocks(in: bytes, file: file)
    guard let block = blocks.first, requestLabels.contains(block.label) else {
      throw missing("a certificate request", blocks, bytes, file)
    }
    return try placed(block, file) { try request(der: block.bytes) }
  }

  private static let certificateLabels: Set = ["CERTIFICATE", "X509 CERTIFICATE"]
  private static let requestLabels: Set = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]

  private static func missing(
    _ what: String,
    _ blocks: [PEM.Block],
    _ bytes: [UInt8],
    _ file: String?
  ) -> KTHWError {
    guard let first = blocks.first else {
      return bytes.withUnsafeBytes { PEM.missing(what, in: $0, file: file) }
    }
    return KTHWError(
      .syntax,
      "\(what) expected, but this is a \(PEM.quoted(label: first.label))",
      at: Place(file: file, mark: first.mark)
    )
  }

  private static func placed<Facts>(
    _ block: PEM.Block,
    _ file: String?,
    _ read: () throws -> Facts
  ) throws -> Facts {
    do {
      return try read()
    } catch let error as KTHWError {
      throw error.within(Place(file: file, mark: block.mark))
    }
  }
}

extension KTHWError {
  /// This error, at a place where it had none.
  func within(_ place: Place) -> KTHWError {
    let placed = problems.map { problem in
      var placed = problem
      placed.place = problem.place ?? place
      return placed
    }
    return KTHWError(placed) ?? self
  }
}

// MARK: - Parts

extension CertificateReader {
  private static func signatureAlgorithm(
    _ certificate: OpaquePointer
  ) -> UnsafePointer<X509_ALGOR>? {
    var algorithm: UnsafePointer<X509_ALGOR>?
    X509_get0_signature(nil, &algorithm, certificate)
    return algorithm
  }

  private static func name(
    ofSignatureAlgorithm algorithm: UnsafePointer<X509_ALGOR>?
  ) throws -> String {
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, algorithm)
    guard let object else { throw malformed("the signature algorithm is missing") }
    let number = OBJ_obj2nid(object)
    if let name = signatureAlgorithmName(number) { return name }
    if number != NID_undef, let name = OBJ_nid2ln(number) { return String(cString: name) }
    return try ExtensionReader.oid(object).description
  }

  /// cfssl's name of an algorithm, where it has one.
  private static func signatureAlgorithmName(_ number: Int32) -> String? {
    switch number {
    case NID_md2WithRSAEncryption: "MD2WithRSA"
    case NID_md5WithRSAEncryption: "MD5WithRSA"
    case NID_sha1WithRSAEncryption, NID_sha1WithRSA: "SHA1WithRSA"
    case NID_sha256WithRSAEncryption: "SHA256WithRSA"
    case NID_sha384WithRSAEncryption: "SHA384WithRSA"
    case NID_sha512WithRSAEncryption: "SHA512WithRSA"
    case NID_dsaWithSHA1: "DSAWithSHA1"
    case NID_dsa_with_SHA256: "DSAWithSHA256"
    case NID_ecdsa_with_SHA1: "ECDSAWithSHA1"
    case NID_ecdsa_with_SHA256: "ECDSAWithSHA256"
    case NID_ecdsa_with_SHA384: "ECDSAWithSHA384"
    case NID_ecdsa_with_SHA512: "ECDSAWithSHA512"
    case NID_ED25519: "Ed25519"
    default: nil
    }
  }

  /// The longest serial number that is read, in octets: far more than any CA
  /// ever issued.
  private static let serialNumberLimit = 256

  private static func serialNumber(_ certificate: OpaquePointer) throws -> SerialNumber {
    // Lends the certificate's own; the encoding is tag, length, contents.
    let number = X509_get0_serialNumber(certificate)
    let count = try OpenSSLCall.count("reading the serial number") { i2d_ASN1_INTEGER(number, nil) }
    let der = [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      var next = memory.baseAddress
      written = Int(i2d_ASN1_INTEGER(number, &next))
    }
    let octets = try DERReader.read(der) { Array(try $0.integerContents()) }
    // Written in decimal, a number of a megabyte would keep us busy for hours.
    guard octets.count <= serialNumberLimit else {
      throw malformed(
        "the serial number has \(octets.count) octets; 20 are the most (RFC 5280 §4.1.2.2)"
      )
    }
    return SerialNumber(integerBytes: octets)
  }

  private static func timestamp(
    _ time: UnsafePointer<ASN1_TIME>?,
    _ name: String
  ) throws -> Timestamp {
    var parts = tm()
    guard ASN1_TIME_to_tm(time, &parts) == 1 else {
      throw OpenSSLCall.failure("reading \(name)", code: .syntax)
    }
    return Timestamp(
      year: Int(parts.tm_year) + 1900,
      month: Int(parts.tm_mon) + 1,
      day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour),
      minute: Int(parts.tm_min),
      second: Int(parts.tm_sec)
    )
  }

  private static func publicKey(_ key: OpaquePointer?) throws -> PublicKey {
    let count = try OpenSSLCall.count("reading the public key") { i2d_X509_PUBKEY(key, nil) }
    let der = [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      var next = memory.baseAddress
      written = Int(i2d_X509_PUBKEY(key, &next))
    }
    return try PublicKey(subjectPublicKeyInfo: der, sha1: Hash.sha1)
  }

  private static func isSignatureValid(_ request: OpaquePointer) -> Bool {
    ERR_clear_error()
    // Lends the request's own key; null where OpenSSL does not know its kind.
    guard let key = X509_REQ_get0_pubkey(request) else { return false }
    return X509_REQ_verify(request, key) == 1
  }

  /// The extensions of the one attribute that may ask for some (RFC 2985 §5.4.2).
  private static func requestedExtensions(_ request: OpaquePointer) throws -> ExtensionReader {
    var attributeCount = 0
    for number in [NID_ext_req, NID_ms_ext_req] {
      var last: Int32 = -1
      while case let next = X509_REQ_get_attr_by_NID(request, number, last), next >= 0 {
        attributeCount += 1
        last = next
      }
    }
    guard attributeCount > 0 else { return try ExtensionReader([]) }
    guard attributeCount == 1 else {
      throw malformed("the request asks for extensions in two places")
    }
    let stack = try OpenSSLCall.pointer("reading the requested extensions", code: .syntax) {
      X509_REQ_get_extensions(request)
    }
    defer { kthw_extensions_free(stack) }
    let count = max(0, OPENSSL_sk_num(stack))
    return try ExtensionReader((0..<count).map { OpaquePointer(OPENSSL_sk_value(stack, $0)) })
  }
}
