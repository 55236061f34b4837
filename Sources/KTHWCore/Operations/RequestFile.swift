/// Reads certificate requests that a user names.
enum RequestFile {
  /// What a request says: the first block of a PEM text.
  ///
  /// - Parameters:
  ///   - pem: the text.
  ///   - file: its name for messages.
  /// - Returns: what the request says.
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours, also where
  ///   the request is not signed by its own key.
  static func facts(pem: [UInt8], file: String) throws -> RequestFacts {
    let facts: RequestFacts
    do {
      facts = try CertificateReader.request(pem: pem, file: file)
    } catch let error as KTHWError {
      throw error.saying(words(for: pem))
    }
    let isBroken = ["MD2", "MD4", "MD5"].contains { facts.signatureAlgorithmName.contains($0) }
    guard facts.isSignatureValid, !isBroken else {
      throw KTHWError(
        .verificationFailed,
        isBroken
          ? "the request is signed with \(Terminal.printable(facts.signatureAlgorithmName)), "
            + "which anybody can forge"
          : "the request's signature does not hold",
        at: .file(file),
        hint: "make a new request with the key",
        peerWords: PeerWords(code: 9300, "x509: invalid signature")
      )
    }
    let key = facts.publicKey
    guard key.specification != nil || key.algorithmName.hasPrefix("RSA") else {
      throw KTHWError(
        .unsupported,
        "the request's key, \(Terminal.printable(key.algorithmName)), is of no use to Kubernetes",
        at: .file(file),
        hint: "use RSA, ECDSA on P-256, P-384 or P-521, or Ed25519",
        peerWords: PeerWords(code: 9003, "x509: unsupported elliptic curve")
      )
    }
    return facts
  }

  /// cfssl tells three faults apart: no PEM, another label, broken contents.
  static func words(for pem: [UInt8]) -> PeerWords {
    guard let first = try? PEM.blocks(in: pem).first else {
      return PeerWords(code: 9002, "CSR Decode failed")
    }
    return first.label.hasSuffix("CERTIFICATE REQUEST")
      ? PeerWords(code: 9003, "CSR Parse failed")
      : PeerWords(code: 9300, "not a csr")
  }
}
