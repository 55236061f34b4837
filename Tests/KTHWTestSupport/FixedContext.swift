public import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A world in which it is always the same moment and chance repeats itself.
public enum FixedContext {
  /// The moment that tests take as the present: 2026-11-21T08:30:30Z.
  public static let moment = Timestamp(
    year: 2026,
    month: 11,
    day: 21,
    hour: 8,
    minute: 30,
    second: 30
  )

  /// A context whose answers depend on nothing but these arguments.
  ///
  /// - Parameters:
  ///   - moment: what the clock says.
  ///   - seed: where the random octets begin; the same seed gives the same.
  ///   - keySource: what keys and signatures are made of.
  ///   - directory: what relative paths start from.
  ///   - environment: the only variables there are.
  /// - Returns: a context that may be used from several threads.
  public static func context(
    at moment: Timestamp = moment,
    seed: UInt64 = 1,
    keySource: KeySource = .system,
    directory: String? = nil,
    environment: [String: String] = [:]
  ) -> Context {
    let source = SeededOctets(seed: seed)
    return Context(
      now: { moment },
      random: { source.next($0) },
      keySource: keySource,
      baseDirectory: directory,
      environment: { environment[$0] }
    )
  }
}

/// A generator for tests whose sequence is decided by its seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator from a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

// Unchecked: the generator is touched only while the mutex is held.
private final class SeededOctets: @unchecked Sendable {
  private var generator: SeededGenerator
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func next(_ count: Int) -> [UInt8] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }
}
