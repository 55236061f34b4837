/// Base64 (RFC 4648 §4) by table, over plain memory, so that secrets can be
/// encoded and decoded in place.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// Two digits for every twelve bits, the first one in the lower half.
  private static let pairs: [UInt16] = (0..<4096).map { value in
    UInt16(alphabet[value >> 6]) | UInt16(alphabet[value & 63]) << 8
  }

  /// The value of each octet as a digit: 64 for padding, 65 for CR and LF,
  /// 66 for blanks, 255 for what is none.
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, digit) in alphabet.enumerated() { table[Int(digit)] = UInt8(value) }
    table[0x3D] = padding
    table[0x0A] = lineBreak
    table[0x0D] = lineBreak
    table[0x20] = blank
    table[0x09] = blank
    return table
  }()

  private static let padding: UInt8 = 64
  private static let lineBreak: UInt8 = 65
  private static let blank: UInt8 = 66

  /// What decoding puts up with; padding is always needed.
  struct Rules: OptionSet {
    let rawValue: Int
    /// Carriage returns and line feeds anywhere, as Go's decoder skips them.
    static let lineBreaks = Rules(rawValue: 1)
    /// Spaces and tabs anywhere.
    static let blanks = Rules(rawValue: 2)
    /// Bits behind the last octet that are not zero.
    static let looseBits = Rules(rawValue: 4)

    /// Nothing but digits and padding.
    static let strict: Rules = []
    /// What Go's `base64.StdEncoding` takes, and so Kubernetes.
    static let go: Rules = [.lineBreaks, .looseBits]
  }

  /// Why a text is not base64, and at which octet.
  enum Failure: Error, Hashable {
    case invalidCharacter(at: Int)
    case misplacedPadding(at: Int)
    case endsTooEarly(at: Int)
    case looseBits(at: Int)

    var offset: Int {
      switch self {
      case .invalidCharacter(let offset), .misplacedPadding(let offset),
        .endsTooEarly(let offset), .looseBits(let offset):
        offset
      }
    }

    /// What is wrong, for a message that says where.
    var reason: String {
      switch self {
      case .invalidCharacter: "a character that is not base64"
      case .misplacedPadding: "base64 padding in the wrong place"
      case .endsTooEarly: "base64 that ends too early"
      case .looseBits: "base64 whose last digit has bits left over"
      }
    }
  }
}

// MARK: - Encoding

extension Base64 {
  /// How many digits some octets become, padding included.
  static func encodedCount(_ count: Int) -> Int { (count + 2) / 3 * 4 }

  /// How many octets lines of digits take, each ended by a line feed.
  static func encodedCount(_ count: Int, lineLength: Int) -> Int {
    let digits = encodedCount(count)
    return digits + (digits + lineLength - 1) / lineLength
  }

  /// The digits of some octets, without line breaks.
  static func encode(_ octets: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: encodedCount(octets.count)) { text in
      octets.withUnsafeBytes { encode($0, into: UnsafeMutableRawBufferPointer(text)) }
    }
  }

  /// Encodes without line breaks and gives the number of digits; `text` has
  /// room for ``encodedCount(_:)``.
  @discardableResult
  static func encode(
    _ octets: UnsafeRawBufferPointer,
    into text: UnsafeMutableRawBufferPointer
  ) -> Int {
    precondition(text.count >= encodedCount(octets.count))
    return pairs.withUnsafeBufferPointer { pairs in
      var written = 0
      var index = 0
      while index + 2 < octets.count {
        let group =
          UInt32(octets[index]) << 16 | UInt32(octets[index + 1]) << 8
          | UInt32(octets[index + 2])
        let digits = UInt32(pairs[Int(group >> 12)]) | UInt32(pairs[Int(group & 0xFFF)]) << 16
        text.storeBytes(of: digits.littleEndian, toByteOffset: written, as: UInt32.self)
        written += 4
        index += 3
      }
      let rest = octets.count - index
      guard rest > 0 else { return written }
      let group = UInt32(octets[index]) << 16 | (rest == 2 ? UInt32(octets[index + 1]) << 8 : 0)
      text[written] = alphabet[Int(group >> 18)]
      text[written + 1] = alphabet[Int(group >> 12 & 63)]
      text[written + 2] = rest == 2 ? alphabet[Int(group >> 6 & 63)] : 0x3D
      text[written + 3] = 0x3D
      return written + 4
    }
  }

  /// Encodes in lines, each ended by a line feed, and gives the number of
  /// octets; `text` has room for ``encodedCount(_:lineLength:)``, and a line
  /// holds a multiple of four digits.
  static func encode(
    _ octets: UnsafeRawBufferPointer,
    into text: UnsafeMutableRawBufferPointer,
    lineLength: Int
  ) -> Int {
    precondition(lineLength > 0 && lineLength % 4 == 0)
    var written = 0
    let step = lineLength / 4 * 3
    for start in stride(from: 0, to: octets.count, by: step) {
      let line = UnsafeRawBufferPointer(rebasing: octets[start..<min(start + step, octets.count)])
      written += encode(line, into: UnsafeMutableRawBufferPointer(rebasing: text[written...]))
      text[written] = 0x0A
      written += 1
    }
    return written
  }
}

