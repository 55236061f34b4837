extension SigningPolicyDocument {
  /// A moment in RFC 3339; Go's zero time is none.
  struct GoTime: GoJSON.Value {
    private(set) var moment: Timestamp?
    static let goType = "time.Time"

    mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
      if node.isNull { return }
      guard let text = node.text else {
        return decoding.report(
          .wrongType,
          "Time.UnmarshalJSON: input is not a JSON string",
          of: node
        )
      }
      guard let moment = try? Timestamp(rfc3339: text) else {
        return decoding.report(
          .syntax,
          "parsing time \(GoText.quoted(text)) as \"2006-01-02T15:04:05Z07:00\": cannot parse",
          of: node,
          hint: "write it like 2027-11-21T08:30:00Z"
        )
      }
      self.moment = moment == Timestamp(year: 1, month: 1, day: 1) ? nil : moment
    }
  }

  /// A `time.Duration` as Go itself has it in JSON: a number.
  struct GoNanoseconds: GoJSON.Value {
    private(set) var duration = GoDuration.zero
    static let goType = "time.Duration"

    mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
      if node.isNull { return }
      guard let scalar = node.scalar, scalar.kind == .integer, let count = Int64(scalar.text) else {
        return decoding.reportMismatch(of: node, with: Self.goType)
      }
      duration = GoDuration(nanoseconds: count)
    }
  }

  /// An object identifier in its dotted form.
  struct DottedOID: GoJSON.Value {
    /// The numbers; whether they are an identifier shows when it is used.
    private(set) var arcs: [UInt64] = []
    static let goType = "config.OID"

    mutating func decode(_ node: Node, in decoding: inout GoJSON.Decoding) {
      if node.isNull { return }
      guard let text = node.text else {
        return decoding.report(
          .wrongType,
          "OID JSON string not wrapped in quotes.",
          of: node,
          hint: "write it like \"1.3.6.1.4.1.99999.1\""
        )
      }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      let numbers = parts.compactMap { Decimal.value(Array($0.utf8)).map(UInt64.init) }
      guard numbers.count == parts.count else {
        let bad = parts.first { Decimal.value(Array($0.utf8)) == nil } ?? ""
        return decoding.report(
          .syntax,
          "strconv.Atoi: parsing \(GoText.quoted(bad)): invalid syntax",
          of: node,
          hint: "write it like \"1.3.6.1.4.1.99999.1\""
        )
      }
      arcs = numbers
    }
  }
}
