/// What files are judged by, apart from each other.
public struct AuditTerms: Sendable {
  /// The present moment.
  public var now: Timestamp
  /// The release of Kubernetes; nil where nobody said.
  public var kubernetesVersion: KubernetesVersion?
  /// The cluster that the files are meant for, where its description is known.
  public var spec: ClusterSpec?
  /// How soon the end of a certificate is worth a warning, in seconds.
  public var expiryWarning: Int64
  /// Which signatures were checked already.
  let signatures = CheckedSignatures()

  /// Creates terms.
  ///
  /// - Parameters:
  ///   - now: the present moment.
  ///   - kubernetesVersion: the release; the description's where nil.
  ///   - spec: the cluster's description.
  ///   - expiryWarning: how soon an end is worth a warning, in seconds; by
  ///     default 30 days.
  public init(
    now: Timestamp,
    kubernetesVersion: KubernetesVersion? = nil,
    spec: ClusterSpec? = nil,
    expiryWarning: Int64 = 30 * 86_400
  ) {
    self.now = now
    self.kubernetesVersion = kubernetesVersion ?? spec?.kubernetesVersion
    self.spec = spec
    self.expiryWarning = expiryWarning
  }
}
