/// A property of a kubeconfig by its path, as `kubectl config set` takes it:
/// `clusters.hard-way.server`.
///
/// A path is divided at its dots, and nothing escapes them. The name of a
/// cluster, user or context ends before the first later part that is one of
/// its fields; without one, everything is name.
enum KubeconfigProperty {
  static func set(
    _ path: String,
    to value: String,
    isRaw: Bool,
    in outcome: inout KubeconfigEdit.Outcome
  ) throws {
    let change = PropertyChange.set(value, isRaw: isRaw)
    try apply(change, to: path, in: &outcome.kubeconfig)
    outcome.message = "Property \(GoQuoting.quoted(path)) set."
  }

  static func unset(_ path: String, in outcome: inout KubeconfigEdit.Outcome) throws {
    let before = outcome.kubeconfig
    try apply(.unset, to: path, in: &outcome.kubeconfig)
    outcome.message = "Property \(GoQuoting.quoted(path)) unset."
    guard outcome.kubeconfig == before else { return }
    let target = try target(path)
    outcome.advice = target.advice(path, in: before)
  }

  private static func apply(
    _ change: PropertyChange,
    to path: String,
    in kubeconfig: inout Kubeconfig
  ) throws {
    let target = try target(path)
    switch target.root {
    case "clusters": try change.apply(to: &kubeconfig.clusters, target, path)
    case "users": try change.apply(to: &kubeconfig.users, target, path)
    case "contexts": try change.apply(to: &kubeconfig.contexts, target, path)
    case "preferences": try change.apply(to: &kubeconfig.preferences, target, path)
    case "extensions": try change.applyToExtensions(target)
    case "current-context":
      try target.expectEnd(path)
      try change.apply(to: &kubeconfig.currentContext)
    default:
      // Version and kind are what they are; kubectl takes new ones in silence.
      try target.expectEnd(path)
    }
  }

  /// A path taken apart.
  struct Target {
    /// The field of the kubeconfig.
    var root: String
    /// The name of a cluster, user or context.
    var name: String?
    /// The field of that, or of the preferences.
    var field: String?
    /// What follows the field.
    var rest: [String] = []

    func expectEnd(_ path: String) throws {
      guard rest.isEmpty else {
        throw KubeconfigEdit.refusal(
          .unknownField,
          "unable to parse one or more field values of \(path)"
        )
      }
    }

    /// What may have been meant where unsetting changed nothing.
    func advice(_ path: String, in kubeconfig: Kubeconfig) -> [Problem] {
      guard let name, field == nil else { return [] }
      let stanzas = fields(of: root)
      let last = name.split(separator: ".").last.map(String.init) ?? name
      return [
        Problem(
          .notFound,
          "nothing was unset: \(root) has no entry \(Terminal.quoted(name))",
          hint: Spelling.nearest(to: last, among: stanzas).map { "did you mean the field \($0)?" }
        )
      ]
    }
  }

  /// Takes a path apart.
  ///
  /// - Throws: ``KTHWError`` where there is no such property.
  private static func target(_ path: String) throws -> Target {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var target = Target(root: parts[0])
    let rest = Array(parts.dropFirst())
    switch parts[0] {
    case "clusters", "users", "contexts":
      guard !rest.isEmpty else { return target }
      let known = fields(of: parts[0])
      let end = rest.dropFirst().firstIndex { known.contains($0) } ?? rest.count
      target.name = rest[..<end].joined(separator: ".")
      target.field = end < rest.count ? rest[end] : nil
      target.rest = Array(rest.dropFirst(end + 1))
    case "preferences":
      guard let field = rest.first else { return target }
      guard fields(of: "preferences").contains(field) else {
        throw unknown(path, after: "{preferences}", "Preferences", field, fields(of: "preferences"))
      }
      target.field = field
      target.rest = Array(rest.dropFirst())
    case "current-context", "extensions", "kind", "apiVersion":
      target.rest = rest
    default:
      throw unknown(path, after: "", "Config", parts[0], rootFields)
    }
    return target
  }

  private static let rootFields = [
    "clusters", "users", "contexts", "current-context", "preferences", "extensions",
  ]

  /// The fields of what a root field holds.
  static func fields(of root: String) -> [String] {
    switch root {
    case "clusters": KubeconfigCluster.propertyNames
    case "users": KubeconfigUser.propertyNames
    case "contexts": KubeconfigContext.propertyNames
    case "preferences": ["colors", "extensions"]
    default: []
    }
  }

  private static func unknown(
    _ path: String,
    after: String,
    _ type: String,
    _ field: String,
    _ known: [String]
  ) -> KTHWError {
    let nearest = Spelling.nearest(to: field, among: known)
    return KTHWError(
      .unknownField,
      "no property \(Terminal.quoted(field)); there are \(known.joined(separator: ", "))",
      at: .field(path),
      hint: nearest.map { "did you mean \($0)?" },
      peerWords: PeerWords("unable to parse \(path) after [\(after)] at api.\(type)")
    )
  }
}
