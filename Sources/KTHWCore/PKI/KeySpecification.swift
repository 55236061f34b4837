/// What kind of key to make, or what kind a key is.
public enum KeySpecification: Hashable, Sendable {
  /// RSA with a modulus of 2048 to 8192 bits and the exponent 65537.
  case rsa(bits: Int)
  /// ECDSA over NIST P-256.
  case p256
  /// ECDSA over NIST P-384.
  case p384
  /// ECDSA over NIST P-521.
  case p521
  /// Ed25519 (RFC 8032).
  case ed25519

  /// The length in bits as people name it: 2048, 256, 521.
  public var bits: Int {
    switch self {
    case .rsa(let bits): bits
    case .p256, .ed25519: 256
    case .p384: 384
    case .p521: 521
    }
  }

  /// The algorithm in cfssl's words: `rsa`, `ecdsa` or `ed25519`.
  public var algorithm: String {
    switch self {
    case .rsa: "rsa"
    case .p256, .p384, .p521: "ecdsa"
    case .ed25519: "ed25519"
    }
  }

  /// Whether the key is for RSA.
  public var isRSA: Bool { if case .rsa = self { true } else { false } }

  /// Creates a specification from cfssl's words.
  ///
  /// - Parameters:
  ///   - algorithm: `rsa`, `ecdsa` or `ed25519`, in lower case.
  ///   - bits: 2048 to 8192 for RSA; 256, 384 or 521 for ECDSA; ignored for
  ///     Ed25519.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``.
  public init(algorithm: String, bits: Int) throws {
    switch (algorithm, bits) {
    case ("rsa", ..<2048):
      throw KTHWError(
        .invalidValue,
        "RSA key size \(bits) is too small",
        hint: "use 2048, 3072 or 4096"
      )
    case ("rsa", 8193...):
      throw KTHWError(
        .invalidValue,
        "RSA key size \(bits) is too large",
        hint: "use 2048, 3072 or 4096"
      )
    case ("rsa", _): self = .rsa(bits: bits)
    case ("ecdsa", 256): self = .p256
    case ("ecdsa", 384): self = .p384
    case ("ecdsa", 521): self = .p521
    case ("ecdsa", _):
      throw KTHWError(
        .invalidValue,
        "there is no ECDSA curve of \(bits) bits here",
        hint: "use 256, 384 or 521"
      )
    case ("ed25519", _): self = .ed25519
    default:
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(algorithm)) is not a key algorithm",
        hint: "use rsa, ecdsa or ed25519"
      )
    }
  }
}

extension KeySpecification: CustomStringConvertible {
  /// The form of our own commands: `rsa-2048`, `ecdsa-256`, `ed25519`.
  public var description: String {
    self == .ed25519 ? algorithm : "\(algorithm)-\(bits)"
  }

  /// Reads ``description``'s form.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``.
  public init(_ text: String) throws {
    let parts = text.split(separator: "-", maxSplits: 1).map(String.init)
    if parts == ["ed25519"] {
      self = .ed25519
    } else if parts.count == 2, let bits = Int(parts[1]), parts[0] == "rsa" || parts[0] == "ecdsa" {
      try self.init(algorithm: parts[0], bits: bits)
    } else {
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(text)) is not a key type",
        hint: "use rsa-2048 … rsa-8192, ecdsa-256, ecdsa-384, ecdsa-521 or ed25519"
      )
    }
  }
}
