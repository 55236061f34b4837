#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A thread of the system's, for work that would block a cooperative pool.
final class SystemThread {
  #if canImport(Darwin) || canImport(Musl)
  private var handle: pthread_t?
  #else
  private var handle = pthread_t()
  #endif

  /// Starts a thread.
  ///
  /// - Returns: nil where the system has no thread to give.
  init?(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Body(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    // Darwin's and musl's own sizes (512 and 128 KiB) are small.
    pthread_attr_setstacksize(&attributes, 2 << 20)
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Darwin)
    let status = pthread_create(&handle, &attributes, { run($0) }, box.toOpaque())
    #else
    let status = pthread_create(&handle, &attributes, { $0.flatMap(run) }, box.toOpaque())
    #endif
    guard status == 0 else {
      box.release()
      return nil
    }
  }

  /// Waits for the thread's end; to be called exactly once.
  func join() {
    #if canImport(Darwin) || canImport(Musl)
    if let handle { pthread_join(handle, nil) }
    #else
    pthread_join(handle, nil)
    #endif
  }
}

private final class Body: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

private func run(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  Unmanaged<Body>.fromOpaque(box).takeRetainedValue().body()
  // The stack may be kept for a later thread; arithmetic leaves keys in it.
  SystemThread.wipeStack()
  return nil
}

extension SystemThread {
  /// Overwrites the stack below the caller: 64 KiB, more than what OpenSSL's
  /// arithmetic reaches.
  @inline(never)
  static func wipeStack(kibibytes: Int = 64) {
    // Up to 1,024 bytes come from the stack, more would come from the heap.
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 16) { memory in
      if kibibytes > 1 { wipeStack(kibibytes: kibibytes - 1) }
      SecretBytes.wipe(memory)
    }
  }
}

/// A value that threads take turns with.
final class Guarded<Value>: @unchecked Sendable {
  // Unchecked: the mutex, which must not move and so is on the heap, guards it.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var value: Value

  /// Creates a guarded value.
  init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Gives `body` the value while no other thread has it.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
