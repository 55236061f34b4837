/// DER as text between `-----BEGIN` and `-----END` lines (RFC 7468).
public enum PEM {
  /// One block of a file.
  public struct Block: Hashable, Sendable {
    /// What it says it holds, such as `CERTIFICATE`.
    public var label: String
    /// Lines such as `Proc-Type: 4,ENCRYPTED` (RFC 1421 §4.6), in order.
    public var headers: [Header]
    /// What it holds.
    public var bytes: [UInt8]
    /// Where its BEGIN line stands.
    public var mark: SourceMark

    /// Creates a block.
    public init(
      label: String,
      headers: [Header] = [],
      bytes: [UInt8],
      mark: SourceMark = SourceMark(line: 1, column: 1)
    ) {
      self.label = label
      self.headers = headers
      self.bytes = bytes
      self.mark = mark
    }
  }

  /// One block of a file that may hold a private key.
  public struct SecretBlock: Sendable {
    /// What it says it holds, such as `EC PRIVATE KEY`.
    public var label: String
    /// Lines such as `DEK-Info: AES-256-CBC,…` (RFC 1421 §4.6), in order.
    public var headers: [Header]
    /// What it holds.
    public var bytes: SecretBytes
    /// Where its BEGIN line stands.
    public var mark: SourceMark

    /// Whether the contents are encrypted in OpenSSL's traditional way.
    public var isEncrypted: Bool {
      headers.contains { $0.name == "Proc-Type" && $0.value.hasSuffix("ENCRYPTED") }
    }
  }

  /// A line before the base64 of a block.
  public struct Header: Hashable, Sendable {
    /// What stands before the colon.
    public var name: String
    /// What stands behind it, without the blanks around it.
    public var value: String

    /// Creates a header.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What may stand around blocks.
  public enum Surroundings: Sendable {
    /// Any text before, between and behind them, as OpenSSL takes it.
    case anyText
    /// Any text before the first one, but only white space from then on, as
    /// cfssl takes it.
    case textBefore
    /// Only white space.
    case nothing
  }

  /// How much is read before it is too much.
  public struct Limits: Sendable {
    /// The most octets of text.
    public var bytes = 16 << 20
    /// The most blocks.
    public var blocks = 10_000

    /// Creates the usual limits.
    public init() {}
  }
}

// MARK: - Reading

extension PEM {
  /// Reads every block of a text; a text without any gives none.
  ///
  /// Lines may end with CR LF, and base64 lines may have any length. What is
  /// damaged is an error even where a later block is sound: base64 outside the
  /// alphabet or without its padding, BEGIN without END, labels that differ.
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: the file's name for messages.
  ///   - surroundings: what may stand around the blocks.
  ///   - limits: how much is too much.
  /// - Returns: the blocks in the order they stand.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, with line and
  ///   column, or ``KTHWError/Code/limitExceeded``.
  public static func blocks(
    in bytes: [UInt8],
    file: String? = nil,
    surroundings: Surroundings = .anyText,
    limits: Limits = Limits()
  ) throws -> [Block] {
    try bytes.withUnsafeBytes { text in
      var scanner = try PEMScanner(text, file: file, limits: limits)
      return try scanner.frames(surroundings).map { frame in
        Block(
          label: frame.label,
          headers: frame.headers,
          bytes: try scanner.contents(of: frame),
          mark: frame.mark
        )
      }
    }
  }

  /// Reads every block of a text that may hold private keys; each is decoded
  /// straight into memory that is wiped.
  ///
  /// - Parameters:
  ///   - text: the text, which its owner wipes.
  ///   - file: the file's name for messages.
  ///   - surroundings: what may stand around the blocks.
  ///   - limits: how much is too much.
  /// - Returns: the blocks in the order they stand.
  /// - Throws: ``KTHWError`` as ``blocks(in:file:surroundings:limits:)`` does.
  public static func secretBlocks(
    in text: UnsafeRawBufferPointer,
    file: String? = nil,
    surroundings: Surroundings = .anyText,
    limits: Limits = Limits()
  ) throws -> [SecretBlock] {
    var scanner = try PEMScanner(text, file: file, limits: limits)
    return try scanner.frames(surroundings).map { frame in
      SecretBlock(
        label: frame.label,
        headers: frame.headers,
        bytes: try scanner.secretContents(of: frame),
        mark: frame.mark
      )
    }
  }
}

// MARK: - Writing

extension PEM {
  /// How many base64 digits a line holds (RFC 7468 §2).
  private static let lineLength = 64

  /// DER as text: lines of 64 digits, ended by LF, the last one too.
  public static func encode(_ der: [UInt8], label: String) -> String {
    der.withUnsafeBytes { der in
      String(unsafeUninitializedCapacity: encodedCount(der.count, label)) { text in
        write(der, label, into: UnsafeMutableRawBufferPointer(text))
      }
    }
  }

  /// A private key's DER as text, written straight into memory that is wiped.
  ///
  /// - Throws: whatever ``SecretBytes`` throws where there is no memory to wipe.
  public static func encodeSecret(
    _ der: UnsafeRawBufferPointer,
    label: String
  ) throws -> SecretBytes {
    try SecretBytes(capacity: encodedCount(der.count, label)) { text, count in
      count = write(der, label, into: text)
    }
  }

  private static func encodedCount(_ count: Int, _ label: String) -> Int {
    Base64.encodedCount(count, lineLength: lineLength)
      + "-----BEGIN -----\n-----END -----\n".utf8.count + 2 * label.utf8.count
  }

  private static func write(
    _ der: UnsafeRawBufferPointer,
    _ label: String,
    into text: UnsafeMutableRawBufferPointer
  ) -> Int {
    var count = 0
    func put(_ part: some Collection<UInt8>) {
      UnsafeMutableRawBufferPointer(rebasing: text[count...]).copyBytes(from: part)
      count += part.count
    }
    put("-----BEGIN ".utf8)
    put(label.utf8)
    put("-----\n".utf8)
    count += Base64.encode(
      der,
      into: UnsafeMutableRawBufferPointer(rebasing: text[count...]),
      lineLength: lineLength
    )
    put("-----END ".utf8)
    put(label.utf8)
    put("-----\n".utf8)
    return count
  }
}
