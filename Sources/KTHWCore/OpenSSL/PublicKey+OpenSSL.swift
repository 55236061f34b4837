internal import COpenSSL

extension PublicKey {
  /// The public half of a key that we hold, its SubjectPublicKeyInfo written
  /// by us: OpenSSL's encoders cost several times what a signature does.
  init(of key: borrowing OwnedKey, kind: KeyKind) throws {
    let info: SubjectPublicKeyInfo
    switch kind {
    case .rsa:
      info = .rsa(
        modulus: try number("n", of: key.pointer).bytes(),
        publicExponent: try number("e", of: key.pointer).bytes()
      )
    case .ec(let curve):
      info = .ec(curve: curve.oid, point: try key.curvePoint())
    case .ed25519:
      info = .ed25519(
        try [UInt8](unsafeUninitializedCapacity: 32) { memory, count in
          count = 32
          try OpenSSLCall.require("reading an Ed25519 public key") {
            EVP_PKEY_get_raw_public_key(key.pointer, memory.baseAddress, &count)
          }
        }
      )
    }
    guard let specification = kind.specification else {
      // Named by its encoding, so that a certificate's key gets the same name.
      try self.init(subjectPublicKeyInfo: info.der, sha1: Hash.sha1)
      return
    }
    self.init(
      specification: specification,
      algorithmName: kind.name,
      subjectPublicKeyInfo: info.der,
      keyBits: info.keyBits,
      keyIdentifier: Hash.sha1(info.keyBits)
    )
  }

  /// The key as PEM with the label `PUBLIC KEY`.
  public var pem: String { PEM.encode(subjectPublicKeyInfo, label: "PUBLIC KEY") }
}
