/// What becomes of a text on its way through kubectl.
///
/// kubectl writes a kubeconfig as JSON, reads that as YAML and writes the
/// result; what stands unescaped in the JSON must be readable there.
enum KubeconfigText {
  /// The text that comes out.
  ///
  /// U+0085 is a line break to the YAML reader and folded into a blank.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for
  ///   characters that the reader refuses.
  static func written(_ text: String) throws -> String {
    var hasNextLine = false
    for scalar in text.unicodeScalars where scalar.value >= 0x7F {
      switch scalar.value {
      case 0x85: hasNextLine = true
      case 0x7F...0x9F, 0xFFFE, 0xFFFF: throw controlCharacter(scalar)
      default: break
      }
    }
    return hasNextLine ? folded(text) : text
  }

  /// The key that comes out.
  ///
  /// - Throws: ``KTHWError`` as ``written(_:)``, and for keys whose JSON form
  ///   is longer than the 1,024 bytes that YAML readers look ahead.
  static func writtenKey(_ key: String) throws -> String {
    if key.utf8.count > 160, JSONEscaping.quoted(key).utf8.count > 1024 {
      throw KTHWError(
        .limitExceeded,
        "the key \(Terminal.quoted(key)) is longer than the 1,022 bytes that YAML allows",
        peerWords: PeerWords("yaml: did not find expected ',' or '}'")
      )
    }
    return try written(key)
  }

  /// Whether a text is one word of harmless characters, which no syntax
  /// stands against.
  static func isPlainWord(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first) || first == UInt8(ascii: "/"),
      text.utf8.last != UInt8(ascii: ":")
    else { return false }
    return text.utf8.allSatisfy { byte in
      isAlphanumeric(byte) || byte >= 0x2D && byte <= 0x2F || byte == 0x3A || byte == 0x3D
        || byte == 0x2B || byte == 0x40 || byte == 0x5F
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func controlCharacter(_ scalar: Unicode.Scalar) -> KTHWError {
    KTHWError(
      .invalidValue,
      "a text holds the control character U+\(String(scalar.value, radix: 16, uppercase: true)), "
        + "which YAML cannot carry",
      hint: "remove the invisible character",
      peerWords: PeerWords("yaml: control characters are not allowed")
    )
  }

  /// The text with its U+0085 and the blanks around them folded: one becomes
  /// a blank, several become one line feed less.
  private static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var blanks = String.UnicodeScalarView()
    var breaks = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{85}":
        breaks += 1
        blanks.removeAll()
      case " " where breaks == 0:
        blanks.append(scalar)
      case " ":
        break
      default:
        appendFold(to: &result, breaks, blanks)
        blanks.removeAll()
        breaks = 0
        result.append(scalar)
      }
    }
    appendFold(to: &result, breaks, blanks)
    return String(result)
  }

  private static func appendFold(
    to result: inout String.UnicodeScalarView,
    _ breaks: Int,
    _ blanks: String.UnicodeScalarView
  ) {
    switch breaks {
    case 0: result.append(contentsOf: blanks)
    case 1: result.append(" ")
    default: result.append(contentsOf: String(repeating: "\n", count: breaks - 1).unicodeScalars)
    }
  }
}
