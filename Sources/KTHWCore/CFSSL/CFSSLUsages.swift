/// What the `usages` of a signing profile mean.
public struct CFSSLUsages: Hashable, Sendable {
  /// The key usages, all together.
  public let keyUsage: KeyUsage
  /// The purposes, in the order given and duplicates kept, as cfssl has them.
  public let extendedKeyUsages: [ExtendedKeyUsage]
  /// The words that mean nothing, in the order given; cfssl ignores them.
  public let unknown: [String]

  /// Reads usage names: lower case with single spaces, exactly as cfssl has
  /// them.
  public init(_ names: [String]) {
    var keyUsage: KeyUsage = []
    var purposes: [ExtendedKeyUsage] = []
    var unknown: [String] = []
    for name in names {
      if let usage = CFSSLUsages.keyUsageNames.first(where: { $0.name == name }) {
        keyUsage.formUnion(usage.value)
      } else if let purpose = CFSSLUsages.purposeNames.first(where: { $0.name == name }) {
        purposes.append(purpose.value)
      } else {
        unknown.append(name)
      }
    }
    self.keyUsage = keyUsage
    extendedKeyUsages = purposes
    self.unknown = unknown
  }

  /// Whether no name was known.
  public var isEmpty: Bool { keyUsage.isEmpty && extendedKeyUsages.isEmpty }

  /// The names of key usages, one for each, in the order of their bits.
  public static func names(of usage: KeyUsage) -> [String] {
    keyUsageNames.filter { usage.contains($0.value) && !readOnly.contains($0.name) }.map(\.name)
  }

  /// The name of a purpose, or nil where cfssl has none.
  public static func name(of purpose: ExtendedKeyUsage) -> String? {
    purposeNames.first { $0.value == purpose }?.name
  }

  /// Every name there is: key usages by their bits, then purposes.
  public static let allNames: [String] =
    (keyUsageNames.map(\.name) + purposeNames.map(\.name)).filter { $0 != misspelt }

  /// What to say about a word that means nothing.
  static func warning(unknown word: String, at place: Place) -> Problem {
    let nearest = Spelling.nearest(to: word, among: allNames)
    return Problem(
      .invalidValue,
      "usage \(Terminal.quoted(word)) is unknown and ignored",
      at: place,
      hint: nearest.map { "did you mean \"\($0)\"?" }
        ?? "known usages: " + allNames.joined(separator: ", ")
    )
  }

  /// How cfssl 1.2 spells it: read, and shown to nobody.
  private static let misspelt = "content committment"

  /// Names that have a better-known twin.
  private static let readOnly = [misspelt, "digital signature"]

  private static let keyUsageNames: [(name: String, value: KeyUsage)] = [
    ("signing", .digitalSignature),
    ("digital signature", .digitalSignature),
    ("content commitment", .contentCommitment),
    (misspelt, .contentCommitment),
    ("key encipherment", .keyEncipherment),
    ("data encipherment", .dataEncipherment),
    ("key agreement", .keyAgreement),
    ("cert sign", .certificateSign),
    ("crl sign", .crlSign),
    ("encipher only", .encipherOnly),
    ("decipher only", .decipherOnly),
  ]

  private static let purposeNames: [(name: String, value: ExtendedKeyUsage)] = [
    ("any", .any),
    ("server auth", .serverAuthentication),
    ("client auth", .clientAuthentication),
    ("code signing", purpose(3)),
    ("email protection", purpose(4)),
    ("s/mime", purpose(4)),
    ("ipsec end system", purpose(5)),
    ("ipsec tunnel", purpose(6)),
    ("ipsec user", purpose(7)),
    ("timestamping", purpose(8)),
    ("ocsp signing", purpose(9)),
    ("microsoft sgc", ExtendedKeyUsage(OID(1, 3, 6, 1, 4, 1, 311, 10, 3, 3))),
    ("netscape sgc", ExtendedKeyUsage(OID(2, 16, 840, 1, 113_730, 4, 1))),
  ]

  /// A purpose under id-kp (RFC 5280 §4.2.1.12).
  private static func purpose(_ number: UInt64) -> ExtendedKeyUsage {
    ExtendedKeyUsage(OID(1, 3, 6, 1, 5, 5, 7, 3, number))
  }
}
