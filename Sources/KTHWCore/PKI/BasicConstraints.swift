/// Whether a certificate may sign others (RFC 5280 §4.2.1.9).
public enum BasicConstraints: Hashable, Sendable {
  /// It may not.
  case endEntity
  /// It may; `pathLength` CAs may follow below it, or any number.
  case authority(pathLength: Int?)
}
