/// The rules for the names of resources in an encryption configuration, as
/// API servers check them.
enum EncryptedResources {
  /// What is wrong with a rule's resources; the index says with which.
  static func problems(
    _ resources: [String],
    for version: KubernetesVersion
  ) -> [(index: Int, problem: Problem)] {
    var earlier = Earlier()
    return resources.indices.compactMap { index in
      let found = problem(resources[index], after: earlier, in: resources, for: version)
      earlier.add(resources[index], at: index)
      return found.map { (index, $0) }
    }
  }

  /// What is named before a resource; looked up, because lists of strangers
  /// may be long.
  struct Earlier {
    private(set) var names: Set<String> = []
    private var count = 0
    /// The first resource of each group.
    private var groups: [Substring: Int] = [:]
    /// The first wildcard of each group; `*` is that of all groups.
    private var wildcards: [Substring: Int] = [:]

    mutating func add(_ resource: String, at index: Int) {
      let (name, group) = split(resource)
      names.insert(resource)
      count = index + 1
      if groups[group ?? ""] == nil { groups[group ?? ""] = index }
      if name == "*", let group, wildcards[group] == nil { wildcards[group] = index }
    }

    /// Whether a name, with its wildcard, stands for a resource as well.
    func covers(_ resource: String) -> Bool {
      names.contains(resource) || wildcards["*"] != nil
        || wildcards[split(resource).group ?? ""] != nil
    }

    /// Adds what a rule names.
    mutating func add(_ resources: [String]) {
      for (index, resource) in resources.enumerated() { add(resource, at: index) }
    }

    /// The first that covers a resource or is covered by it.
    func first(overlapping resource: String) -> Int? {
      let (name, group) = split(resource)
      var found = [wildcards["*"], wildcards[group ?? ""]]
      if name == "*", let group {
        found.append(group == "*" ? (count > 0 ? 0 : nil) : groups[group])
      }
      return found.compactMap(\.self).min()
    }
  }

  private static func problem(
    _ resource: String,
    after earlier: Earlier,
    in resources: [String],
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
    if earlier.names.contains(resource) {
      return Problem(.duplicateField, "\(shown) is named twice")
    }
    if let other = earlier.first(overlapping: resource).map({ resources[$0] }) {
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
