/// An ASN.1 object identifier, such as `2.5.4.3`.
public struct OID: Hashable, Sendable, CustomStringConvertible {
  private let contents: Contents

  /// The contents of the OBJECT IDENTIFIER (X.690 §8.19), which are written
  /// and compared far more often than the arcs are asked for.
  var derContents: [UInt8] { withDERContents { Array($0) } }

  /// The arcs in order; at least two.
  public var arcs: [UInt64] { OID.arcs(derContents) }

  /// Creates an identifier from arcs known to be well-formed.
  init(_ arcs: UInt64...) {
    contents = Contents(OID.derContents(arcs))
  }

  /// Creates an identifier from contents known to be well-formed.
  init(checked derContents: [UInt8]) {
    contents = Contents(derContents)
  }

  /// Creates an identifier from its arcs.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` when there
  ///   are fewer than two, or the first two are out of range (X.660 §7).
  public init(arcs: [UInt64]) throws {
    guard arcs.count >= 2, arcs[0] <= 2, arcs[0] == 2 || arcs[1] < 40,
      arcs[1] <= UInt64.max - 80
    else {
      throw KTHWError(.invalidValue, "\(arcs) is not an object identifier")
    }
    contents = Contents(OID.derContents(arcs))
  }

  /// Reads the dotted form.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/invalidValue``.
  public init(_ dotted: String) throws {
    let parts = dotted.split(separator: ".", omittingEmptySubsequences: false)
    let arcs = parts.compactMap { part in
      part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? UInt64(part) : nil
    }
    guard arcs.count == parts.count else {
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(dotted)) is not an object identifier",
        hint: "write it like 1.3.6.1.5.5.7.3.1"
      )
    }
    try self.init(arcs: arcs)
  }

  /// The dotted form.
  public var description: String { arcs.map(String.init).joined(separator: ".") }

  /// Lends the contents of the OBJECT IDENTIFIER.
  func withDERContents<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
  {
    switch contents {
    case .inside(let octets, let count):
      try withUnsafeBytes(of: octets) { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    case .outside(let octets): try octets.withUnsafeBytes(body)
    }
  }

  /// Where the octets are: mostly in the identifier itself.
  ///
  /// An array would be shared by all threads, which then wait for each other
  /// to count who holds it, many times for each certificate.
  private enum Contents: Hashable, Sendable {
    case inside(SIMD16<UInt8>, count: Int)
    case outside([UInt8])

    init(_ octets: [UInt8]) {
      guard octets.count <= SIMD16<UInt8>.scalarCount else {
        self = .outside(octets)
        return
      }
      var inside = SIMD16<UInt8>()
      for (index, octet) in octets.enumerated() { inside[index] = octet }
      self = .inside(inside, count: octets.count)
    }
  }
}

extension OID {
  // Attributes of distinguished names (RFC 4519, X.520).
  static let commonName = OID(2, 5, 4, 3)
  static let surname = OID(2, 5, 4, 4)
  static let serialNumber = OID(2, 5, 4, 5)
  static let country = OID(2, 5, 4, 6)
  static let locality = OID(2, 5, 4, 7)
  static let province = OID(2, 5, 4, 8)
  static let streetAddress = OID(2, 5, 4, 9)
  static let organization = OID(2, 5, 4, 10)
  static let organizationalUnit = OID(2, 5, 4, 11)
  static let title = OID(2, 5, 4, 12)
  static let postalCode = OID(2, 5, 4, 17)
  static let givenName = OID(2, 5, 4, 42)
  static let domainComponent = OID(0, 9, 2342, 19_200_300, 100, 1, 25)
  static let userID = OID(0, 9, 2342, 19_200_300, 100, 1, 1)
  static let emailAddress = OID(1, 2, 840, 113_549, 1, 9, 1)

  // Extensions (RFC 5280 §4.2).
  static let subjectKeyIdentifier = OID(2, 5, 29, 14)
  static let keyUsage = OID(2, 5, 29, 15)
  static let subjectAlternativeName = OID(2, 5, 29, 17)
  static let issuerAlternativeName = OID(2, 5, 29, 18)
  static let basicConstraints = OID(2, 5, 29, 19)
  static let nameConstraints = OID(2, 5, 29, 30)
  static let crlDistributionPoints = OID(2, 5, 29, 31)
  static let certificatePolicies = OID(2, 5, 29, 32)
  static let authorityKeyIdentifier = OID(2, 5, 29, 35)
  static let extendedKeyUsage = OID(2, 5, 29, 37)
  static let authorityInformationAccess = OID(1, 3, 6, 1, 5, 5, 7, 1, 1)
  static let ocspNoCheck = OID(1, 3, 6, 1, 5, 5, 7, 48, 1, 5)
  /// Cloudflare's DelegationUsage (RFC 9345 §4.2).
  static let delegationUsage = OID(1, 3, 6, 1, 4, 1, 44363, 44)

  // Inside extensions.
  static let ocspAccess = OID(1, 3, 6, 1, 5, 5, 7, 48, 1)
  static let caIssuersAccess = OID(1, 3, 6, 1, 5, 5, 7, 48, 2)
  static let cpsQualifier = OID(1, 3, 6, 1, 5, 5, 7, 2, 1)
  static let userNoticeQualifier = OID(1, 3, 6, 1, 5, 5, 7, 2, 2)
  /// PKCS#9 extensionRequest (RFC 2985 §5.4.2).
  static let extensionRequest = OID(1, 2, 840, 113_549, 1, 9, 14)

  // Keys and curves (RFC 3279, RFC 5480, RFC 8410).
  static let rsaEncryption = OID(1, 2, 840, 113_549, 1, 1, 1)
  static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
  static let prime256v1 = OID(1, 2, 840, 10045, 3, 1, 7)
  static let secp384r1 = OID(1, 3, 132, 0, 34)
  static let secp521r1 = OID(1, 3, 132, 0, 35)
  static let ed25519 = OID(1, 3, 101, 112)
}
