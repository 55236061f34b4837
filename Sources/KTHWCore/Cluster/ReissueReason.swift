/// Why a certificate that is there is made anew.
public enum ReissueReason: Hashable, Sendable {
  /// There is a key without a certificate.
  case certificateMissing
  /// There is a certificate without its key; the key is made anew as well.
  case keyMissing
  /// The key is of another kind than the cluster's keys; it is made anew as
  /// well.
  case keyKind(old: String, wanted: String)
  /// What is in the certificate's place cannot be read.
  case certificateUnreadable
  /// The certificate is another key's.
  case keyMismatch
  /// Another authority signed it, or the one that is gone.
  case issuer
  /// It names somebody else.
  case subject(old: DistinguishedName)
  /// It is valid for other names than it should be.
  case names(missing: [SubjectAlternativeName], superfluous: [SubjectAlternativeName])
  /// It may be used for something else than it should be.
  case usages
  /// It has ended.
  case expired(at: Timestamp)
  /// It ends soon.
  case endsSoon(at: Timestamp)
  /// It is not good yet.
  case notYetValid(from: Timestamp)

  /// Whether the key is made anew as well.
  public var replacesKey: Bool {
    switch self {
    case .keyMissing, .keyKind: true
    default: false
    }
  }
}

extension ReissueReason: CustomStringConvertible {
  /// The reason in words, as the end of a line: `it ends soon, at …`.
  public var description: String {
    switch self {
    case .certificateMissing: "the certificate is missing"
    case .keyMissing: "the private key is missing"
    case .keyKind(let old, let wanted): "the key is of the kind \(old), not \(wanted)"
    case .certificateUnreadable: "the certificate cannot be read"
    case .keyMismatch: "the certificate is another key's"
    case .issuer: "its authority is another one"
    case .subject(let old): "it names \(Terminal.quoted("\(old)"))"
    case .names(let missing, let superfluous):
      [
        ReissueReason.list("it lacks", missing),
        ReissueReason.list("it should not have", superfluous),
      ]
      .compactMap(\.self).joined(separator: ", and ")
    case .usages: "it may be used for something else than it should be"
    case .expired(let end): "it expired at \(end)"
    case .endsSoon(let end): "it ends soon, at \(end)"
    case .notYetValid(let begin): "it is not valid before \(begin)"
    }
  }

  private static func list(_ verb: String, _ names: [SubjectAlternativeName]) -> String? {
    guard !names.isEmpty else { return nil }
    let shown = names.prefix(4).map(\.description).joined(separator: ", ")
    return verb + " " + shown + (names.count > 4 ? " and \(names.count - 4) more" : "")
  }
}
