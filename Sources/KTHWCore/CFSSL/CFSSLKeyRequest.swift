/// The `key` of a request: what kind of key to make, in cfssl's words and
/// not yet checked.
public struct CFSSLKeyRequest: Hashable, Sendable {
  /// `rsa`, `ecdsa` or `ed25519`, in lower case.
  public var algorithm: String
  /// The length in bits; without meaning for Ed25519.
  public var size: Int

  /// Creates a request for a key.
  public init(algorithm: String, size: Int) {
    self.algorithm = algorithm
    self.size = size
  }

  /// What cfssl makes where nothing is said: ECDSA P-256.
  public static let standard = CFSSLKeyRequest(algorithm: "ecdsa", size: 256)

  /// Creates a request for a key of a kind.
  public init(_ specification: KeySpecification) {
    self.init(algorithm: specification.algorithm, size: specification.bits)
  }

  /// The form of cfssl's log: `rsa-2048`, and `ed25519-256` as well.
  public var logDescription: String { "\(algorithm)-\(size)" }

  /// What to make.
  ///
  /// - Throws: ``KTHWError`` with cfssl's 2400 and words.
  public func specification() throws -> KeySpecification {
    do {
      return try KeySpecification(algorithm: algorithm, bits: size)
    } catch let error as KTHWError {
      var problem = error.problems[0]
      let words = cfsslWords
      problem.peerWords = PeerWords(code: words.number, words.text)
      // `{"algo":"rsa"}` alone means RSA with the default's 256 bits.
      if algorithm == "rsa", size == 256 {
        problem.hint = "give a \"size\" too: 2048, 3072 or 4096"
      }
      throw KTHWError(problem)
    }
  }

  private var cfsslWords: CFSSLError {
    switch algorithm {
    case "rsa": .keyRequest(size < 2048 ? "RSA key is too weak" : "RSA key size too large")
    case "ecdsa": .keyRequest("invalid curve")
    default: .keyRequest("invalid algorithm")
    }
  }
}

extension CFSSLKeyRequest: GoJSON.Structure {
  static let goType = "csr.KeyRequest"

  static let fields: [GoJSON.Field<CFSSLKeyRequest>] = [
    GoJSON.Field("algo", \.algorithm),
    GoJSON.Field("size", \.size),
  ]

  /// Go's zero value, which is not the default: what a second `key` is
  /// decoded into when the first was null.
  init() { self.init(algorithm: "", size: 0) }
}
