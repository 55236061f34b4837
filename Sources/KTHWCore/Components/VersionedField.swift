/// A field of a configuration file, and the versions of Kubernetes that know
/// it.
struct VersionedField: Sendable {
  /// What gives a field its value; nil leaves the field out.
  typealias Value = @Sendable (ClusterHost, ClusterSpec) throws -> Node?

  /// The field's name.
  let key: String
  /// The minor versions that know it.
  let minors: ClosedRange<Int>
  private let value: Value

  /// Creates a field.
  ///
  /// - Parameters:
  ///   - key: the name.
  ///   - first: the first minor version that knows it.
  ///   - last: the last one.
  ///   - value: what gives it its value.
  init(
    _ key: String,
    from first: Int = KubernetesVersion.knownMinors.lowerBound,
    until last: Int = KubernetesVersion.knownMinors.upperBound,
    _ value: @escaping Value
  ) {
    self.key = key
    minors = first...last
    self.value = value
  }

  /// A field that always says the same.
  init(_ key: String, _ constant: Node) {
    self.init(key) { _, _ in constant }
  }

  /// The fields that the cluster's version knows, with their values, in order.
  static func mapping(
    _ fields: [VersionedField],
    on host: ClusterHost,
    in spec: ClusterSpec
  ) throws -> Node {
    let known = fields.filter { $0.minors.contains(spec.kubernetesVersion.minor) }
    return .mapping(
      try known.compactMap { field in
        try field.value(host, spec).map { Node.Entry(field.key, $0) }
      }
    )
  }
}

/// A word that changed with versions of Kubernetes: an API version, the
/// version of a format.
struct VersionedWord: Sendable {
  private let steps: [(from: Int, word: String)]

  /// Creates a word from its spellings and the minor versions that they are
  /// used from, in ascending order, the first from 1.10 on.
  init(_ steps: [(from: Int, word: String)]) {
    self.steps = steps
  }

  /// The spelling that a version of Kubernetes wants.
  func word(in version: KubernetesVersion) -> String {
    (steps.last { $0.from <= version.minor } ?? steps[0]).word
  }
}
