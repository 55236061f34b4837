import Testing

@testable import KTHWCore

@Suite struct HashTests {
  // FIPS 180-2 appendix A.1 and B.1; the empty text as sha1sum and sha256sum have it.
  @Test(arguments: [
    (
      "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
  ])
  func `hashes are those of the standards`(text: String, sha1: String, sha256: String) {
    #expect(Hexadecimal.plain(Hash.sha1(Array(text.utf8))) == sha1)
    #expect(Hexadecimal.plain(Hash.sha256(Array(text.utf8))) == sha256)
  }

  // FIPS 180-2 appendix B.1, C.1 and D.1.
  @Test(
    arguments: [
      (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        .sha384,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
          + "8086072ba1e7cc2358baeca134c825a7"
      ),
      (
        .sha512,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
      ),
    ] as [(SignatureAlgorithm.Digest, String)]
  )
  func `what is signed is hashed as the standards say`(
    digest: SignatureAlgorithm.Digest,
    expected: String
  ) {
    let hash = Array("abc".utf8).withUnsafeBytes { digest.withHash(of: $0) { Array($0) } }
    #expect(Hexadecimal.plain(hash) == expected)
  }
}

@Suite struct OpenSSLCallTests {
  @Test func `a failure carries the queue, and leaves it empty`() throws {
    _ = expectError(.syntax) { _ = try OwnedCertificate(der: [0x30, 0x01]).pointer }
    #expect(OpenSSLCall.drainedQueue().isEmpty)
    let error = #expect(throws: KTHWError.self) {
      _ = try OwnedKey(subjectPublicKeyInfo: [0x30, 0x01]).pointer
    }
    #expect(error?.problems.first?.details.isEmpty == false)
    #expect(OpenSSLCall.drainedQueue().isEmpty)
  }

  @Test func `reading leaves nothing in the queue for others to stumble over`() throws {
    _ = try PrivateKey(pem: Array(KeyVectors.p256SEC1.utf8))
    #expect(OpenSSLCall.drainedQueue().isEmpty)
    _ = try? PrivateKey(pem: Array(KeyVectors.encryptedPKCS8.utf8), passphrase: .text("wrong"))
    #expect(OpenSSLCall.drainedQueue().isEmpty)
    _ = try CertificateReader.certificates(pem: Array(CertificateVectors.node.utf8))
    #expect(OpenSSLCall.drainedQueue().isEmpty)
    let block = try #require(try PEM.blocks(in: Array(CertificateVectors.request.utf8)).first)
    _ = try CertificateReader.request(der: block.bytes.dropLast() + [0])
    #expect(OpenSSLCall.drainedQueue().isEmpty)
  }

  @Test func `the library says its version`() {
    #expect(OpenSSLLibrary.version.hasPrefix("OpenSSL 3") || OpenSSLLibrary.version.count > 5)
  }
}
