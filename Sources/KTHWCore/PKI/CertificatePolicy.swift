/// A policy under which a certificate was issued (RFC 5280 §4.2.1.4).
public struct CertificatePolicy: Hashable, Sendable {
  /// The policy's identifier.
  public var oid: OID
  /// What it says about itself, in order.
  public var qualifiers: [Qualifier]

  /// Creates a policy.
  public init(_ oid: OID, qualifiers: [Qualifier] = []) {
    self.oid = oid
    self.qualifiers = qualifiers
  }

  /// A statement about a policy.
  public enum Qualifier: Hashable, Sendable {
    /// Where its practice statement is: a URI.
    case practiceStatement(String)
    /// What a user should be shown.
    case userNotice(String)
  }
}

extension CertificatePolicy {
  /// The PolicyInformation.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a URI
  ///   that is not ASCII.
  func write(to writer: inout DERWriter) throws {
    try writer.sequence { writer in
      writer.objectIdentifier(oid)
      guard !qualifiers.isEmpty else { return }
      try writer.sequence { writer in
        for qualifier in qualifiers { try qualifier.write(to: &writer) }
      }
    }
  }
}

extension CertificatePolicy.Qualifier {
  fileprivate func write(to writer: inout DERWriter) throws {
    try writer.sequence { writer in
      switch self {
      case .practiceStatement(let uri):
        guard uri.utf8.allSatisfy({ $0 < 0x80 }) else {
          throw KTHWError(
            .invalidName,
            "the practice statement's URI \(Terminal.quoted(uri)) is not ASCII"
          )
        }
        writer.objectIdentifier(.cpsQualifier)
        writer.string(.ia5String, uri)
      case .userNotice(let text):
        writer.objectIdentifier(.userNoticeQualifier)
        writer.sequence { $0.string(.utf8String, text) }
      }
    }
  }
}
