/// What `cfssl bundle` says: a certificate, the chain to its root, and facts
/// about both.
public struct CertificateBundle: Sendable {
  /// The chain, from the certificate to the last intermediate; never empty.
  public var chain: [CertificateFacts]
  /// The root that the chain ends at, or nil for one that was not looked for.
  public var root: CertificateFacts?
  /// The certificate's private key, as the text of its PEM file.
  public var key: SecretBytes?

  /// Creates a bundle from its parts.
  public init(
    chain: [CertificateFacts],
    root: CertificateFacts? = nil,
    key: SecretBytes? = nil
  ) {
    self.chain = chain
    self.root = root
    self.key = key
  }

  /// The JSON as cfssl prints it: one line without a newline, keys in
  /// alphabetical order, PEM without its last newline.
  ///
  /// Of cfssl's `status` messages only the one about certificates that end
  /// soon is given; those about Windows XP are not.
  /// - Parameter now: the present moment, for what ends within 30 days.
  /// - Returns: a secret, because the key may be in it.
  public func json(now: Timestamp) -> SecretBytes {
    let output = SecretBuffer(capacity: 4096 * (chain.count + 3) + (key?.count ?? 0) * 2)
    let nodes = self.nodes(now: now)
    for (index, name) in nodes.keys.sorted().enumerated() {
      output.append(index == 0 ? "{" : ",")
      JSONEscaping.appendQuoted(name, to: output)
      output.append(":")
      if name == "key", let key {
        JSONEscaping.appendQuoted(key.withoutFinalNewline, to: output)
      } else {
        let text = JSONWriter.compact(nodes[name] ?? .null)
        Array(text.utf8).withUnsafeBytes { output.append(contentsOf: $0) }
      }
    }
    output.append("}")
    return output.secretBytes()
  }

  private func nodes(now: Timestamp) -> [String: Node] {
    guard let leaf = chain.first else { return [:] }
    let expires = chain.map(\.validity.notAfter).min() ?? leaf.validity.notAfter
    let responders = leaf.ocspURLs.map(Node.string)
    return [
      "bundle": .string(chain.map(CertificateBundle.pem).joined(separator: "\n")),
      "crl_support": .boolean(leaf.extensions.contains { $0.oid == .crlDistributionPoints }),
      "crt": .string(CertificateBundle.pem(leaf)),
      "expires": .string(expires.rfc3339),
      "hostnames": .sequence(hostnames(of: leaf).map(Node.string)),
      "issuer": .string(CertificateBundle.path(leaf.issuer)),
      "key": .string(""),
      "key_size": .integer(leaf.publicKey.specification?.bits ?? 0),
      "key_type": .string(CertificateBundle.keyType(leaf.publicKey)),
      "leaf_expires": .string(leaf.validity.notAfter.rfc3339),
      "ocsp": responders.isEmpty ? .null : .sequence(responders),
      "ocsp_support": .boolean(!responders.isEmpty),
      "root": .string(root.map(CertificateBundle.pem) ?? ""),
      "signature": .string(CertificateInfo.algorithm(leaf.signatureAlgorithmName)),
      "status": status(now: now),
      "subject": .string(CertificateBundle.path(leaf.subject)),
    ]
  }

  private func status(now: Timestamp) -> Node {
    let limit = now.adding(seconds: 30 * 86_400)
    let ending = chain.indices.filter { chain[$0].validity.notAfter < limit }
    let keys = ending.map { index in
      Node.string(Hexadecimal.plain(chain[index].subjectKeyIdentifier ?? []).uppercased())
    }
    let messages =
      ending.isEmpty
      ? []
      : [
        "The bundle is expiring within 30 days."
          + ending.map { "The expiring cert is #\($0 + 1) in the chain." }.joined(separator: " ")
      ]
    return .mapping([
      "rebundled": .boolean(false),
      "expiring_SKIs": keys.isEmpty ? .null : .sequence(keys),
      "untrusted_root_stores": root == nil ? .null : .sequence([]),
      "messages": messages.isEmpty ? .null : .sequence(messages.map(Node.string)),
      // Bit 0 is cfssl's for a bundle that ends soon.
      "code": .integer(ending.isEmpty ? 0 : 1),
    ])
  }

  /// The common name and the DNS names, each once, the common name first.
  private func hostnames(of leaf: CertificateFacts) -> [String] {
    let names = leaf.subjectAlternativeNames.compactMap { name -> String? in
      if case .dns(let text) = name { text } else { nil }
    }
    var seen: Set<String> = []
    return ([leaf.subject.commonName].compactMap(\.self) + names)
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// `2048-bit RSA`, `256-bit ECDSA`, `Ed25519`.
  private static func keyType(_ key: PublicKey) -> String {
    switch key.specification {
    case .rsa(let bits): "\(bits)-bit RSA"
    case .p256, .p384, .p521: "\(key.specification?.bits ?? 0)-bit ECDSA"
    case .ed25519: "Ed25519"
    case nil: key.algorithmName
    }
  }

  private static func pem(_ certificate: CertificateFacts) -> String {
    String(PEM.encode(certificate.der, label: "CERTIFICATE").dropLast())
  }

  /// `/Country=US/Organization=…/CommonName=…`, in the certificate's order;
  /// an attribute that cfssl does not know has an empty name.
  private static func path(_ name: DistinguishedName) -> String {
    let words: [(OID, String)] = [
      (.country, "Country"), (.organization, "Organization"),
      (.organizationalUnit, "OrganizationalUnit"), (.locality, "Locality"),
      (.province, "Province"), (.streetAddress, "StreetAddress"), (.postalCode, "PostalCode"),
      (.serialNumber, "SerialNumber"), (.commonName, "CommonName"),
    ]
    return name.attributes.map { attribute in
      let word = words.first { $0.0 == attribute.type }?.1 ?? ""
      return "/\(word)=\(attribute.value)"
    }.joined()
  }
}

extension CertificateFacts {
  /// The URIs of OCSP responders (RFC 5280 §4.2.2.1).
  fileprivate var ocspURLs: [String] {
    guard let item = extensions.first(where: { $0.oid == .authorityInformationAccess }) else {
      return []
    }
    let urls = try? DERReader.read(item.value) { reader in
      try reader.inside { list in
        var urls: [String] = []
        while !list.isAtEnd {
          try list.inside { access in
            let method = try access.objectIdentifier()
            let location = try access.element()
            guard method == .ocspAccess, location.tag == .primitive(6) else { return }
            urls.append(String(decoding: location.contents, as: UTF8.self))
          }
        }
        return urls
      }
    }
    return urls ?? []
  }
}

extension SecretBytes {
  /// A PEM text as cfssl has it in bundles.
  fileprivate var withoutFinalNewline: SecretBytes {
    withUnsafeBytes { bytes in
      let end = bytes.last == 0x0A ? bytes.count - 1 : bytes.count
      return SecretBytes(copying: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }
  }
}
