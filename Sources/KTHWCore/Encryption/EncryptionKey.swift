/// A named key with which an API server encrypts what it stores in etcd.
public struct EncryptionKey: Sendable {
  /// The name, which is stored with everything that the key encrypted.
  public var name: String
  /// The key's octets.
  public var secret: SecretBytes

  /// Creates a key from its parts.
  public init(name: String, secret: SecretBytes) {
    self.name = name
    self.secret = secret
  }

  /// Makes a key.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - length: its octets: 32, or what ``LocalCipher/keyLengths`` allows.
  ///   - random: gives a number of octets that nobody can guess.
  /// - Throws: what `random` throws, or ``KTHWError`` with
  ///   ``KTHWError/Code/cryptography`` where it gives another number.
  public init(
    name: String,
    length: Int = 32,
    using random: (_ count: Int) throws -> [UInt8]
  ) throws {
    var octets = try random(length)
    self.name = name
    secret = octets.withUnsafeBytes { SecretBytes(copying: $0) }
    octets.withUnsafeMutableBytes { SecretBytes.wipe($0) }
    guard secret.count == length else {
      throw KTHWError(
        .cryptography,
        "the random source gave \(secret.count) bytes where \(length) were asked for"
      )
    }
  }
}

extension EncryptionKey: Hashable {
  /// Equal when name and octets are; takes the same time wherever octets
  /// differ.
  public static func == (left: EncryptionKey, right: EncryptionKey) -> Bool {
    left.name == right.name && left.hasSameSecret(as: right)
  }

  /// Hashes the name alone, so that no hash tells anything of the key.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }

  /// Whether two keys differ in their names at most.
  public func hasSameSecret(as other: EncryptionKey) -> Bool {
    guard secret.count == other.secret.count else { return false }
    return secret.withUnsafeBytes { mine in
      other.secret.withUnsafeBytes { theirs in
        zip(mine, theirs).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      }
    }
  }
}

extension EncryptionKey: CustomStringConvertible, CustomReflectable {
  /// The name and the length, never the key.
  public var description: String { "\(name) (\(secret.count) bytes)" }

  /// A mirror of the name alone.
  public var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

/// The ciphers for which an API server keeps the keys itself.
public enum LocalCipher: String, Hashable, Sendable, CaseIterable {
  /// XSalsa20-Poly1305: the best of those with a local key.
  case secretbox
  /// AES in Galois/Counter mode with random nonces: a key must be replaced
  /// within 200 000 writes.
  case aesgcm
  /// AES in CBC mode without authentication: weak against padding oracles,
  /// and only of use to read what was written with it.
  case aescbc

  /// The lengths of keys in octets that the API server takes.
  public var keyLengths: [Int] {
    switch self {
    case .secretbox: [32]
    case .aesgcm, .aescbc: [16, 24, 32]
    }
  }
}
