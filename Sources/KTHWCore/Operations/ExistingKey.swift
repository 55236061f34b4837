/// What happens where a private key of the name is there already.
public enum ExistingKey: String, Hashable, Sendable, CaseIterable {
  /// Nothing is made. A key that others trust is not lost by a second run.
  case refuse
  /// The certificate is made anew for the key that is there.
  case keep
  /// A new key takes its place.
  case replace
}
