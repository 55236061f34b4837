/// An elliptic private key, lent from memory that somebody else owns and
/// wipes; good as long as that memory.
///
/// The encoding is SEC1's `ECPrivateKey` (RFC 5915 §3).
struct ECPrivateKeyShape {
  /// The private number, big-endian; padded on the left to the curve's length
  /// when it is written.
  var scalar: UnsafeRawBufferPointer
  /// The curve's name, where the encoding has it.
  var curve: OID?
  /// The public point, `04 X Y`, where the encoding has it.
  var point: UnsafeRawBufferPointer?

  /// The SEC1 encoding with curve and point, as cfssl and OpenSSL write it:
  /// what stands in an `EC PRIVATE KEY` block.
  ///
  /// - Throws: what making a secret throws.
  func sec1() throws -> SecretBytes {
    let layout = Layout(self, namesCurve: true)
    return try SecretDERWriter.secret(size: layout.size) { layout.write(to: &$0) }
  }

  /// The PKCS#8 encoding, in which the curve stands outside only, as OpenSSL
  /// and Go write it: what stands in a `PRIVATE KEY` block.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` without a curve.
  func pkcs8() throws -> SecretBytes {
    guard let curve else {
      throw KTHWError(.invalidValue, "an elliptic key needs the name of its curve")
    }
    let layout = Layout(self, namesCurve: false)
    return try PKCS8Shape.secret(.ecPublicKey(curve), keySize: layout.size) {
      layout.write(to: &$0)
    }
  }

  /// The sizes of an encoding, known before it is written.
  private struct Layout {
    private let key: ECPrivateKeyShape
    private let padding: Int
    /// `[0]` with the curve, or nothing.
    private let parameters: [UInt8]

    init(_ key: ECPrivateKeyShape, namesCurve: Bool) {
      self.key = key
      let octets = key.curve.flatMap(KeySpecification.init(curve:))?.fieldOctets ?? 0
      padding = max(0, octets - key.scalar.count)
      guard namesCurve, let curve = key.curve else {
        parameters = []
        return
      }
      parameters = DERWriter.bytes {
        $0.element(.constructed(0)) { $0.objectIdentifier(curve) }
      }
    }

    /// The version, 1, as INTEGER.
    private static let version: [UInt8] = [0x02, 0x01, 0x01]

    private var scalarSize: Int { padding + key.scalar.count }

    private var pointStringSize: Int? {
      key.point.map { DERLength.ofElement(contents: $0.count + 1) }
    }

    private var contentsSize: Int {
      Self.version.count + DERLength.ofElement(contents: scalarSize) + parameters.count
        + (pointStringSize.map { DERLength.ofElement(contents: $0) } ?? 0)
    }

    var size: Int { DERLength.ofElement(contents: contentsSize) }

    func write(to writer: inout SecretDERWriter) {
      writer.header(.sequence, contentsSize)
      writer.encoded(Self.version)
      writer.header(.octetString, scalarSize)
      writer.encoded([UInt8](repeating: 0, count: padding))
      writer.encoded(key.scalar)
      writer.encoded(parameters)
      if let point = key.point, let pointStringSize {
        writer.header(.constructed(1), pointStringSize)
        writer.header(.bitString, point.count + 1)
        writer.encoded([0])
        writer.encoded(point)
      }
    }
  }
}

extension ECPrivateKeyShape {
  /// Reads a SEC1 encoding and lends its parts.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, or
  ///   ``KTHWError/Code/unsupported`` for a curve given by its numbers.
  init(sec1 der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    self = try reader.inside { reader in
      guard try reader.smallInteger() == 1 else {
        throw reader.failure("an ECPrivateKey of a version other than 1")
      }
      var key = ECPrivateKeyShape(scalar: try reader.octetString(), curve: nil, point: nil)
      if reader.nextTag == .constructed(0) {
        key.curve = try reader.inside(.constructed(0)) { reader in
          guard reader.nextTag == .objectIdentifier else {
            throw KTHWError(.unsupported, "elliptic curves without a name are not supported")
          }
          return try reader.objectIdentifier()
        }
      }
      if reader.nextTag == .constructed(1) {
        key.point = try reader.inside(.constructed(1)) { try $0.bitString() }
      }
      guard !key.scalar.isEmpty else { throw reader.failure("an empty private key") }
      return key
    }
    try reader.finish()
  }
}
