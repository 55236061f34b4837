extension KeyUsage {
  private static let namesByBit = [
    "digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment",
    "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
  ]

  /// The usages' names as RFC 5280 §4.2.1.3 spells them, in the order of its bits.
  public var names: [String] {
    KeyUsage.namesByBit.indices
      .filter { contains(KeyUsage(rawValue: 1 << $0)) }
      .map { KeyUsage.namesByBit[$0] }
  }
}

extension ExtendedKeyUsage: CustomStringConvertible {
  private static let namesByOID: [OID: String] = [
    OID(2, 5, 29, 37, 0): "any",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 1): "serverAuth",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 2): "clientAuth",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 3): "codeSigning",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 4): "emailProtection",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 8): "timeStamping",
    OID(1, 3, 6, 1, 5, 5, 7, 3, 9): "OCSPSigning",
  ]

  /// The purpose's name as RFC 5280 §4.2.1.12 spells it, or the dotted
  /// identifier of a purpose that it does not name.
  public var description: String { ExtendedKeyUsage.namesByOID[oid] ?? oid.description }
}
