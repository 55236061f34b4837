extension PEM {
  /// Says why a text holds no PEM block: what it seems to be instead.
  ///
  /// - Parameters:
  ///   - what: what was looked for, such as `a certificate`.
  ///   - bytes: the text; only its beginning is looked at.
  ///   - file: the file's name.
  /// - Returns: an error with ``KTHWError/Code/syntax`` and a hint.
  public static func missing(
    _ what: String,
    in bytes: UnsafeRawBufferPointer,
    file: String? = nil
  ) -> KTHWError {
    let place = Place(file: file)
    func error(_ message: String, _ hint: String?) -> KTHWError {
      KTHWError(.syntax, message, at: place, hint: hint)
    }
    let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    let firstVisible = head.first { $0 > 0x20 }
    if bytes.isEmpty {
      return error(
        "\(what) in PEM expected, but the input is empty",
        "the command that should have made it may have failed"
      )
    }
    if head.first == 0x30, head.count > 1, head[1] & 0x80 != 0 || Int(head[1]) + 2 == bytes.count {
      return error(
        "\(what) in PEM expected, but this looks like DER",
        "convert it with openssl, such as: openssl x509 -inform der -in FILE -out FILE.pem"
      )
    }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      return error(
        "\(what) in PEM expected, but this looks like UTF-16 text",
        "save it as plain ASCII or UTF-8"
      )
    }
    if contains("-----BEGIN ", head) {
      return error(
        "\(what) in PEM expected, but no BEGIN line starts at the left margin",
        "remove what stands before -----BEGIN and before each line of the block"
      )
    }
    if contains("LS0tLS1CRUdJTi", head) {
      return error(
        "\(what) in PEM expected, but this looks like PEM in base64 once more",
        "decode it first with: base64 -d"
      )
    }
    if firstVisible == UInt8(ascii: "{") {
      return error(
        "\(what) in PEM expected, but this looks like JSON",
        "if cfssl made it, pass it through: cfssljson -bare NAME"
      )
    }
    return error("\(what) in PEM expected, but there is no -----BEGIN line", nil)
  }

  /// A label as messages quote it.
  ///
  /// What is not made of words is left out: where lines of a private key were
  /// joined, a label may hold some of it.
  static func quoted(label: String) -> String {
    let areWords = label.split(separator: " ").allSatisfy { $0.utf8.count <= 14 }
    return areWords && label.utf8.count <= 64 ? Terminal.quoted(label) : "\"…\""
  }

  private static func contains(_ word: String, _ text: UnsafeRawBufferPointer) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      text[start] == first && text[start...].starts(with: word)
    }
  }
}
