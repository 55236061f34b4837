/// Where the chance in keys and signatures comes from.
///
/// The system's random source, unless somebody says otherwise with a seed in
/// their hands. With a seed, the same cluster comes out to the byte every
/// time: for tests and for proofs that a release makes what it says. Whoever
/// knows the seed knows every key.
public enum KeySource: Sendable {
  /// OpenSSL's generator, seeded by the system.
  case system
  /// Everything follows from these bytes, which are a secret; 32 random ones
  /// are as good as it gets.
  case seeded(SecretBytes)

  /// What is to be drawn for one purpose.
  ///
  /// The same seed and name give the same octets, whatever else was drawn,
  /// by whatever thread.
  ///
  /// - Parameter name: what it is for, such as `pki/admin`; every key and
  ///   every number needs a name of its own.
  /// - Returns: the stream; nil for ``system``, which is what those who take
  ///   an optional stream expect.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func stream(named name: String) throws -> KeyStream? {
    switch self {
    case .system: nil
    case .seeded(let seed): try KeyStream(seed: seed, name: name)
    }
  }
}
