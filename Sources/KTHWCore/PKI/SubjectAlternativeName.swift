/// A name that a certificate is valid for (RFC 5280 §4.2.1.6).
public enum SubjectAlternativeName: Hashable, Sendable {
  /// A host name, kept as written; may start with one `*.` label.
  case dns(String)
  /// An e-mail address.
  case email(String)
  /// An IP address.
  case ip(IPAddress)
  /// A URI.
  case uri(String)
}
