/// Writes DER whose lengths are known beforehand into memory that is wiped
/// later: no buffer grows, nothing is moved, so no copy of a key stays behind.
struct SecretDERWriter {
  private let memory: UnsafeMutableRawBufferPointer

  /// How many octets were written.
  private(set) var count = 0

  /// Creates a writer over memory of the final size.
  init(_ memory: UnsafeMutableRawBufferPointer) {
    self.memory = memory
  }

  /// Makes a secret of exactly `size` octets from what `body` writes.
  ///
  /// - Throws: what making the secret throws.
  static func secret(
    size: Int,
    _ body: (inout SecretDERWriter) -> Void
  ) throws -> SecretBytes {
    try SecretBytes(capacity: size) { memory, count in
      var writer = SecretDERWriter(memory)
      body(&writer)
      precondition(writer.count == size, "the size was computed wrongly")
      count = size
    }
  }

  /// Writes identifier and length of an element; its contents must follow.
  mutating func header(_ tag: DERTag, _ length: Int) {
    octet(tag.octet)
    for part in DERLength.octets(for: length) { octet(part) }
  }

  /// Writes octets as they are.
  mutating func encoded(_ octets: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + octets.count])
      .copyMemory(from: octets)
    count += octets.count
  }

  /// Writes octets that are no secret.
  mutating func encoded(_ octets: [UInt8]) {
    octets.withUnsafeBytes { encoded($0) }
  }

  /// Writes an INTEGER from an unsigned big-endian number.
  mutating func integer(unsigned magnitude: UnsafeRawBufferPointer) {
    let length = DERLength.ofUnsigned(magnitude)
    header(.integer, length)
    let digits = magnitude.drop { $0 == 0 }
    if length > digits.count { octet(0) }
    encoded(UnsafeRawBufferPointer(rebasing: digits))
  }

  /// Writes an element around octets.
  mutating func element(_ tag: DERTag, _ contents: UnsafeRawBufferPointer) {
    header(tag, contents.count)
    encoded(contents)
  }

  private mutating func octet(_ value: UInt8) {
    memory[count] = value
    count += 1
  }
}
