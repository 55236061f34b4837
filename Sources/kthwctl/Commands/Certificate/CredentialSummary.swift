import KTHWCore

/// One line that says what was made.
struct CredentialSummary {
  let line: String

  init(_ output: IssueCertificate.Output) {
    let facts = output.certificate
    line =
      "wrote \(output.written.joined(separator: ", ")): \(facts.subject), "
      + "\(facts.publicKey.algorithmName), valid until \(facts.validity.notAfter)"
  }
}
