/// What happens while a certificate is made, told as it happens.
///
/// An operation that fails has told what it did until then; commands turn
/// the events into log lines.
public enum IssuanceEvent: Hashable, Sendable {
  /// The request was read and is understood.
  case receivedRequest
  /// A key is about to be made, of a kind such as `ecdsa-256`.
  case generatingKey(String)
  /// The certificate request is signed and encoded.
  case encodedRequest
  /// The certificate is signed.
  case signedCertificate(SerialNumber)
  /// Something worth a line, but no cause for doubt.
  case remark(String)
  /// Something that goes through but may not be what was meant.
  case doubt(Problem)
}

/// Receives what happens while a certificate is made.
public typealias IssuanceReport = (IssuanceEvent) -> Void
