/// Builds DER (X.690) from the outside in.
///
/// A nested element is written behind one reserved length octet; where its
/// contents turn out to need more, they are shifted once. Whatever is inside
/// private keys goes through ``SecretDERWriter`` instead, which never moves.
///
/// ```swift
/// var writer = DERWriter()
/// writer.sequence {
///   $0.objectIdentifier(.rsaEncryption)
///   $0.null()
/// }
/// ```
struct DERWriter {
  /// What was written so far.
  private(set) var bytes: [UInt8] = []

  /// Creates a writer; `capacity` octets are set aside at once.
  init(capacity: Int = 64) {
    bytes.reserveCapacity(capacity)
  }

  /// What `body` writes.
  static func bytes(
    capacity: Int = 64,
    _ body: (inout DERWriter) throws -> Void
  ) rethrows -> [UInt8] {
    var writer = DERWriter(capacity: capacity)
    try body(&writer)
    return writer.bytes
  }

  /// Writes an element around what `body` writes.
  mutating func element(
    _ tag: DERTag,
    _ body: (inout DERWriter) throws -> Void
  ) rethrows {
    bytes.append(tag.octet)
    let lengthIndex = bytes.count
    bytes.append(0)
    try body(&self)
    let length = bytes.count - lengthIndex - 1
    if length < 0x80 {
      bytes[lengthIndex] = UInt8(length)
    } else if length < 0x100 {
      bytes[lengthIndex] = 0x81
      bytes.insert(UInt8(length), at: lengthIndex + 1)
    } else {
      bytes.replaceSubrange(lengthIndex...lengthIndex, with: DERLength.octets(for: length))
    }
  }

  /// Writes an element whose contents are at hand.
  mutating func element(_ tag: DERTag, _ contents: some Collection<UInt8>) {
    header(tag, contents.count)
    bytes.append(contentsOf: contents)
  }

  /// Writes elements that are encoded already.
  mutating func encoded(_ elements: some Collection<UInt8>) {
    bytes.append(contentsOf: elements)
  }

  private mutating func header(_ tag: DERTag, _ length: Int) {
    bytes.append(tag.octet)
    switch length {
    case ..<0x80: bytes.append(UInt8(length))
    case ..<0x100:
      bytes.append(0x81)
      bytes.append(UInt8(length))
    default: bytes.append(contentsOf: DERLength.octets(for: length))
    }
  }
}

// MARK: - Containers

extension DERWriter {
  /// Writes a SEQUENCE around what `body` writes.
  mutating func sequence(_ body: (inout DERWriter) throws -> Void) rethrows {
    try element(.sequence, body)
  }

  /// Writes a SET OF encoded elements, sorted as DER demands (X.690 §11.6).
  mutating func set(of elements: [[UInt8]]) {
    let sorted = elements.sorted { $0.lexicographicallyPrecedes($1) }
    element(.set) { writer in
      for element in sorted { writer.encoded(element) }
    }
  }

  /// Writes an OCTET STRING around the DER that `body` writes.
  mutating func octetString(_ body: (inout DERWriter) throws -> Void) rethrows {
    try element(.octetString, body)
  }
}

// MARK: - Primitives

extension DERWriter {
  /// Writes a BOOLEAN; true is FF (X.690 §11.1).
  mutating func boolean(_ value: Bool) {
    element(.boolean, CollectionOfOne(value ? 0xFF : 0x00))
  }

  /// Writes an INTEGER.
  mutating func integer(_ value: Int) {
    var octets = withUnsafeBytes(of: value.bigEndian) { Array($0) }[...]
    // A sign octet is left out where the next octet's first bit says the same.
    while octets.count > 1, let first = octets.first,
      first == (octets[octets.startIndex + 1] & 0x80 == 0 ? 0x00 : 0xFF)
    {
      octets.removeFirst()
    }
    element(.integer, octets)
  }

  /// Writes an INTEGER whose contents are encoded already.
  mutating func integer(contents: [UInt8]) {
    element(.integer, contents)
  }

  /// Writes an INTEGER from an unsigned big-endian number.
  mutating func integer(unsigned magnitude: some Collection<UInt8>) {
    let digits = magnitude.drop { $0 == 0 }
    let needsSign = (digits.first ?? 0x80) & 0x80 != 0
    header(.integer, digits.count + (needsSign ? 1 : 0))
    if needsSign { bytes.append(0) }
    bytes.append(contentsOf: digits)
  }

  /// Writes a BIT STRING of whole octets.
  mutating func bitString(_ octets: some Collection<UInt8>) {
    header(.bitString, octets.count + 1)
    bytes.append(0)
    bytes.append(contentsOf: octets)
  }

  /// Writes a BIT STRING of named bits, without zero bits at its end (X.690 §11.2.2).
  ///
  /// Bit n of `bits` becomes bit n of the string, counted from the first
  /// octet's highest.
  mutating func bitString(named bits: UInt16) {
    guard bits != 0 else { return element(.bitString, CollectionOfOne(0)) }
    let last = UInt16.bitWidth - 1 - bits.leadingZeroBitCount
    var octets = [UInt8](repeating: 0, count: last / 8 + 1)
    for bit in 0...last where bits & (1 << bit) != 0 {
      octets[bit / 8] |= 0x80 >> UInt8(bit % 8)
    }
    element(.bitString, [UInt8(7 - last % 8)] + octets)
  }

  /// Writes an OCTET STRING.
  mutating func octetString(_ octets: some Collection<UInt8>) {
    element(.octetString, octets)
  }

  /// Writes NULL.
  mutating func null() {
    element(.null, EmptyCollection())
  }

  /// Writes an OBJECT IDENTIFIER.
  mutating func objectIdentifier(_ oid: OID) {
    oid.withDERContents { element(.objectIdentifier, $0) }
  }

  /// Writes a string type whose contents are the text's UTF-8; for the ASCII
  /// types the caller knows that the text is ASCII.
  mutating func string(_ tag: DERTag, _ text: String) {
    element(tag, text.utf8)
  }
}
