import Testing

@testable import KTHWCore

struct KeySpecificationTests {
  @Test(
    arguments: [
      ("rsa-2048", .rsa(bits: 2048), "rsa", 2048), ("rsa-2049", .rsa(bits: 2049), "rsa", 2049),
      ("rsa-8192", .rsa(bits: 8192), "rsa", 8192), ("ecdsa-256", .p256, "ecdsa", 256),
      ("ecdsa-384", .p384, "ecdsa", 384), ("ecdsa-521", .p521, "ecdsa", 521),
      ("ed25519", .ed25519, "ed25519", 256),
    ] as [(String, KeySpecification, String, Int)]
  )
  func `key types are read and written`(
    text: String,
    specification: KeySpecification,
    algorithm: String,
    bits: Int
  ) throws {
    #expect(try KeySpecification(text) == specification)
    #expect(specification.description == text)
    #expect(specification.algorithm == algorithm && specification.bits == bits)
    #expect(try KeySpecification(algorithm: algorithm, bits: bits) == specification)
  }

  @Test(arguments: [
    "", "rsa", "rsa-", "rsa-2047", "rsa-8193", "rsa--2048", "rsa-x", "ecdsa-512", "ecdsa-255",
    "ed25519-256", "RSA-2048", "dsa-2048", "rsa-99999999999999999999",
  ])
  func `key types that are not made are refused with a hint`(text: String) {
    let error = #expect(throws: KTHWError.self) { try KeySpecification(text) }
    #expect(error?.code == .invalidValue)
    #expect(error?.problems.first?.hint != nil)
  }

  @Test(
    arguments: [
      (.rsa(bits: 2048), .sha256WithRSA), (.rsa(bits: 3071), .sha256WithRSA),
      (.rsa(bits: 3072), .sha384WithRSA), (.rsa(bits: 4095), .sha384WithRSA),
      (.rsa(bits: 4096), .sha512WithRSA), (.p256, .ecdsaWithSHA256), (.p384, .ecdsaWithSHA384),
      (.p521, .ecdsaWithSHA512), (.ed25519, .ed25519),
    ] as [(KeySpecification, SignatureAlgorithm)]
  )
  func `the signature algorithm grows with the key`(
    specification: KeySpecification,
    algorithm: SignatureAlgorithm
  ) {
    #expect(SignatureAlgorithm(for: specification) == algorithm)
  }

  // openssl asn1parse of certificates signed so.
  @Test(
    arguments: [
      (.sha256WithRSA, "300d06092a864886f70d01010b0500"),
      (.sha384WithRSA, "300d06092a864886f70d01010c0500"),
      (.sha512WithRSA, "300d06092a864886f70d01010d0500"),
      (.ecdsaWithSHA256, "300a06082a8648ce3d040302"),
      (.ecdsaWithSHA384, "300a06082a8648ce3d040303"),
      (.ecdsaWithSHA512, "300a06082a8648ce3d040304"),
      (.ed25519, "300506032b6570"),
    ] as [(SignatureAlgorithm, String)]
  )
  func `only RSA's algorithms have NULL for parameters`(
    algorithm: SignatureAlgorithm,
    expected: String
  ) {
    #expect(Hexadecimal.plain(algorithm.identifier.der) == expected)
  }

  @Test(arguments: [(-1, false), (0, true), (5, true), (10, true), (11, false)] as [(Int64, Bool)])
  func `a validity includes both of its ends`(second: Int64, isInside: Bool) {
    let validity = Validity(
      notBefore: Timestamp(secondsSince1970: 0),
      notAfter: Timestamp(secondsSince1970: 10)
    )
    #expect(validity.contains(Timestamp(secondsSince1970: second)) == isInside)
  }
}
