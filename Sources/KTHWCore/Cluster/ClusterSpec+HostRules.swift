extension ClusterSpec {
  /// The cluster's own name.
  func checkNames(_ rules: inout ClusterRules) {
    rules.check(at: "metadata.name") { _ = try NodeName(cluster: name) }
  }

  /// What is described of machines, apart from what they share.
  func checkHosts(_ rules: inout ClusterRules) {
    guard !hosts.listed.isEmpty || !hosts.ranges.isEmpty else {
      rules.add(
        .missingField,
        "there are no machines",
        at: "spec.hosts",
        because: ["spec.hostRanges"],
        hint: "a cluster of one machine is one host with the roles etcd, control-plane and worker"
      )
      return
    }
    for (index, host) in hosts.listed.enumerated() {
      host.check(&rules, at: "spec.hosts[\(index)]")
    }
    for (index, range) in hosts.ranges.enumerated() {
      range.check(&rules, at: "spec.hostRanges[\(index)]")
    }
    guard hosts.ranges.count > 1, !hosts.areCountable else { return }
    rules.add(
      .limitExceeded,
      "more than \(HostRange.largestCount) machines",
      at: "spec.hostRanges",
      hint: "make several clusters"
    )
  }

  /// Who has which name.
  func checkHostNames(_ rules: inout ClusterRules) {
    guard hosts.areCountable else { return }
    let groups = hosts.groups
    var owners: [String: Int] = [:]
    func claim(_ name: String, _ index: Int) -> Bool {
      let group = groups[index]
      if let reason = ReservedNames.reason(against: name) {
        rules.add(
          .invalidName,
          "no machine can be named \(Terminal.quoted(name)): \(reason)",
          at: group.namePath,
          hint: "name it \(name)-1, say"
        )
        return false
      }
      guard let owner = owners.updateValue(index, forKey: name) else { return true }
      owners[name] = owner
      rules.add(
        .duplicateField,
        owner == index
          ? "the name \(Terminal.quoted(name)) comes twice"
          : "the name \(Terminal.quoted(name)) is that of \(groups[owner].path) already",
        at: group.namePath,
        because: groups[owner].isRange
          ? [groups[owner].namePath, groups[owner].path + ".count"] : [groups[owner].namePath]
      )
      return false
    }
    for index in hosts.listed.indices { _ = claim(hosts.listed[index].name.text, index) }
    for (offset, range) in hosts.ranges.enumerated() {
      // One clash of a range says it all.
      for number in 0..<range.count {
        guard claim(range.name(at: number), hosts.listed.count + offset) else { break }
      }
    }
    for (index, host) in hosts.listed.enumerated() {
      var seen: Set<String> = []
      for (position, hostname) in host.hostnames.enumerated() {
        let lowered = hostname.lowercased()
        let path = "\(groups[index].path).hostnames[\(position)]"
        if let owner = owners[lowered] {
          rules.add(
            .duplicateField,
            owner == index
              ? "\(Terminal.quoted(hostname)) is the machine's own name already"
              : "\(Terminal.quoted(hostname)) is the name of \(groups[owner].path)",
            at: path,
            because: [groups[owner].namePath]
          )
        } else if !seen.insert(lowered).inserted {
          rules.add(.duplicateField, "\(Terminal.quoted(hostname)) stands here twice", at: path)
        }
      }
    }
  }

  /// Whether somebody does what must be done.
  func checkRoles(_ rules: inout ClusterRules) {
    guard !hosts.isDescriptionEmpty else { return }
    let needed: [(role: HostRole, why: String, most: Int)] = [
      (.etcd, "nothing keeps the cluster's state", 15),
      (.controlPlane, "nothing runs the API server", 100),
    ]
    for (role, why, _) in needed where !hosts.anyHas(role) {
      rules.add(
        .missingField,
        "no machine has the role \(role.rawValue), so \(why)",
        at: hosts.listed.isEmpty ? "spec.hostRanges" : "spec.hosts",
        because: ["spec.hosts", "spec.hostRanges"],
        hint: "add \(role.rawValue) to the roles of a host"
      )
    }
    for (role, _, most) in needed + [(.loadBalancer, "", 100)] {
      let count = hosts.count(of: role)
      guard count > most else { continue }
      rules.add(
        .limitExceeded,
        "\(count) machines have the role \(role.rawValue), where \(most) are the most",
        at: hosts.groups.last { $0.roles.contains(role) }?.rolesPath ?? "spec.hosts"
      )
    }
  }
}

