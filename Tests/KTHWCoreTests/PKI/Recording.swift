@testable import KTHWCore

/// A certificate or request taken apart far enough to be made again.
struct Recording {
  let der: [UInt8]
  let serialNumber: SerialNumber
  let publicKey: PublicKey
  let signature: [UInt8]

  /// Takes a certificate apart.
  init(certificate pem: String, keyIdentifier: String) throws {
    try self.init(pem, keyIdentifier) { reader in
      _ = try reader.element(.constructed(0))
      let serialNumber = SerialNumber(integerBytes: Array(try reader.integerContents()))
      for _ in 0..<4 { _ = try reader.element(.sequence) }
      return serialNumber
    }
  }

  /// Takes a request apart.
  init(request pem: String) throws {
    try self.init(pem, "") { reader in
      _ = try reader.smallInteger()
      _ = try reader.element(.sequence)
      return SerialNumber(integerBytes: [])
    }
  }

  private init(
    _ pem: String,
    _ keyIdentifier: String,
    _ head: (inout DERReader) throws -> SerialNumber
  ) throws {
    let whole = try KeyVectors.der(pem)
    var serialNumber: SerialNumber?
    var info: [UInt8] = []
    signature = try DERReader.read(whole) { reader in
      try reader.inside { reader in
        try reader.inside { reader in
          serialNumber = try head(&reader)
          info = Array(try reader.element(.sequence).whole)
          while !reader.isAtEnd { _ = try reader.element() }
        }
        _ = try reader.element(.sequence)
        return Array(try reader.bitString())
      }
    }
    der = whole
    self.serialNumber = serialNumber ?? SerialNumber(integerBytes: [])
    let digits = Array(keyIdentifier.utf8)
    let identifier = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
    }
    publicKey = try PublicKey(subjectPublicKeyInfo: info) { _ in identifier }
  }

  /// A signer that "signs" with the recorded signature, so that a whole
  /// certificate can be compared.
  func signer(_ algorithm: SignatureAlgorithm = .ecdsaWithSHA256) -> ReplayingSigner {
    ReplayingSigner(
      publicKey: publicKey,
      signatureAlgorithm: algorithm,
      recorded: signature
    )
  }
}

extension SubjectAlternativeName {
  /// The name of an address written in a test; a wrong one ends the test run.
  static func address(_ text: String) -> SubjectAlternativeName {
    guard let address = IPAddress(strict: text) else { preconditionFailure("no address: \(text)") }
    return .ip(address)
  }
}

/// Signs nothing and answers with a signature made before.
struct ReplayingSigner: Signer {
  let publicKey: PublicKey
  let signatureAlgorithm: SignatureAlgorithm
  let recorded: [UInt8]

  func signature(of bytes: [UInt8]) throws -> [UInt8] { recorded }
}

/// CA certificates that exist as facts only.
enum IssuerFacts {
  /// A sound CA on P-256, valid from one year before the vectors' moment to
  /// nine after it; `change` spoils it.
  static func make(_ change: (inout CertificateFacts) -> Void = { _ in }) throws -> CertificateFacts
  {
    let name = DistinguishedName(attributes: [NameAttribute(.commonName, "ca")])
    var facts = CertificateFacts(
      der: [],
      version: 3,
      serialNumber: SerialNumber(integerBytes: [1]),
      signatureAlgorithmName: "ECDSAWithSHA256",
      issuer: name,
      issuerDER: name.der,
      subject: name,
      subjectDER: name.der,
      validity: Validity(
        notBefore: Timestamp(year: 2025, month: 11, day: 21),
        notAfter: Timestamp(year: 2035, month: 11, day: 21)
      ),
      publicKey: try KeyVectors.publicKey(KeyVectors.p256Public),
      extensions: [],
      keyUsage: [.certificateSign, .crlSign],
      extendedKeyUsages: nil,
      basicConstraints: .authority(pathLength: nil),
      subjectAlternativeNames: [],
      subjectKeyIdentifier: [UInt8](repeating: 0xAB, count: 20),
      authorityKeyIdentifier: nil
    )
    change(&facts)
    return facts
  }
}
