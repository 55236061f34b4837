extension DistinguishedName {
  /// Reads a subject as `openssl req -subj` takes it:
  /// `/C=LU/O=system:masters/CN=admin`.
  ///
  /// `\` escapes the next character of a value, an unescaped `+` joins the
  /// next attribute to the same part, and attributes without a value are left
  /// out. String types are those that `openssl req` chooses: PrintableString
  /// for C, serialNumber and dnQualifier, IA5String for emailAddress and DC,
  /// else UTF8String. Other than OpenSSL, an attribute it would skip as
  /// unknown is an error, as are control characters; text is UTF-8, dotted
  /// numbers need not be known, and no length is limited but a country's.
  /// - Parameter text: the subject.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``,
  ///   ``KTHWError/Code/invalidName`` or ``KTHWError/Code/invalidValue``.
  public init(openSSLSubject text: String) throws {
    self = try DistinguishedName.reading(openSSLSubject: text).name
  }

  /// The same as ``init(openSSLSubject:)``, with what was left out.
  ///
  /// - Parameter text: the subject.
  /// - Returns: the name, and a warning for every attribute without a value.
  /// - Throws: ``KTHWError`` as ``init(openSSLSubject:)`` does.
  public static func reading(
    openSSLSubject text: String
  ) throws -> (name: DistinguishedName, warnings: [Problem]) {
    var reader = OpenSSLSubjectReader(text)
    return (DistinguishedName(try reader.relativeNames()), reader.warnings)
  }
}

/// Walks through a subject in OpenSSL's slash form.
private struct OpenSSLSubjectReader {
  let text: String
  var rest: Substring.UnicodeScalarView
  var warnings: [Problem] = []

  init(_ text: String) {
    self.text = text
    rest = text[...].unicodeScalars
  }

  mutating func relativeNames() throws -> [RelativeDistinguishedName] {
    guard rest.popFirst() == "/" else {
      throw failure("does not begin with a slash")
    }
    var parts: [RelativeDistinguishedName] = []
    var isContinued = false
    while !rest.isEmpty {
      let name = try type()
      let (value, isLast) = try self.value()
      let attribute = try attribute(named: name, value, isContinued: isContinued)
      if isContinued, let index = parts.indices.last {
        parts[index].attributes += attribute.map { [$0] } ?? []
      } else {
        parts.append(RelativeDistinguishedName(attribute.map { [$0] } ?? []))
      }
      isContinued = !isLast
    }
    return parts.filter { !$0.attributes.isEmpty }
  }

  /// What stands before the equals sign.
  private mutating func type() throws -> String {
    guard let end = rest.firstIndex(of: "=") else {
      let name = Terminal.quoted(String(rest))
      throw failure("has no = behind \(name)")
    }
    defer { rest = rest[rest.index(after: end)...] }
    return String(rest[..<end])
  }

  /// What stands behind it, and whether the part ends there.
  private mutating func value() throws -> (text: String, isLast: Bool) {
    var value = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "/": return (String(value), true)
      case "+": return (String(value), false)
      case "\\":
        guard let escaped = rest.popFirst() else { throw failure("ends with a backslash") }
        value.append(escaped)
      default: value.append(scalar)
      }
    }
    return (String(value), true)
  }

  private mutating func attribute(
    named name: String,
    _ value: String,
    isContinued: Bool
  ) throws -> NameAttribute? {
    let oid: OID
    do {
      oid = try NameAttributeType.identifier(of: name)
    } catch let error as KTHWError where isContinued {
      // "CN=a+b": more likely an unescaped plus than a mistyped attribute.
      throw KTHWError(
        error.code,
        error.description,
        hint: "a + that belongs to a value is written \\+"
      )
    }
    guard !value.isEmpty else {
      warnings.append(
        Problem(
          .invalidValue,
          "the attribute \(name) has no value and is left out of the subject",
          hint: "check for an unset variable in the subject"
        )
      )
      return nil
    }
    guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw KTHWError(
        .invalidValue,
        "the attribute \(name) has control characters in it: \(Terminal.quoted(value))",
        hint: "remove line breaks, tabs and the like"
      )
    }
    let stringType = NameAttributeType(oid: oid)?.stringType ?? .utf8
    guard stringType.canHold(value) else {
      throw KTHWError(
        .invalidValue,
        "the attribute \(name) cannot hold \(Terminal.quoted(value))",
        hint: stringType == .ia5
          ? "use ASCII only" : "use letters, digits, space and '()+,-./:=? only"
      )
    }
    guard oid != .country || value.utf8.count == 2 else {
      throw KTHWError(
        .invalidValue,
        "the country \(Terminal.quoted(value)) is not a code of two letters",
        hint: "use an ISO 3166 code such as LU or US"
      )
    }
    return NameAttribute(oid, value, as: stringType)
  }

  private func failure(_ what: String) -> KTHWError {
    KTHWError(
      .syntax,
      "the subject \(Terminal.quoted(text)) \(what)",
      hint: "write it like /C=LU/O=system:masters/CN=admin, with \\ before / and + in values"
    )
  }
}
