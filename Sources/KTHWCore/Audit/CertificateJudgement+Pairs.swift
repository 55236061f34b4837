extension CertificateJudgement {
  /// Holds what belongs together by name against each other.
  mutating func judgePairs() {
    let keys = FilesByStem(census.privateKeys.map { ($0.place, $0.value) })
    judgeCertificatesBesideKeys(keys)
    judgeRequestsBesideKeys(keys)
    for publicKey in census.publicKeys {
      guard let key = keys.fellow(of: publicKey.place), key.value != publicKey.value,
        !areNamed(publicKey.place, key.place)
      else { continue }
      findings.add(
        .tornPublicKey,
        at: publicKey.place.place,
        "is not the public half of \(Terminal.printable(key.place.file.path))",
        related: [key.place.place]
      )
    }
    judgeSerialNumbers()
  }

  private mutating func judgeCertificatesBesideKeys(_ keys: FilesByStem<PublicKey>) {
    for sighting in census.certificates {
      var told: Set<PublicKey> = []
      for place in sighting.places where place.field == nil && place.isFirstCertificate {
        guard let key = keys.fellow(of: place), key.value != sighting.certificate.publicKey,
          !areNamed(place, key.place), told.insert(key.value).inserted
        else { continue }
        findings.add(
          .tornPair,
          at: place.place,
          "does not belong to the key in \(Terminal.printable(key.place.file.path))",
          related: [key.place.place]
        )
      }
    }
  }

  /// Whether flags name both, which are then held against each other.
  private func areNamed(_ half: CredentialPlace, _ key: CredentialPlace) -> Bool {
    let named = digests[half.area].uses.named
    return named.contains(half.file.path) && named.contains(key.file.path)
  }

  private mutating func judgeRequestsBesideKeys(_ keys: FilesByStem<PublicKey>) {
    let certified = Set(census.certificates.map(\.certificate.publicKey))
    for request in census.requests {
      // Where the certificate fits the request, it is the key that is wrong.
      guard let key = keys.fellow(of: request.place), key.value != request.value.publicKey,
        !certified.contains(request.value.publicKey)
      else { continue }
      findings.add(
        .tornRequest,
        at: request.place.place,
        "does not belong to the key in \(Terminal.printable(key.place.file.path))",
        related: [key.place.place]
      )
    }
  }

  private mutating func judgeSerialNumbers() {
    struct Number: Hashable {
      let issuer: [UInt8]
      let serial: SerialNumber
    }
    var first: [Number: Int] = [:]
    for (index, sighting) in census.certificates.enumerated() {
      let certificate = sighting.certificate
      guard !certificate.isSelfIssued else { continue }
      let number = Number(issuer: certificate.issuerDER, serial: certificate.serialNumber)
      guard let other = first[number] else {
        first[number] = index
        continue
      }
      // Two authorities of one name may have counted from 1 each.
      guard signers[index] == signers[other] else { continue }
      let twin = census.certificates[other]
      add(
        .repeatedSerial,
        sighting,
        "has the serial number of \(twin.inWords), \(certificate.serialNumber.decimal)",
        related: [twin.place]
      )
    }
  }

  /// Tells of keys that several identities share, and of certificates that
  /// several nodes share.
  mutating func judgeSharing() {
    var first: [PublicKey: Int] = [:]
    for (index, sighting) in census.certificates.enumerated() {
      guard let other = first[sighting.certificate.publicKey] else {
        first[sighting.certificate.publicKey] = index
        continue
      }
      let twin = census.certificates[other]
      guard twin.certificate.subjectDER != sighting.certificate.subjectDER else { continue }
      add(
        .keyOfSeveral,
        sighting,
        "has the same key as \(twin.inWords), which is "
          + Terminal.quoted("\(twin.certificate.subject)") + "'s",
        related: [twin.place]
      )
    }
  }
}

/// Files by what is before the ending that says what they hold.
private struct FilesByStem<Value> {
  private struct Stem: Hashable {
    let area: Int
    let path: Substring
  }

  private var files: [Stem: (place: CredentialPlace, value: Value)] = [:]

  /// Takes files with one object each; of two with one stem, neither counts.
  init(_ values: [(CredentialPlace, Value)]) {
    var doubled: Set<Stem> = []
    for (place, value) in values {
      let stem = FilesByStem.stem(of: place)
      if files.updateValue((place, value), forKey: stem) != nil { doubled.insert(stem) }
    }
    for stem in doubled { files[stem] = nil }
  }

  /// What belongs to a file.
  func fellow(of place: CredentialPlace) -> (place: CredentialPlace, value: Value)? {
    files[FilesByStem.stem(of: place)]
  }

  private static func stem(of place: CredentialPlace) -> Stem {
    var path = place.file.path[...]
    for ending in [".pem", ".crt", ".cer", ".cert", ".key", ".csr", ".pub", ".der"]
    where path.hasSuffix(ending) {
      path = path.dropLast(ending.count)
      break
    }
    if path.hasSuffix("-key") { path = path.dropLast("-key".count) }
    return Stem(area: place.area, path: path)
  }
}
