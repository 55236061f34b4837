/// Memory that private text is put together in, and that grows without
/// leaving copies behind.
///
/// An array that grows frees what it held; this buffer wipes it first.
final class SecretBuffer {
  private var memory: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(capacity: Int) {
    memory = .allocate(byteCount: max(capacity, 64), alignment: 1)
  }

  deinit {
    SecretBytes.wipe(memory)
    memory.deallocate()
  }

  func append(contentsOf bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return }
    if count + bytes.count > memory.count { grow(to: count + bytes.count) }
    UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
    count += bytes.count
  }

  func append(_ text: StaticString) {
    append(contentsOf: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Takes the last bytes away.
  func removeLast(_ removed: Int) {
    count -= removed
  }

  /// Lends the bytes for the length of a call.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
  {
    try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
  }

  /// Copies what was put together into a secret that does not change.
  func secretBytes() -> SecretBytes {
    withUnsafeBytes { SecretBytes(copying: $0) }
  }

  private func grow(to needed: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(needed, memory.count * 2),
      alignment: 1
    )
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    SecretBytes.wipe(memory)
    memory.deallocate()
    memory = larger
  }
}
