/// What a certificate is for, and with that which usages it needs.
public enum CertificatePurpose: String, Hashable, Sendable, CaseIterable {
  /// Proving to a server who one is.
  case client
  /// Proving to clients that they reached the right host.
  case server
  /// Both, as between the members of etcd.
  case peer
  /// Signing other certificates.
  case authority

  /// The purposes as certificates name them (RFC 5280 §4.2.1.12); none for a
  /// CA, whose certificates may then serve any purpose.
  public var extendedKeyUsages: [ExtendedKeyUsage] {
    switch self {
    case .client: [.clientAuthentication]
    case .server: [.serverAuthentication]
    case .peer: [.serverAuthentication, .clientAuthentication]
    case .authority: []
    }
  }

  /// What the key may do.
  ///
  /// Encrypting keys is a matter of RSA alone: with an
  /// elliptic key the bit is an error (RFC 8813 §3).
  public func keyUsage(with key: KeySpecification) -> KeyUsage {
    if self == .authority { return [.certificateSign, .crlSign] }
    return key.isRSA ? [.digitalSignature, .keyEncipherment] : .digitalSignature
  }

  /// Whether clients will look for the host's name in the certificate.
  public var needsHostNames: Bool { self == .server || self == .peer }
}
