import Testing

@testable import KTHWCore

/// A certificate of which any part may be wrong; signed truly.
struct ForgedCertificate {
  /// As encoded: 2 stands for version 3; nil leaves the field out.
  var version: Int? = 2
  /// The contents of the INTEGER.
  var serialNumber: [UInt8] = [1]
  var issuer = Self.name("forged")
  var subject = Self.name("forged")
  /// Whole elements, so that they can be of any type.
  var notBefore = Self.time(0x17, "200101000000Z")
  var notAfter = Self.time(0x17, "400101000000Z")
  var extensions: [CertificateExtension] = []
  /// The algorithm as it stands beside the signature.
  var outerAlgorithm: AlgorithmIdentifier?

  static func time(_ tag: UInt8, _ text: String) -> [UInt8] {
    DERWriter.bytes { $0.element(DERTag(tag), Array(text.utf8)) }
  }

  /// A name of one CN, in a string type of any tag.
  static func name(_ text: String, tag: DERTag = .utf8String) -> [UInt8] {
    name(bytes: Array(text.utf8), tag: tag)
  }

  static func name(bytes: [UInt8], tag: DERTag) -> [UInt8] {
    DERWriter.bytes {
      $0.sequence {
        $0.element(.set) {
          $0.sequence {
            $0.objectIdentifier(.commonName)
            $0.element(tag, bytes)
          }
        }
      }
    }
  }

  func signed(
    by issuer: PrivateKey,
    for key: PrivateKey? = nil
  ) throws -> [UInt8] {
    let signer = try OpenSSLSigner(issuer, using: Engine())
    let algorithm = signer.signatureAlgorithm.identifier.der
    let body = DERWriter.bytes {
      $0.sequence { body in
        if let version { body.element(.constructed(0)) { $0.integer(version) } }
        body.integer(contents: serialNumber)
        body.encoded(algorithm)
        body.encoded(self.issuer)
        body.sequence {
          $0.encoded(notBefore)
          $0.encoded(notAfter)
        }
        body.encoded(subject)
        body.encoded((key ?? issuer).publicKey.subjectPublicKeyInfo)
        guard !extensions.isEmpty else { return }
        body.element(.constructed(3)) { outer in
          outer.sequence { list in
            for one in extensions { list.write(one) }
          }
        }
      }
    }
    let signature = try signer.signature(of: body)
    return DERWriter.bytes {
      $0.sequence {
        $0.encoded(body)
        $0.encoded(outerAlgorithm?.der ?? algorithm)
        $0.bitString(signature)
      }
    }
  }
}

extension DERWriter {
  fileprivate mutating func write(_ one: CertificateExtension) {
    sequence {
      $0.objectIdentifier(one.oid)
      if one.isCritical { $0.boolean(true) }
      $0.octetString(one.value)
    }
  }
}
