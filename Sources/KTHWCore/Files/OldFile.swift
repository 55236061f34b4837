/// A file that was found in a tree.
public struct OldFile: Sendable {
  /// What it holds; a secret unless everybody may read the file.
  public let contents: OutputFile.Contents
  /// Who may read it.
  public let permissions: FileMode

  /// Whether the file holds exactly these bytes.
  public func holds(_ other: OutputFile.Contents) -> Bool { contents.holds(other) }

  /// The bytes, for what is no secret.
  public var bytes: [UInt8] { contents.withUnsafeBytes { Array($0) } }

  /// The bytes, in memory that is wiped.
  public var secret: SecretBytes {
    if case .secret(let secret) = contents { return secret }
    return contents.withUnsafeBytes { SecretBytes(copying: $0) }
  }
}

/// Something in a tree, as a listing shows it.
public struct TreeEntry: Hashable, Sendable {
  /// What something is.
  public enum Kind: Hashable, Sendable {
    /// A regular file.
    case file
    /// A directory.
    case directory
    /// A symbolic link, whatever it leads to.
    case link
    /// A pipe, a socket or a device.
    case other
  }

  /// The path in the tree, such as `pki/ca.pem`.
  public let path: String
  /// What it is.
  public let kind: Kind
  /// Who may read it; of no meaning for links.
  public let permissions: FileMode
  /// How many bytes a file has.
  public let size: Int
  let identity: OpenDirectory.Identity

  /// The last name of the path.
  public var name: String { TreePath.split(path).name }
}
