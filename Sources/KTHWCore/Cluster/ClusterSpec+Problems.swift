extension ClusterSpec {
  /// Why no cluster can be built like this.
  ///
  /// Both initialisers throw these; what is changed afterwards is checked
  /// by asking again.
  ///
  /// - Returns: every problem, with the path of the field as in the file; at
  ///   most a hundred, and how many more there are.
  public func problems() -> [Problem] {
    ClusterSpec.limited(violations.map(\.problem))
  }

  /// Every problem with what it rests on.
  var violations: [ClusterViolation] {
    var rules = ClusterRules()
    checkNames(&rules)
    checkHosts(&rules)
    checkHostNames(&rules)
    checkAddresses(&rules)
    checkRoles(&rules)
    checkEndpoint(&rules)
    checkPorts(&rules)
    checkNetwork(&rules)
    checkPodBlocks(&rules)
    checkPKI(&rules)
    checkEncryption(&rules)
    checkPrograms(&rules)
    checkExtraArguments(&rules)
    return rules.violations
  }
}

/// A problem of a specification, and the fields that it rests on beside its
/// own: where one of them could not be read, nothing is known.
struct ClusterViolation {
  var problem: Problem
  var basis: [String]
}

/// Collects what is wrong with a specification.
struct ClusterRules {
  private(set) var violations: [ClusterViolation] = []

  mutating func add(
    _ code: KTHWError.Code,
    _ message: String,
    at path: String,
    because basis: [String] = [],
    hint: String? = nil
  ) {
    add(Problem(code, message, hint: hint), at: path, because: basis)
  }

  /// Adds what a value's own parser has against it.
  mutating func check(
    at path: String,
    because basis: [String] = [],
    _ body: () throws -> Void
  ) {
    do {
      try body()
    } catch let error as KTHWError {
      for problem in error.problems { add(problem, at: path, because: basis) }
    } catch {
      add(.invalidValue, "cannot be used", at: path, because: basis)
    }
  }

  mutating func add(_ problem: Problem, at path: String, because basis: [String] = []) {
    var placed = problem
    placed.place = .field(path)
    violations.append(ClusterViolation(problem: placed, basis: basis))
  }
}

/// Some machines that are described together: a listed one, or a range.
struct HostGroup {
  /// Where it is described: `spec.hosts[2]`, `spec.hostRanges[0]`.
  let path: String
  let isRange: Bool
  let count: Int
  let firstAddress: IPAddress
  let roles: Set<HostRole>
  /// The first one's block of pod addresses.
  let firstBlock: CIDRBlock?

  var namePath: String { path + ".name" }
  var addressPath: String { path + (isRange ? ".firstAddress" : ".address") }
  var rolesPath: String { path + ".roles" }
  var blockPath: String { path + (isRange ? ".firstPodCIDR" : ".podCIDR") }

  /// What everything about all of them rests on.
  var basis: [String] { isRange ? [addressPath, path + ".count"] : [addressPath] }

  /// The last one's address; nil where addresses end before it.
  var lastAddress: IPAddress? { firstAddress.advanced(by: UInt64(max(1, count) - 1)) }
  /// The last one's block; nil where there are none, or addresses end.
  var lastBlock: CIDRBlock? { firstBlock?.following(by: UInt64(max(1, count) - 1)) }
}

extension ClusterHosts {
  /// The machines as they are described, in order.
  var groups: [HostGroup] {
    let single = listed.enumerated().map { index, host in
      HostGroup(
        path: "spec.hosts[\(index)]",
        isRange: false,
        count: 1,
        firstAddress: host.address,
        roles: host.roles,
        firstBlock: host.podCIDR
      )
    }
    let many = ranges.enumerated().map { index, range in
      HostGroup(
        path: "spec.hostRanges[\(index)]",
        isRange: true,
        count: range.count,
        firstAddress: range.firstAddress,
        roles: range.roles,
        firstBlock: range.firstPodCIDR
      )
    }
    return single + many
  }
}
