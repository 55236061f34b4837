extension DistinguishedName: CustomStringConvertible {
  /// One line, in the order of the encoding: `C=LU, O=system:masters, CN=admin`.
  ///
  /// The attributes of one part are joined by ` + `. Values are escaped as in
  /// RFC 4514 §2.4 (whose order is the reverse one), and made safe for a
  /// terminal, because names come from strangers.
  public var description: String {
    relativeNames.map { part in
      part.attributes.map(\.description).joined(separator: " + ")
    }.joined(separator: ", ")
  }
}

extension NameAttribute: CustomStringConvertible {
  /// The attribute as ``DistinguishedName/description`` shows it: `CN=admin`.
  public var description: String {
    "\(NameAttributeType.shortName(of: type))=\(NameAttribute.escaped(value))"
  }

  private static func escaped(_ value: String) -> String {
    var text = ""
    let last = value.unicodeScalars.count - 1
    for (index, scalar) in value.unicodeScalars.enumerated() {
      let isOuterSpace = scalar == " " && (index == 0 || index == last)
      let isNumberSign = scalar == "#" && index == 0
      if isOuterSpace || isNumberSign || ",+\"\\<>;".unicodeScalars.contains(scalar) {
        text += "\\"
      }
      text.unicodeScalars.append(scalar)
    }
    return Terminal.printable(text)
  }
}
