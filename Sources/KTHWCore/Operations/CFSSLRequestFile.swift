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
    let template: RequestTemplate

    /// What the request asks for.
    ///
    /// Subject and names we know, having written them: to have OpenSSL read
    /// them back takes as long as to make the key. Extensions that the user
    /// has encoded are read as if a stranger had sent them.
    func asked() throws -> IssuanceRequest {
      guard
        template.extensions.isEmpty || template.extensions.map(\.oid) == [.subjectAlternativeName]
      else { return IssuanceRequest(try CertificateReader.request(der: request)) }
      return IssuanceRequest(
        subject: template.subject,
        names: names.names,
        publicKey: key.publicKey,
        requestedExtensions: template.extensions
      )
    }
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
    let template = try certificateRequest(request, subject, names, key)
    let der = try template.signed(by: OpenSSLSigner(key, using: engine))
    report(.encodedRequest)
    return KeyAndRequest(key: key, request: der, names: names, template: template)
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
    let template = try certificateRequest(request, try request.subject(), names, key)
    let der = try template.signed(by: OpenSSLSigner(key, using: engine))
    report(.encodedRequest)
    return KeyAndRequest(key: key, request: der, names: names, template: template)
  }

  /// The extensions stand in cfssl's order: names, constraints, the rest.
  private static func certificateRequest(
    _ request: CFSSLRequest,
    _ subject: DistinguishedName,
    _ names: CFSSLHosts,
    _ key: PrivateKey
  ) throws -> RequestTemplate {
    var extensions: [CertificateExtension] = []
    if !names.names.isEmpty {
      // Never critical in a request, even where the subject is empty.
      extensions.append(try .subjectAlternativeName(names.names))
    }
    if let constraints = request.basicConstraints {
      extensions.append(.basicConstraints(constraints))
    }
    return RequestTemplate(
      subject: subject,
      publicKey: key.publicKey,
      extensions: extensions + request.requestExtensions
    )
  }
}
