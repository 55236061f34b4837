/// Reads DER strictly: definite lengths in their shortest form, nothing
/// beyond the bounds, nothing left over.
///
/// It lends out pieces of the memory it was given and copies nothing, so that
/// private keys can be read without leaving traces; the pieces are good as
/// long as that memory. It is for keys and for values that OpenSSL has passed
/// already; whole certificates of strangers go to OpenSSL.
struct DERReader {
  private let bytes: UnsafeRawBufferPointer
  /// Where `bytes` begins in the whole text, for messages.
  private let origin: Int
  private var position = 0

  /// Creates a reader of some memory, which must outlive it.
  init(_ bytes: UnsafeRawBufferPointer, origin: Int = 0) {
    self.bytes = bytes
    self.origin = origin
  }

  /// Lets `body` read an array; all of it must be used.
  static func read<Result>(
    _ bytes: [UInt8],
    _ body: (inout DERReader) throws -> Result
  ) throws -> Result {
    try bytes.withUnsafeBytes { memory in
      var reader = DERReader(memory)
      let result = try body(&reader)
      try reader.finish()
      return result
    }
  }

  /// An element: its tag, what it holds, and the whole of it.
  struct Element {
    let tag: DERTag
    let contents: UnsafeRawBufferPointer
    let whole: UnsafeRawBufferPointer
    /// Where the contents begin in the whole text.
    let origin: Int
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { position == bytes.count }

  /// The tag of the next element, or nil at the end.
  var nextTag: DERTag? { isAtEnd ? nil : DERTag(bytes[position]) }

  /// Ends the reading.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` when something is left.
  func finish() throws {
    guard isAtEnd else { throw failure("\(bytes.count - position) octets too many") }
  }

  /// Reads whatever element comes next.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func element() throws -> Element {
    let start = position
    var cursor = position
    func octet() throws -> UInt8 {
      guard cursor < bytes.count else { throw failure("the data end too early") }
      defer { cursor += 1 }
      return bytes[cursor]
    }
    let identifier = try octet()
    guard identifier & 0x1F != 0x1F else { throw failure("a tag number above 30") }
    var length = Int(try octet())
    if length >= 0x80 {
      let count = length & 0x7F
      guard count != 0 else { throw failure("an indefinite length, which DER forbids") }
      guard count <= 4 else { throw failure("a length of \(count) octets") }
      length = 0
      for _ in 0..<count { length = length << 8 | Int(try octet()) }
      guard DERLength.octetCount(for: length) == count + 1 else {
        throw failure("a length that is not in its shortest form")
      }
    }
    guard length <= bytes.count - cursor else { throw failure("the data end too early") }
    position = cursor + length
    return Element(
      tag: DERTag(identifier),
      contents: UnsafeRawBufferPointer(rebasing: bytes[cursor..<position]),
      whole: UnsafeRawBufferPointer(rebasing: bytes[start..<position]),
      origin: origin + cursor
    )
  }

  /// Reads an element of one type.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` when it is another.
  mutating func element(_ tag: DERTag) throws -> Element {
    guard let next = nextTag else { throw failure("\(tag) expected, but the data end") }
    guard next == tag else { throw failure("\(tag) expected, not \(next)") }
    return try element()
  }

  /// Reads an element of one type where it comes next, else nothing.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func optional(_ tag: DERTag) throws -> Element? {
    nextTag == tag ? try element(tag) : nil
  }

  /// Reads an element of one type, whose inside `body` must use up.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``; what `body` throws.
  mutating func inside<Result>(
    _ tag: DERTag = .sequence,
    _ body: (inout DERReader) throws -> Result
  ) throws -> Result {
    let element = try element(tag)
    var reader = DERReader(element.contents, origin: element.origin)
    let result = try body(&reader)
    try reader.finish()
    return result
  }

  /// An error that says how far reading came.
  func failure(_ what: String) -> KTHWError {
    KTHWError(.syntax, "malformed DER at octet \(origin + position): \(what)")
  }
}

// MARK: - Primitives

extension DERReader {
  /// Reads a BOOLEAN.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` unless it is 00 or FF.
  mutating func boolean() throws -> Bool {
    let contents = try element(.boolean).contents
    guard contents.count == 1, contents[0] == 0 || contents[0] == 0xFF else {
      throw failure("a BOOLEAN is one octet, 00 or FF")
    }
    return contents[0] != 0
  }

  /// Reads an INTEGER and lends its contents: two's complement, shortest form.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func integerContents() throws -> UnsafeRawBufferPointer {
    let contents = try element(.integer).contents
    guard let first = contents.first else { throw failure("an INTEGER without contents") }
    if contents.count > 1, first == 0 || first == 0xFF, (contents[1] ^ first) & 0x80 == 0 {
      throw failure("an INTEGER that is not in its shortest form")
    }
    return contents
  }

  /// Reads an INTEGER that must not be negative and lends its magnitude,
  /// without leading zeros; zero is one zero octet.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func unsignedInteger() throws -> UnsafeRawBufferPointer {
    let contents = try integerContents()
    guard contents[0] & 0x80 == 0 else { throw failure("a negative INTEGER") }
    return contents.count > 1 && contents[0] == 0
      ? UnsafeRawBufferPointer(rebasing: contents.dropFirst()) : contents
  }

  /// Reads a small INTEGER, such as a version.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` outside 0 to 2^31-1.
  mutating func smallInteger() throws -> Int {
    let magnitude = try unsignedInteger()
    guard magnitude.count < 4 || (magnitude.count == 4 && magnitude[0] < 0x80) else {
      throw failure("an INTEGER too large to be a version or count")
    }
    return magnitude.reduce(0) { $0 << 8 | Int($1) }
  }

  /// Reads a BIT STRING of whole octets and lends them.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func bitString() throws -> UnsafeRawBufferPointer {
    let element = try element(.bitString)
    return try wholeOctets(ofBitString: element)
  }

  /// The octets of a BIT STRING, which may be tagged otherwise.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func wholeOctets(ofBitString element: Element) throws -> UnsafeRawBufferPointer {
    guard element.contents.first == 0 else {
      throw failure("a BIT STRING that is not of whole octets")
    }
    return UnsafeRawBufferPointer(rebasing: element.contents.dropFirst())
  }

  /// Reads an OCTET STRING and lends its contents.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func octetString() throws -> UnsafeRawBufferPointer {
    try element(.octetString).contents
  }

  /// Reads an OBJECT IDENTIFIER.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  mutating func objectIdentifier() throws -> OID {
    guard let oid = OID(derContents: try element(.objectIdentifier).contents) else {
      throw failure("a malformed OBJECT IDENTIFIER")
    }
    return oid
  }

  /// Reads NULL.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` when it holds anything.
  mutating func null() throws {
    guard try element(.null).contents.isEmpty else { throw failure("a NULL with contents") }
  }
}
