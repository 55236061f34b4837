extension DistinguishedName {
  /// The DER of the name (RFC 5280 §4.1.2.4): parts in order, the attributes
  /// of each part sorted.
  ///
  /// A value that its string type cannot hold is written as UTF8String.
  public var der: [UInt8] {
    DERWriter.bytes(capacity: 128) { writer in
      writer.sequence { writer in
        for part in relativeNames {
          if part.attributes.count == 1, let only = part.attributes.first {
            writer.element(.set) { only.write(to: &$0) }
          } else {
            writer.set(of: part.attributes.map(\.der))
          }
        }
      }
    }
  }
}

extension NameAttribute {
  /// The AttributeTypeAndValue.
  var der: [UInt8] { DERWriter.bytes { write(to: &$0) } }

  fileprivate func write(to writer: inout DERWriter) {
    writer.sequence { writer in
      writer.objectIdentifier(type)
      if stringType == .printable || stringType == .utf8 {
        // What does not fit the narrower type is written in the wider one.
        writer.string(StringType.narrowest(for: value, within: stringType).tag, value)
      } else if let contents = stringType.contents(of: value) {
        writer.element(stringType.tag, contents)
      } else {
        writer.string(.utf8String, value)
      }
    }
  }
}

extension NameAttribute.StringType {
  /// Whether a text can be written in this type.
  public func canHold(_ text: String) -> Bool { contents(of: text) != nil }

  /// PrintableString only where it is wanted and can hold a text.
  fileprivate static func narrowest(for text: String, within wanted: Self) -> Self {
    wanted == .printable && narrowest(for: text) == .printable ? .printable : .utf8
  }

  var tag: DERTag {
    switch self {
    case .printable: .printableString
    case .utf8: .utf8String
    case .ia5: .ia5String
    case .teletex: .teletexString
    case .bmp: .bmpString
    case .universal: .universalString
    case .numeric: .numericString
    }
  }

  /// The octets of a text, or nil where it does not fit the type.
  func contents(of text: String) -> [UInt8]? {
    switch self {
    case .utf8: return Array(text.utf8)
    case .printable:
      return Self.narrowest(for: text) == .printable ? Array(text.utf8) : nil
    case .ia5:
      return text.utf8.allSatisfy { $0 < 0x80 } ? Array(text.utf8) : nil
    case .numeric:
      let isNumeric = text.utf8.allSatisfy { $0 == 0x20 || (0x30...0x39).contains($0) }
      return isNumeric ? Array(text.utf8) : nil
    case .teletex:
      return text.unicodeScalars.allSatisfy { $0.value < 0x100 }
        ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : nil
    case .bmp:
      return text.unicodeScalars.allSatisfy { $0.value < 0x1_0000 }
        ? text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } : nil
    case .universal:
      return text.unicodeScalars.flatMap { scalar in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: scalar.value >> $0) }
      }
    }
  }
}
