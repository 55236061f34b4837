/// One file of a cluster's tree, before it has its bytes.
public struct Artifact: Hashable, Sendable {
  /// Where it lies below the tree: `pki/ca.pem`,
  /// `hosts/node-1/var/lib/kubelet/kubeconfig`.
  public var path: String
  /// The mode that it has, such as 0o600.
  public var permissions: UInt16
  /// What it holds.
  public var content: Content

  /// Creates a file to be made.
  public init(path: String, permissions: UInt16, content: Content) {
    self.path = path
    self.permissions = permissions
    self.content = content
  }

  /// What a file of the tree holds.
  public enum Content: Hashable, Sendable {
    /// The certificate of the credential of that name.
    case certificate(String)
    /// The signing request of the credential of that name.
    case request(String)
    /// The private key of the credential of that name.
    case privateKey(String)
    /// The public key of the credential of that name.
    case publicKey(String)
    /// A kubeconfig with the credential's certificate and key inside.
    case kubeconfig(KubeconfigRecipe)
    /// The Secret of the token by which that machine joins.
    case bootstrapToken(host: String)
    /// The kubeconfig with the token by which that machine joins.
    case bootstrapKubeconfig(host: String)
    /// The keys that encrypt what etcd stores.
    case encryptionConfiguration
    /// A text without secrets; the machine's name, unless it is the cluster's.
    case rendered(RenderedFile, host: String?)
    /// The description of the cluster, as its owner wrote it.
    case description
    /// A symbolic link with that target.
    case link(String)
  }
}
