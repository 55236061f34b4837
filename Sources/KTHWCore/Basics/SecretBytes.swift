#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Bytes that are wiped when the last reference to them goes.
///
/// Private keys and what is made of them (PEM, kubeconfig text) live here and
/// nowhere else: growing arrays and `String` copies would leave them behind
/// in freed memory. The contents never change after initialisation, and no
/// description, mirror or log shows them.
public final class SecretBytes: @unchecked Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  // Unchecked: the memory is written only inside the initialiser.
  private let memory: UnsafeMutableRawBufferPointer

  /// How many bytes there are.
  public let count: Int

  /// Creates a secret by filling memory of a fixed capacity.
  ///
  /// - Parameters:
  ///   - capacity: the most bytes that will be needed; it does not grow.
  ///   - body: writes into the memory and sets the count of bytes used.
  /// - Throws: what `body` throws; the memory is wiped then as well.
  public init(
    capacity: Int,
    initializedBy body: (_ memory: UnsafeMutableRawBufferPointer, _ count: inout Int) throws -> Void
  ) throws {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(capacity, 1), alignment: 1)
    var used = 0
    do {
      try body(UnsafeMutableRawBufferPointer(rebasing: memory[..<capacity]), &used)
    } catch {
      SecretBytes.wipe(memory)
      memory.deallocate()
      throw error
    }
    precondition(used >= 0 && used <= capacity)
    self.memory = memory
    self.count = used
  }

  /// Copies bytes that somebody else owns and wipes.
  public init(copying bytes: UnsafeRawBufferPointer) {
    memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    memory.copyMemory(from: bytes)
    count = bytes.count
  }

  deinit {
    SecretBytes.wipe(memory)
    memory.deallocate()
  }

  /// Gives `body` the bytes, for no longer than the call.
  public func withUnsafeBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeRawBufferPointer(rebasing: memory[..<count]))
  }

  /// Overwrites memory in a way that the optimiser must keep.
  public static func wipe(_ memory: UnsafeMutableRawBufferPointer) {
    guard let start = memory.baseAddress, memory.count > 0 else { return }
    #if canImport(Darwin)
    memset_s(start, memory.count, 0, memory.count)
    #else
    explicit_bzero(start, memory.count)
    #endif
  }

  /// Says how many bytes there are, and nothing else.
  public var description: String { "SecretBytes(\(count) bytes)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
