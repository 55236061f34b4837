extension CFSSLRequest {
  /// What is asked for, in the words of the PKI: what a certificate signing
  /// request is made of.
  ///
  /// Its subject is in the order of requests; a certificate's is put into
  /// order once more.
  /// - Parameters:
  ///   - key: the public key.
  ///   - names: the names to ask for; see ``names(hostname:)``.
  /// - Returns: the request.
  /// - Throws: ``KTHWError`` with cfssl's 9300 for a bad `OID` key.
  public func issuanceRequest(
    for key: PublicKey,
    names: [SubjectAlternativeName]
  ) throws -> IssuanceRequest {
    IssuanceRequest(
      subject: try subject(),
      names: names,
      publicKey: key,
      requestedExtensions: extensions,
      basicConstraints: basicConstraints,
      isDelegation: isDelegationEnabled
    )
  }
}

// MARK: - Writing

extension CFSSLRequest {
  /// The request as JSON, indented by four spaces as `cfssl print-defaults`
  /// does it, with its newline; what is empty is left out.
  public var json: String { JSONWriter.indented(node, by: "    ") + "\n" }

  /// The request as a tree.
  public var node: Node {
    .mapping([
      "CN": CFSSLRequest.text(commonName),
      "hosts": hosts.isEmpty ? nil : .sequence(hosts.map(Node.string)),
      "key": .mapping(["algo": .string(key.algorithm), "size": .integer(key.size)]),
      "names": names.isEmpty ? nil : .sequence(names.map(CFSSLRequest.node)),
      "serialnumber": CFSSLRequest.text(serialNumber),
      "ca": authority.map(CFSSLRequest.node),
      "crl_url": CFSSLRequest.text(crlURL),
      "delegation_enabled": isDelegationEnabled ? .boolean(true) : nil,
      "extensions": extensions.isEmpty ? nil : .sequence(extensions.map(CFSSLRequest.node)),
    ])
  }

  private static func text(_ text: String) -> Node? { text.isEmpty ? nil : .string(text) }

  private static func node(of name: CFSSLName) -> Node {
    let others = name.attributes.map { Node.Entry($0.type, .string($0.value)) }
    return .mapping([
      "C": text(name.country),
      "ST": text(name.province),
      "L": text(name.locality),
      "O": text(name.organization),
      "OU": text(name.organizationalUnit),
      "E": text(name.email),
      "OID": others.isEmpty ? nil : .mapping(others),
    ])
  }

  private static func node(of authority: CFSSLAuthority) -> Node {
    .mapping([
      "expiry": text(authority.expiry),
      "backdate": text(authority.backdate),
      "pathlen": authority.pathLength == 0 ? nil : .integer(authority.pathLength),
      "pathlenzero": authority.isPathLengthZero ? .boolean(true) : nil,
    ])
  }

  private static func node(of item: CertificateExtension) -> Node {
    .mapping([
      "Id": .sequence(item.oid.arcs.map { Node(.scalar(.init(String($0), .integer))) }),
      "Critical": .boolean(item.isCritical),
      "Value": .string(Base64.encode(item.value)),
    ])
  }
}
