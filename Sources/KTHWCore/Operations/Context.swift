#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The world as an operation sees it: clock, randomness, environment, disk.
///
/// Operations take nothing from the world but through this value, so that a
/// test decides what time it is and what chance brings.
public struct Context: Sendable {
  /// Gives the present moment.
  public var now: @Sendable () -> Timestamp
  /// Gives a number of random octets, fit for serial numbers and keys.
  public var random: @Sendable (_ count: Int) throws -> [UInt8]
  /// What keys and signatures are made of; with a seed, the same each time.
  public var keySource: KeySource
  /// The directory that relative paths start from; nil is the process's own.
  public var baseDirectory: String?
  /// Gives the value of an environment variable.
  public var environment: @Sendable (_ name: String) -> String?
  /// Gives the passphrase of an encrypted private key, or one for a key that
  /// is to be encrypted; nil where nobody can be asked (any more).
  public var passphrase: PassphraseSource = { _ in nil }
  /// Whether a long run is to end at the next chance; asked from any thread.
  public var isInterrupted: @Sendable () -> Bool = { false }
  /// Is told how far a long run is; by one thread at a time, and often.
  public var progress: @Sendable (WorkProgress) -> Void = { _ in }

  /// Whoever knows passphrases; asked from any thread.
  public typealias PassphraseSource =
    @Sendable (_ request: PassphraseRequest) throws -> SecretBytes?

  /// Creates a context.
  public init(
    now: @escaping @Sendable () -> Timestamp,
    random: @escaping @Sendable (_ count: Int) throws -> [UInt8],
    keySource: KeySource = .system,
    baseDirectory: String? = nil,
    environment: @escaping @Sendable (_ name: String) -> String?
  ) {
    self.now = now
    self.random = random
    self.keySource = keySource
    self.baseDirectory = baseDirectory
    self.environment = environment
  }

  /// The real world: the system's clock, random source and environment.
  public static let system = Context(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Timestamp(secondsSince1970: Int64(time.tv_sec))
    },
    random: { count in
      var bytes = [UInt8](repeating: 0, count: count)
      // getentropy gives at most 256 octets a call.
      for start in stride(from: 0, to: count, by: 256) {
        let length = min(256, count - start)
        let failed = bytes[start..<(start + length)].withUnsafeMutableBytes { part in
          part.baseAddress.map { getentropy($0, length) != 0 } ?? false
        }
        guard !failed else {
          throw KTHWError(
            .cryptography,
            "the system's random source failed",
            details: ["errno \(errno)"]
          )
        }
      }
      return bytes
    },
    environment: { name in getenv(name).map { String(cString: $0) } }
  )

  /// Octets for serial numbers and the like: of ``keySource`` where that has a
  /// seed, else of ``random``.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - name: what they are for, such as `pki/admin serial`; the same name
  ///     gives the same octets of the same seed.
  /// - Returns: the octets.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func octets(_ count: Int, for name: String) throws -> [UInt8] {
    guard let stream = try keySource.stream(named: name) else { return try random(count) }
    return try stream.octets(count)
  }

  /// A path of the user's, seen from ``baseDirectory``.
  public func resolved(_ path: String) -> String {
    guard let baseDirectory, !path.hasPrefix("/") else { return path }
    return baseDirectory.hasSuffix("/") ? baseDirectory + path : baseDirectory + "/" + path
  }
}
