/// An extension as it stands in a certificate or request.
public struct CertificateExtension: Hashable, Sendable {
  /// What kind of extension it is.
  public var oid: OID
  /// Whether those who do not know it must refuse the certificate.
  public var isCritical: Bool
  /// The DER of its value: the contents of the OCTET STRING.
  public var value: [UInt8]

  /// Creates an extension from encoded parts.
  public init(_ oid: OID, isCritical: Bool = false, value: [UInt8]) {
    self.oid = oid
    self.isCritical = isCritical
    self.value = value
  }
}