// MARK: - Decoding

extension Base64 {
  /// The most octets that a text can become.
  static func decodedCapacity(_ count: Int) -> Int { (count + 3) / 4 * 3 }

  /// Decodes a text.
  static func decode(_ text: [UInt8], _ rules: Rules = .strict) throws(Failure) -> [UInt8] {
    let result = text.withUnsafeBytes { source -> Result<[UInt8], Failure> in
      var failure: Failure?
      let octets = [UInt8](unsafeUninitializedCapacity: decodedCapacity(source.count)) {
        memory,
        count in
        switch decode(source, into: UnsafeMutableRawBufferPointer(memory), rules) {
        case .success(let octets): count = octets
        case .failure(let reason): failure = reason
        }
      }
      return failure.map { .failure($0) } ?? .success(octets)
    }
    return try result.get()
  }

  /// Decodes a text that becomes a secret.
  ///
  /// - Throws: ``Failure``.
  static func decodeSecret(
    _ text: UnsafeRawBufferPointer,
    _ rules: Rules = .strict
  ) throws -> SecretBytes {
    try SecretBytes(capacity: decodedCapacity(text.count)) { memory, count in
      count = try decode(text, into: memory, rules).get()
    }
  }

  /// Decodes into memory with room for ``decodedCapacity(_:)`` and gives the
  /// number of octets.
  static func decode(
    _ text: UnsafeRawBufferPointer,
    into octets: UnsafeMutableRawBufferPointer,
    _ rules: Rules
  ) -> Result<Int, Failure> {
    precondition(octets.count >= decodedCapacity(text.count))
    return values.withUnsafeBufferPointer { values in
      var written = 0
      var group: UInt32 = 0
      var digits = 0
      var pads = 0
      for (index, character) in text.enumerated() {
        let value = values[Int(character)]
        if value < 64 {
          guard pads == 0 else { return .failure(.misplacedPadding(at: index)) }
          group = group << 6 | UInt32(value)
          digits += 1
          if digits == 4 {
            octets[written] = UInt8(truncatingIfNeeded: group >> 16)
            octets[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
            octets[written + 2] = UInt8(truncatingIfNeeded: group)
            written += 3
            digits = 0
            group = 0
          }
        } else if value == padding {
          pads += 1
          guard digits >= 2, digits + pads <= 4 else {
            return .failure(.misplacedPadding(at: index))
          }
        } else {
          guard
            (value == lineBreak && rules.contains(.lineBreaks))
              || (value == blank && rules.contains(.blanks))
          else { return .failure(.invalidCharacter(at: index)) }
        }
      }
      guard digits > 0 else { return .success(written) }
      guard digits + pads == 4 else { return .failure(.endsTooEarly(at: text.count)) }
      // Two digits carry one octet and four bits, three carry two and two.
      let spare: UInt32 = digits == 2 ? 0xF : 0x3
      guard rules.contains(.looseBits) || group & spare == 0 else {
        return .failure(.looseBits(at: text.count))
      }
      octets[written] = UInt8(truncatingIfNeeded: digits == 2 ? group >> 4 : group >> 10)
      if digits == 3 { octets[written + 1] = UInt8(truncatingIfNeeded: group >> 2) }
      return .success(written + digits - 1)
    }
  }
}
