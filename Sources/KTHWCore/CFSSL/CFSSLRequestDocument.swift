/// The request JSON as it is written, with the places of what is checked later.
struct CFSSLRequestDocument: GoJSON.Structure {
  var commonName = ""
  var names: [CFSSLName] = []
  var hosts: [GoJSON.Located<String>] = []
  // What is given is merged over the default: {"algo":"rsa"} is RSA-256.
  var key = GoJSON.Located<CFSSLKeyRequest?>(.standard)
  var authority = GoJSON.Located<CFSSLAuthority?>()
  var serialNumber = ""
  var isDelegationEnabled = false
  var extensions: [Extension] = []
  var crlURL = ""

  static let goType = "csr.CertificateRequest"

  static let fields: [GoJSON.Field<CFSSLRequestDocument>] = [
    GoJSON.Field("CN", \.commonName),
    GoJSON.Field("names", \.names),
    GoJSON.Field("hosts", \.hosts),
    GoJSON.Field("key", \.key),
    GoJSON.Field("ca", \.authority),
    GoJSON.Field("serialnumber", \.serialNumber),
    GoJSON.Field("delegation_enabled", \.isDelegationEnabled),
    GoJSON.Field("extensions", \.extensions),
    GoJSON.Field("crl_url", \.crlURL),
  ]

  /// Keys that people put at the wrong level, and what to say then.
  private static let misplaced: [String: String] = [
    "expiry": "a CA's lifetime is ca.expiry; others have their signing profile's",
    "usages": "usages stand in the signing profile",
    "profile": "the profile is named on the command line",
    "algo": "it belongs into \"key\"", "size": "it belongs into \"key\"",
    "C": "it belongs into \"names\"", "ST": "it belongs into \"names\"",
    "L": "it belongs into \"names\"", "O": "it belongs into \"names\"",
    "OU": "it belongs into \"names\"", "pathlen": "it belongs into \"ca\"",
    "is_ca": "a \"ca\" section asks for a CA",
  ]

  /// A warning about an ignored key, with what to do where that is known.
  static func explained(_ warning: Problem) -> Problem {
    guard warning.code == .unknownField, let key = warning.place?.field,
      let hint = misplaced[key]
    else { return warning }
    var explained = warning
    explained.hint = hint
    return explained
  }
}

extension CFSSLRequestDocument {
  /// An element of `extensions`.
  struct Extension: GoJSON.Structure {
    var arcs = GoJSON.Located<Arcs>()
    var isCritical = false
    var value = GoJSON.Octets()

    static let goType = "pkix.Extension"

    static let fields: [GoJSON.Field<Extension>] = [
      GoJSON.Field("Id", \.arcs),
      GoJSON.Field("Critical", \.isCritical),
      GoJSON.Field("Value", \.value),
    ]

    func certificateExtension() throws -> CertificateExtension {
      let numbers = arcs.value.numbers.compactMap(UInt64.init(exactly:))
      guard numbers.count == arcs.value.numbers.count, let oid = try? OID(arcs: numbers) else {
        throw KTHWError(
          cfssl: .badRequest("asn1: structure error: invalid object identifier"),
          .syntax,
          "the extension's Id is not an object identifier",
          at: arcs.place ?? .field("extensions"),
          hint: "write it as numbers, like [2, 5, 29, 17]"
        )
      }
      return CertificateExtension(oid, isCritical: isCritical, value: value.bytes)
    }
  }

  /// An object identifier as a list of numbers; its dotted form is refused.
  struct Arcs: GoJSON.Value {
    var numbers: [Int] = []
    static let goType = "asn1.ObjectIdentifier"

    mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
      guard node.isNull || node.items != nil else {
        return decoding.reportMismatch(of: node, with: Self.goType)
      }
      numbers.decode(node, in: &decoding)
    }
  }
}
