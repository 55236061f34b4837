/// Who may read, write and execute a file that is written.
public struct FileMode: Hashable, Sendable {
  /// The permission bits, such as `0o600`.
  public let bits: UInt16
  /// Whether the user's umask takes bits away, as it does for ordinary
  /// programs; otherwise the file gets exactly ``bits``.
  public let isMasked: Bool

  /// Exactly these permission bits, whatever the umask says.
  public static func exactly(_ bits: UInt16) -> FileMode {
    FileMode(bits: bits & 0o777, isMasked: false)
  }

  /// These permission bits without those that the umask takes away.
  public static func masked(_ bits: UInt16) -> FileMode {
    FileMode(bits: bits & 0o777, isMasked: true)
  }

  /// 0600: private keys, kubeconfigs, encryption configurations.
  public static let ownerOnly = exactly(0o600)
  /// 0644: certificates and what everybody may read.
  public static let everyoneReads = exactly(0o644)
  /// 0755: scripts.
  public static let everyoneExecutes = exactly(0o755)
}

extension FileMode: CustomStringConvertible {
  /// Four octal digits: `0600`.
  public var description: String {
    let digits = String(bits, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
