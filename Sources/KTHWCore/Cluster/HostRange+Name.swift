extension HostRange {
  /// The most machines that ranges may have together.
  static let largestCount = 100_000
  /// The largest number that the first may have.
  static let largestNumber = 999_999_999

  /// The name as a user writes it, with one place for the number.
  struct NamePattern: Hashable {
    var prefix: String
    var suffix: String
    var digits: Int

    init(prefix: String = "", suffix: String = "", digits: Int = 1) {
      self.prefix = prefix
      self.suffix = suffix
      self.digits = digits
    }

    /// Reads `node-%d` or `node-%04d.example.org`.
    init(_ text: String) throws {
      let pieces = text.split(separator: "%", omittingEmptySubsequences: false)
      guard pieces.count == 2 else {
        throw KTHWError(
          .invalidName,
          pieces.count < 2
            ? "\(Terminal.quoted(text)) has no place for the number"
            : "\(Terminal.quoted(text)) has more than one %",
          hint: NamePattern.form
        )
      }
      let directive = pieces[1]
      guard let end = directive.firstIndex(of: "d") else {
        throw NamePattern.unknownDirective(text)
      }
      let width = directive[..<end]
      if width.isEmpty {
        digits = 1
      } else if width.hasPrefix("0"), let value = Decimal.value(width.dropFirst().utf8),
        (1...9).contains(value), width.utf8.count == 2
      {
        digits = value
      } else {
        throw NamePattern.unknownDirective(text)
      }
      prefix = String(pieces[0])
      suffix = String(directive[directive.index(after: end)...])
    }

    private static let form = "write it like node-%d or node-%04d"

    private static func unknownDirective(_ text: String) -> KTHWError {
      KTHWError(
        .invalidName,
        "\(Terminal.quoted(text)) has a % that is neither %d nor like %04d",
        hint: form
      )
    }
  }
}