extension ClusterHosts {
  /// Whether there is nothing to say about machines but that there are none.
  var isDescriptionEmpty: Bool { listed.isEmpty && ranges.isEmpty }

  /// Whether there is one machine and no more.
  var areOneMachine: Bool {
    ranges.isEmpty
      ? listed.count == 1 : listed.isEmpty && ranges.count == 1 && ranges[0].count == 1
  }

  /// Whether the machines can be walked through one by one.
  var areCountable: Bool {
    var total = 0
    for range in ranges {
      guard range.hasSaneNumbers else { return false }
      total += range.count
    }
    return total <= HostRange.largestCount
  }
}

extension ClusterHost {
  fileprivate func check(_ rules: inout ClusterRules, at path: String) {
    if roles.isEmpty {
      rules.add(
        .missingField,
        "a machine needs a role",
        at: path + ".roles",
        hint: "use \(HostRole.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    for (index, hostname) in hostnames.enumerated() {
      rules.check(at: "\(path).hostnames[\(index)]") { _ = try HostNames.checked(hostname) }
    }
  }
}

extension HostRange {
  /// Whether counting through the range ends, and soon.
  var hasSaneNumbers: Bool {
    (1...HostRange.largestCount).contains(count)
      && (0...HostRange.largestNumber).contains(firstNumber) && (1...9).contains(digits)
  }

  fileprivate func check(_ rules: inout ClusterRules, at path: String) {
    if roles.isEmpty {
      rules.add(
        .missingField,
        "machines need a role",
        at: path + ".roles",
        hint: "use \(HostRole.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    guard hasSaneNumbers else {
      let isCount = !(1...HostRange.largestCount).contains(count)
      guard (1...9).contains(digits) else {
        rules.add(.invalidValue, "\(digits) digits, where 1 to 9 are possible", at: path + ".name")
        return
      }
      rules.add(
        .invalidValue,
        isCount
          ? "\(count) machines, where 1 to \(HostRange.largestCount) are possible"
          : "the number \(firstNumber), where 0 to \(HostRange.largestNumber) are possible",
        at: path + (isCount ? ".count" : ".firstNumber")
      )
      return
    }
    // The numbers alone differ, so that the first and the longest name tell.
    rules.check(at: path + ".name", because: [path + ".count", path + ".firstNumber"]) {
      for index in [0, count - 1] { _ = try NodeName(name(at: index)) }
    }
    if address(at: count - 1) == nil {
      rules.add(
        .invalidValue,
        "there are not \(count) addresses from \(firstAddress) on",
        at: path + ".firstAddress",
        because: [path + ".count"]
      )
    }
  }
}

/// Names that a machine cannot have.
enum ReservedNames {
  /// Kubeconfigs that all machines share; a machine's own has its name.
  static let kubeconfigs: Set<String> = [
    "admin", "break-glass", "kube-controller-manager", "kube-scheduler", "kube-proxy",
  ]

  /// Why a machine cannot have a name, as the end of a sentence; nil if it can.
  static func reason(against name: String) -> String? {
    if kubeconfigs.contains(name) { return "kubeconfigs/\(name).kubeconfig is another's" }
    if name == "localhost" || name.hasSuffix(".localhost") {
      return "every machine has that name for itself"
    }
    return nil
  }
}
