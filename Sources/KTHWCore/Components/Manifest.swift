/// Objects for `kubectl apply`, in the order in which it makes them, each
/// under words that say what it is for.
struct Manifest {
  private var parts: [(why: [String], object: Node)] = []

  /// Adds an object.
  ///
  /// - Parameters:
  ///   - object: what ``Node/object(_:_:_:namespace:labels:annotations:_:)``
  ///     makes.
  ///   - why: one line or several, without `#`.
  mutating func add(_ object: Node, why: String) {
    let lines = why.split(separator: "\n", omittingEmptySubsequences: false)
    parts.append((lines.map(String.init), object))
  }

  /// The objects, in order.
  var objects: [Node] { parts.map(\.object) }

  /// The text of the file.
  func text() throws -> String {
    try parts.map { part in
      let comment = part.why.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
      return comment + (try YAMLWriter.text(part.object))
    }
    .joined(separator: "---\n")
  }
}

extension Node {
  /// An object of Kubernetes.
  ///
  /// - Parameters:
  ///   - kind: such as `ConfigMap`.
  ///   - apiVersion: such as `v1`.
  ///   - name: its name.
  ///   - namespace: where it is; nil for what has no namespace.
  ///   - labels: pairs in order.
  ///   - annotations: pairs in order.
  ///   - rest: what stands beside the metadata; nil values are left out.
  /// - Returns: the object.
  static func object(
    _ kind: String,
    _ apiVersion: String,
    _ name: String,
    namespace: String? = nil,
    labels: KeyValuePairs<String, String> = [:],
    annotations: KeyValuePairs<String, String> = [:],
    _ rest: KeyValuePairs<String, Node?> = [:]
  ) -> Node {
    let metadata: Node = .mapping([
      "annotations": annotations.isEmpty ? nil : .texts(annotations),
      "labels": labels.isEmpty ? nil : .texts(labels),
      "name": .string(name),
      "namespace": namespace.map(Node.string),
    ])
    let head = [
      Entry("apiVersion", .string(apiVersion)),
      Entry("kind", .string(kind)),
      Entry("metadata", metadata),
    ]
    return .mapping(head + rest.compactMap { key, value in value.map { Entry(key, $0) } })
  }

  /// Strings by their keys.
  static func texts(_ pairs: KeyValuePairs<String, String>) -> Node {
    .mapping(pairs.map { Entry($0, .string($1)) })
  }

  /// Strings in order.
  static func texts(_ items: [String]) -> Node { .sequence(items.map(Node.string)) }
}

// MARK: - Rights

extension Node {
  /// A rule of a role.
  static func rule(on resources: [String], of group: String = "", _ verbs: [String]) -> Node {
    .mapping([
      "apiGroups": .texts([group]),
      "resources": .texts(resources),
      "verbs": .texts(verbs),
    ])
  }

  /// A role for the whole cluster.
  static func clusterRole(_ name: String, rules: [Node]) -> Node {
    .object("ClusterRole", rbac, name, ["rules": .sequence(rules)])
  }

  /// What gives a role for the whole cluster to somebody.
  static func clusterRoleBinding(_ name: String, of role: String, to subject: Node) -> Node {
    .object(
      "ClusterRoleBinding",
      rbac,
      name,
      [
        "roleRef": .texts([
          "apiGroup": rbacGroup, "kind": "ClusterRole", "name": role,
        ]),
        "subjects": .sequence([subject]),
      ]
    )
  }

  /// A user or a group as the subject of a binding.
  static func subject(_ kind: String, _ name: String) -> Node {
    .texts(["apiGroup": rbacGroup, "kind": kind, "name": name])
  }

  /// The account of a pod as the subject of a binding.
  static func subject(serviceAccount name: String, in namespace: String) -> Node {
    .texts(["kind": "ServiceAccount", "name": name, "namespace": namespace])
  }

  private static let rbacGroup = "rbac.authorization.k8s.io"
  // Served from 1.8 on; v1beta1, which tutorials still show, ended with 1.21.
  private static let rbac = "\(rbacGroup)/v1"
}
