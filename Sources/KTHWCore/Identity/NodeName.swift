/// The name of a node, as Kubernetes accepts it: an RFC 1123 subdomain in
/// lower case, at most 253 characters
/// (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/).
public struct NodeName: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let text: String

  /// Reads a name.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  public init(_ text: String) throws {
    guard !text.isEmpty else { throw KTHWError(.invalidName, "a node needs a name") }
    guard text.utf8.count <= 253 else {
      throw KTHWError(
        .invalidName,
        "a node's name of \(text.utf8.count) characters is too long",
        hint: "253 are allowed"
      )
    }
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.allSatisfy(NodeName.isLabel) else {
      throw KTHWError(
        .invalidName,
        "\(Terminal.quoted(text)) is not a node name",
        hint: NodeName.hint(for: text)
      )
    }
    self.text = text
  }

  /// The name.
  public var description: String { text }

  private static func isLabel(_ label: Substring) -> Bool {
    guard let first = label.utf8.first, let last = label.utf8.last, label.utf8.count <= 63 else {
      return false
    }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func hint(for text: String) -> String {
    let lowered = text.lowercased()
    if lowered != text, (try? NodeName(lowered)) != nil {
      return "kubelets register in lower case: use \(lowered)"
    }
    return "use lower-case letters, digits, - and ., beginning and ending with a letter or digit"
  }
}
