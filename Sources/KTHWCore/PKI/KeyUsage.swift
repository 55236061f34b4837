/// What a key may be used for (RFC 5280 §4.2.1.3), as the bits of a set.
public struct KeyUsage: OptionSet, Hashable, Sendable {
  /// Bit n stands for bit n of the RFC's BIT STRING.
  public let rawValue: UInt16

  /// Creates a set from its bits.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Signatures other than on certificates and CRLs (bit 0).
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Signatures that commit to content (bit 1).
  public static let contentCommitment = KeyUsage(rawValue: 1 << 1)
  /// Encrypting keys, as RSA key transport does (bit 2).
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Encrypting data itself (bit 3).
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Agreeing on keys (bit 4).
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Signing certificates (bit 5).
  public static let certificateSign = KeyUsage(rawValue: 1 << 5)
  /// Signing revocation lists (bit 6).
  public static let crlSign = KeyUsage(rawValue: 1 << 6)
  /// With key agreement: only enciphering (bit 7).
  public static let encipherOnly = KeyUsage(rawValue: 1 << 7)
  /// With key agreement: only deciphering (bit 8).
  public static let decipherOnly = KeyUsage(rawValue: 1 << 8)
}

/// A purpose that a certificate is limited to (RFC 5280 §4.2.1.12).
public struct ExtendedKeyUsage: Hashable, Sendable {
  /// The purpose's identifier.
  public let oid: OID

  /// Creates a purpose from its identifier.
  public init(_ oid: OID) {
    self.oid = oid
  }

  /// Any purpose.
  public static let any = ExtendedKeyUsage(OID(2, 5, 29, 37, 0))
  /// Being a TLS server.
  public static let serverAuthentication = ExtendedKeyUsage(OID(1, 3, 6, 1, 5, 5, 7, 3, 1))
  /// Being a TLS client.
  public static let clientAuthentication = ExtendedKeyUsage(OID(1, 3, 6, 1, 5, 5, 7, 3, 2))
}
