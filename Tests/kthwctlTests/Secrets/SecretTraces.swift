import KTHWTestSupport

@testable import KTHWCore

/// What must not be printed: every piece of some secrets, in every form in
/// which a program could print them.
struct SecretTraces {
  /// How long a piece is that counts as a part of a secret.
  private static let width = 16

  /// Pieces of base64 and of plain text.
  private var texts: Set<ArraySlice<UInt8>> = []
  /// Pieces of lower-case hexadecimal.
  private var digits: Set<ArraySlice<UInt8>> = []

  /// The number of pieces, for tests that there is something to look for.
  var count: Int { texts.count + digits.count }

  /// Adds a text that is secret as it stands: a token, a passphrase.
  mutating func add(text: String) {
    texts.formUnion(pieces(Array(text.utf8)))
    addBase64(of: Array(text.utf8))
  }

  /// Adds bytes that are secret: in hexadecimal, in base64 wherever they begin
  /// in it, and in base64 of that, as kubeconfigs have keys.
  mutating func add(bytes: [UInt8]) {
    let alphabet = Array("0123456789abcdef".utf8)
    let pairs = bytes.flatMap { [alphabet[Int($0 >> 4)], alphabet[Int($0 & 15)]] }
    digits.formUnion(pieces(pairs))
    for text in addBase64(of: bytes) { addBase64(of: text) }
  }

  /// Adds the private numbers of a key in PEM.
  mutating func add(key pem: [UInt8], passphrase: SecretBytes? = nil) throws {
    let key = try PrivateKey(pem: pem, passphrase: passphrase)
    let numbers = try key.der(.traditional).withUnsafeBytes { der -> [[UInt8]] in
      switch try PrivateKeyShape(der: der) {
      case .rsa(let numbers):
        [numbers.privateExponent, numbers.prime1, numbers.prime2, numbers.coefficient].map(
          Array.init
        )
      case .ec(let key): [Array(key.scalar)]
      case .ed25519(let seed): [Array(seed)]
      case .other, .encrypted: []
      }
    }
    for number in numbers { add(bytes: number) }
  }

  /// The pieces of the secrets that a text shows, as they stand there.
  func found(in output: [UInt8]) -> [String] {
    let plain = pieces(output).filter { texts.contains($0) }
    // Digits in pairs, upper or lower case, in lines of any length.
    let joined = output.compactMap { byte -> UInt8? in
      switch byte {
      case 0x41...0x46: byte + 0x20
      case 0x20, 0x0A, 0x3A: nil
      default: byte
      }
    }
    let hexadecimal = pieces(joined).filter { digits.contains($0) }
    return (plain + hexadecimal).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The pieces of a text; one that is shorter than a piece has none.
  private func pieces(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    guard text.count >= Self.width else { return [] }
    return (0...(text.count - Self.width)).map { text[$0..<($0 + Self.width)] }
  }

  /// Adds base64 in all three alignments, without the digits at the ends that
  /// other bytes have a part in.
  @discardableResult
  private mutating func addBase64(of bytes: [UInt8]) -> [[UInt8]] {
    var all: [[UInt8]] = []
    for skipped in 0..<3 where bytes.count > skipped + 12 {
      let whole = (bytes.count - skipped) / 3 * 3
      let digits = Array(Base64.encode(Array(bytes[skipped..<(skipped + whole)])).utf8)
      texts.formUnion(pieces(digits))
      all.append(digits)
    }
    return all
  }
}
