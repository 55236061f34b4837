/// The rules for the names of resources in an encryption configuration, as
/// API servers check them.
enum EncryptedResources {
  /// What is wrong with a rule's resources; the index says with which.
  static func problems(
    _ resources: [String],
    for version: KubernetesVersion
  ) -> [(index: Int, problem: Problem)] {
    resources.indices.compactMap { index in
      problem(resources[index], before: resources[..<index], for: version).map { (index, $0) }
    }
  }

  private static func problem(
    _ resource: String,
    before: ArraySlice<String>,
    for version: KubernetesVersion
  ) -> Problem? {
    let shown = Terminal.quoted(resource)
    guard !resource.isEmpty else { return Problem(.invalidValue, "a resource needs a name") }
    guard isWellFormed(resource) else {
      let lowered = resource.lowercased()
      let isCase = lowered != resource && isWellFormed(lowered)
      return Problem(
        .invalidValue,
        "\(shown) is not a resource name",
        hint: isCase
          ? "resources are in lower case: use \(lowered)"
          : "write it like secrets, deployments.apps or *.*"
      )
    }
    if resource == "*" {
      return Problem(
        .invalidValue,
        "\"*\" is not allowed",
        hint: "use *. for the core group, *.* for everything"
      )
    }
    let (name, group) = split(resource)
    if group == "extensions" || group == "events.k8s.io" {
      return Problem(
        .invalidValue,
        "\(shown) is not allowed: it is stored under another group",
        hint: group == "extensions" ? "use the group that took its place" : "use events"
      )
    }
    if name == "*", version.minor < 27 {
      return Problem(
        .unsupported,
        "\(shown) needs Kubernetes 1.27",
        hint: "name each resource instead"
      )
    }
    if let group, !group.isEmpty, name != "*", version.minor < 26, !isBuiltIn(group) {
      return Problem(
        .unsupported,
        "\(shown) is a custom resource, and those need Kubernetes 1.26"
      )
    }
    if before.contains(resource) { return Problem(.duplicateField, "\(shown) is named twice") }
    if let other = before.first(where: { overlaps($0, resource) }) {
      return Problem(
        .invalidValue,
        "\(shown) overlaps with \(Terminal.quoted(other))",
        hint: "what a wildcard covers must not be named in the same list"
      )
    }
    return nil
  }

  /// A resource's name and its group: nil for a bare name, empty for `*.`.
  private static func split(_ resource: String) -> (name: Substring, group: Substring?) {
    guard let dot = resource.firstIndex(of: ".") else { return (Substring(resource), nil) }
    return (resource[..<dot], resource[resource.index(after: dot)...])
  }

  private static func isWellFormed(_ resource: String) -> Bool {
    let (name, group) = split(resource)
    let nameIsFine = name == "*" || isLabel(name)
    guard let group else { return nameIsFine }
    if name == "*", group.isEmpty || group == "*" { return true }
    return nameIsFine
      && group.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
  }

  private static func isLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.first != "-" && label.last != "-"
      && label.utf8.allSatisfy { byte in
        (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
      }
  }

  /// Whether a wildcard is one of two names and covers the other.
  private static func overlaps(_ left: String, _ right: String) -> Bool {
    covers(left, right) || covers(right, left)
  }

  /// Whether a name, with its wildcard, stands for a resource as well.
  static func covers(_ pattern: String, _ resource: String) -> Bool {
    if pattern == resource || pattern == "*.*" { return true }
    let (name, group) = split(pattern)
    guard name == "*", let group else { return false }
    return (split(resource).group ?? "") == group
  }

  /// Kubernetes' own groups have no dot or end in `k8s.io`.
  private static func isBuiltIn(_ group: Substring) -> Bool {
    !group.contains(".") || group.hasSuffix(".k8s.io")
  }
}
