/// Reads cfssl's request files and makes keys and certificate requests of them.
enum CFSSLRequestFile {
  /// Reads a request, and tells what is doubtful about it.
  ///
  /// - Parameters:
  ///   - name: a path; `-` is standard input.
  ///   - commonName: what replaces the request's common name, if anything.
  ///   - context: where relative paths start.
  ///   - report: is told what is doubtful.
  /// - Returns: the request.
  /// - Throws: ``KTHWError`` where it cannot be read or understood.
  static func read(
    _ name: String,
    commonName: String? = nil,
    in context: Context,
    report: IssuanceReport
  ) throws -> CFSSLRequest {
    let bytes = try InputFile.read(name, context: context, allowStandardInput: true)
    var request = try CFSSLRequest(json: bytes, file: name)
    for warning in request.warnings { report(.doubt(warning)) }
    if let commonName { request.commonName = commonName }
    return request
  }

  /// A key and the request that it signed.
  struct KeyAndRequest {
    let key: PrivateKey
    let request: [UInt8]
    let names: CFSSLHosts
  }

  /// Makes a key and a certificate request.
  ///
  /// Everything that can be wrong with the request is found before the key,
  /// which may take seconds.
  static func makeKey(
    for request: CFSSLRequest,
    hostnames: String = "",
    using engine: Engine,
    report: IssuanceReport
  ) throws -> KeyAndRequest {
    report(.receivedRequest)
    let names = try request.names(hostname: hostnames)
    for warning in names.warnings { report(.doubt(warning)) }
    let subject = try request.subject()
    let specification = try request.keySpecification()
    report(.generatingKey(request.key.logDescription))
    let key = try PrivateKey.generate(specification, using: engine)
    let der = try certificateRequest(request, subject, names, key, engine)
    report(.encodedRequest)
    return KeyAndRequest(key: key, request: der, names: names)
  }

  /// Makes a certificate request for a key that exists.
  static func makeRequest(
    _ request: CFSSLRequest,
    hostnames: String = "",
    for key: PrivateKey,
    using engine: Engine,
    report: IssuanceReport
  ) throws -> KeyAndRequest {
    let names = try request.names(hostname: hostnames)
    for warning in names.warnings { report(.doubt(warning)) }
    let der = try certificateRequest(request, try request.subject(), names, key, engine)
    report(.encodedRequest)
    return KeyAndRequest(key: key, request: der, names: names)
  }

  /// The extensions stand in cfssl's order: names, constraints, the rest.
  private static func certificateRequest(
    _ request: CFSSLRequest,
    _ subject: DistinguishedName,
    _ names: CFSSLHosts,
    _ key: PrivateKey,
    _ engine: Engine
  ) throws -> [UInt8] {
    var extensions: [CertificateExtension] = []
    if !names.names.isEmpty {
      // Never critical in a request, even where the subject is empty.
      extensions.append(try .subjectAlternativeName(names.names))
    }
    if let constraints = request.basicConstraints {
      extensions.append(.basicConstraints(constraints))
    }
    let template = RequestTemplate(
      subject: subject,
      publicKey: key.publicKey,
      extensions: extensions + request.requestExtensions
    )
    return try template.signed(by: OpenSSLSigner(key, using: engine))
  }
}
