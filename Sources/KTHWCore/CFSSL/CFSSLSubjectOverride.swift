/// The SUBJECT.json of `cfssl sign`: what to put in place of a request's
/// subject.
public struct CFSSLSubjectOverride: Hashable, Sendable {
  /// The common name to use instead; empty keeps the request's.
  public var commonName = ""
  /// The attributes to use instead, type by type; E and OID have no effect.
  public var names: [CFSSLName] = []
  /// The serial number attribute to use instead; empty keeps the request's.
  public var serialNumber = ""
  /// What was ignored in the file.
  public private(set) var warnings: [Problem] = []

  /// Creates an override without effect but for what ``applied(to:)`` drops.
  public init() {}

  /// Reads SUBJECT.json.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/wrongType``, in Go's words.
  public init(json: [UInt8], file: String? = nil) throws {
    let read = try GoJSON.decode(CFSSLSubjectOverride.self, from: json, file: file)
    self = read.value
    warnings = read.warnings
    if names.contains(where: { !$0.email.isEmpty || !$0.attributes.isEmpty }) {
      warnings.append(
        Problem(
          .unknownField,
          "E and OID have no effect when signing",
          at: Place(file: file, field: "names"),
          hint: "put them into the request's subject"
        )
      )
    }
  }

  /// The subject to certify.
  ///
  /// Each of C, ST, L, O, OU, CN and the serial number comes from here where
  /// given, else from the request. Every other attribute of the request is
  /// lost, as with cfssl.
  public func applied(to subject: DistinguishedName) -> DistinguishedName {
    let given = CFSSLSubject.values(
      commonName: commonName,
      names: names,
      serialNumber: serialNumber
    )
    let values = given.map { type, values -> CFSSLSubject.TypedValues in
      guard values.isEmpty else { return (type, values) }
      let kept = subject.values(of: type)
      let isSingle = type == .commonName || type == .serialNumber
      return (type, isSingle ? kept.suffix(1) : kept)
    }
    return DistinguishedName(CFSSLSubject.relativeNames(values))
  }
}

extension CFSSLSubjectOverride: GoJSON.Structure {
  static let goType = "signer.Subject"

  static let fields: [GoJSON.Field<CFSSLSubjectOverride>] = [
    GoJSON.Field("CN", \.commonName),
    GoJSON.Field("names", \.names),
    GoJSON.Field("SerialNumber", \.serialNumber),
  ]
}
