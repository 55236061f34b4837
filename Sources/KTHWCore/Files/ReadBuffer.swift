/// Memory that grows while a file of unknown size is read into it, and that
/// is wiped at each step where the file is a secret.
struct ReadBuffer: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  private let isSecret: Bool
  /// How many bytes were read.
  private(set) var count = 0

  /// Creates a buffer for about so many bytes.
  init(capacity: Int, isSecret: Bool) {
    memory = .allocate(byteCount: max(capacity, 512), alignment: 16)
    self.isSecret = isSecret
  }

  deinit {
    if isSecret { SecretBytes.wipe(memory) }
    memory.deallocate()
  }

  /// Gives `body` what was read, for no longer than the call.
  ///
  /// Not a property: the buffer ends with its last use, and a pointer taken
  /// out of it does not count as one.
  borrowing func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
  }

  /// Lets `body` write behind what is there and counts what it wrote.
  ///
  /// - Parameter body: gets at least one byte of room, and gives the number
  ///   of bytes that it filled.
  /// - Returns: what `body` gave.
  /// - Throws: what `body` throws.
  mutating func append<Failure: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    if count == memory.count { grow() }
    let added = try body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
    count += added
    return added
  }

  private mutating func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: memory.count * 2,
      alignment: 16
    )
    withUnsafeBytes { larger.copyMemory(from: $0) }
    if isSecret { SecretBytes.wipe(memory) }
    memory.deallocate()
    memory = larger
  }
}
