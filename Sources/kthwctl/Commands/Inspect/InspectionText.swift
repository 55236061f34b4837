import KTHWCore

/// What was found in files, told to a person.
struct InspectionText {
  private let report: InspectionReport
  private let now: Timestamp

  init(_ report: InspectionReport, at now: Timestamp) {
    self.report = report
    self.now = now
  }

  /// A block of lines for each object, an empty line between them.
  var text: String {
    report.objects.indices.map(block).joined(separator: "\n")
  }

  private func block(_ index: Int) -> String {
    let object = report.objects[index]
    var lines = LabelledLines()
    switch object.content {
    case .certificate(let facts): describe(facts, at: index, in: &lines)
    case .request(let facts): describe(facts, in: &lines)
    case .privateKey(let key), .publicKey(let key): lines.add("Key", key.algorithmName)
    case .encryptedKey(let encryption):
      lines.add("Key", "behind a passphrase" + (encryption.map { ": \($0)" } ?? ""))
    }
    let relatives = report.relations[index].sameKey
    if !relatives.isEmpty {
      lines.add("Same key", relatives.map(report.name).joined(separator: ", "))
    }
    let name = Terminal.printable(report.name(of: index))
    return "\(name): \(object.kindDescription)\n" + lines.text
  }

  private func describe(_ facts: CertificateFacts, at index: Int, in lines: inout LabelledLines) {
    lines.add("Subject", facts.subject.description)
    lines.add("Issuer", issuer(of: facts, at: index))
    if let identity = KubernetesIdentityText(facts) {
      lines.add("Kubernetes", identity.text)
      for problem in IdentityMisspelling.problems(in: facts.subject) {
        lines.add("Warning", problem.message + (problem.hint.map { "; \($0)" } ?? ""))
      }
    }
    describe(facts.subjectAlternativeNames, in: &lines)
    lines.add("Usages", usages(of: facts))
    if case .authority(let pathLength) = facts.basicConstraints {
      lines.add("CA", pathLength.map { "yes, \($0) more below it" } ?? "yes")
    }
    lines.add("Valid", validity(facts.validity))
    lines.add("Key", "\(facts.publicKey.algorithmName), signed \(facts.signatureAlgorithmName)")
    lines.add("Serial", facts.serialNumber.hexadecimal)
    if let fingerprint = report.objects[index].fingerprint { lines.add("SHA-256", fingerprint) }
  }

  private func describe(_ facts: RequestFacts, in lines: inout LabelledLines) {
    lines.add("Subject", facts.subject.description)
    describe(facts.subjectAlternativeNames, in: &lines)
    if facts.basicConstraints.map({ $0 != .endEntity }) ?? false { lines.add("CA", "asked for") }
    lines.add("Key", facts.publicKey.algorithmName)
    lines.add("Signature", facts.isSignatureValid ? "holds" : "does NOT hold")
  }

  private func describe(_ names: [SubjectAlternativeName], in lines: inout LabelledLines) {
    if !names.isEmpty { lines.add("Names", names.map(\.description).joined(separator: ", ")) }
  }

  /// Who signed it, and whether that could be checked with the files given.
  private func issuer(of facts: CertificateFacts, at index: Int) -> String {
    let signers = report.relations[index].signers
    if signers.contains(index) { return "itself" }
    if let signer = signers.first { return "\(facts.issuer) (\(report.name(of: signer)))" }
    return "\(facts.issuer) (not among these files)"
  }

  private func usages(of facts: CertificateFacts) -> String {
    let names =
      (facts.keyUsage?.names ?? []) + (facts.extendedKeyUsages ?? []).map(\.description)
    return names.isEmpty ? "any" : names.joined(separator: ", ")
  }

  private func validity(_ validity: Validity) -> String {
    "\(validity.notBefore) to \(validity.notAfter), \(RemainingTime(of: validity, at: now))"
  }
}

extension InspectedObject {
  /// What the object is, in words.
  var kindDescription: String {
    switch content {
    case .certificate(let facts): facts.isAuthority ? "CA certificate" : "certificate"
    case .request: "certificate signing request"
    case .privateKey: "private key"
    case .encryptedKey: "encrypted private key"
    case .publicKey: "public key"
    }
  }
}
