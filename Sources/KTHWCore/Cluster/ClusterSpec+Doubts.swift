extension ClusterSpec {
  /// What can be built and its owner may regret.
  ///
  /// - Returns: every doubt, with the path of the field as in the file.
  public func doubts() -> [Problem] {
    var doubts = ClusterRules()
    doubtMembers(&doubts)
    doubtEndpoint(&doubts)
    doubtNetwork(&doubts)
    doubtSecurity(&doubts)
    doubtExtraArguments(&doubts)
    return doubts.violations.map(\.problem)
  }

  /// How many machines do what.
  private func doubtMembers(_ doubts: inout ClusterRules) {
    let members = hosts.count(of: .etcd)
    let path = hosts.groups.last { $0.roles.contains(.etcd) }?.rolesPath ?? "spec.hosts"
    if members > 1, members.isMultiple(of: 2) {
      doubts.add(
        .policyViolation,
        "\(members) etcd members bear the loss of no more than \(members - 1) would",
        at: path,
        hint: "use 1, 3 or 5"
      )
    } else if members == 1, hosts.count(of: .controlPlane) > 1 {
      doubts.add(
        .policyViolation,
        "there are several API servers and one etcd member: without it none of them answers",
        at: path,
        hint: "give etcd to 3 hosts"
      )
    } else if members > 7 {
      doubts.add(
        .policyViolation,
        "\(members) etcd members: every write waits for more than half of them",
        at: path,
        hint: "use 3 or 5"
      )
    }
    if !hosts.anyHas(.worker) {
      doubts.add(.missingField, "no machine has the role worker, so no pod runs", at: "spec.hosts")
    }
  }

  /// Whether what clients dial survives a machine.
  private func doubtEndpoint(_ doubts: inout ClusterRules) {
    guard !endpoint.isLoopback else {
      doubts.add(
        .policyViolation,
        "nobody but the machine itself can dial \(Terminal.printable(endpoint.host))",
        at: "spec.endpoint",
        hint: "leave it out: the machine's own address is what it is then"
      )
      return
    }
    let isAlone = hosts.count(of: .controlPlane) == 1
    if let owner = endpointOwner {
      let host = hosts.listed[owner]
      guard !host.has(.loadBalancer) else { return }
      if !host.has(.controlPlane) {
        doubts.add(
          .policyViolation,
          "\(host.name) is neither a load balancer nor a control-plane host",
          at: "spec.endpoint",
          hint: "nothing that is made here answers there"
        )
      } else if !isAlone {
        doubts.add(
          .policyViolation,
          "all clients dial \(host.name), and the other API servers help nobody",
          at: "spec.endpoint",
          hint: "add a host with the role load-balancer"
        )
      }
    } else if !hosts.groups.contains(where: { $0.isRange && endpointIsOf($0) }) {
      doubts.add(
        .notFound,
        "no machine here has the name or address \(Terminal.printable(endpoint.host))",
        at: "spec.endpoint",
        hint: "something else has to hand clients on to port \(network.apiServerPort)"
      )
    }
  }

  private func endpointIsOf(_ group: HostGroup) -> Bool {
    endpoint.address.map { group.contains($0) } ?? false
  }

  private func doubtNetwork(_ doubts: inout ClusterRules) {
    if network.podNetwork == .none {
      doubts.add(
        .missingField,
        "machines stay NotReady until a pod network is installed",
        at: "spec.network.podNetwork"
      )
    }
    let room = network.podCIDR.network.octets.count * 8 - network.nodePrefixLength
    if room < 7 {
      doubts.add(
        .policyViolation,
        "blocks of /\(network.nodePrefixLength) have fewer addresses than a kubelet runs pods (110)",
        at: "spec.network.nodePodPrefix",
        hint: "set maxPods in keeping with it, or use larger blocks"
      )
    }
  }

  private func doubtSecurity(_ doubts: inout ClusterRules) {
    if pki.hierarchy == .single {
      doubts.add(
        .policyViolation,
        "with one authority, every certificate of the cluster opens etcd",
        at: "spec.pki.hierarchy",
        hint: "use separate but for following an old tutorial"
      )
    }
    if pki.leafLifetime > .days(5 * 366) {
      doubts.add(
        .policyViolation,
        "certificates that are valid for \(pki.leafLifetime) cannot be taken back in all that time",
        at: "spec.pki.expiry.leaf",
        hint: "use a year: a further run makes new ones in time"
      )
    }
    if pki.nodeCredentials == .bootstrap, pki.tokenLifetime > .hours(24) {
      doubts.add(
        .policyViolation,
        "whoever finds a token may join for \(pki.tokenLifetime)",
        at: "spec.pki.expiry.token",
        hint: "use 24h: kthwctl token renew makes new ones"
      )
    }
    switch encryption.provider {
    case .none:
      doubts.add(
        .policyViolation,
        "secrets are stored in plain text",
        at: "spec.encryption.provider",
        hint: "use secretbox"
      )
    case .local(let cipher) where cipher != .secretbox:
      doubts.add(
        .policyViolation,
        cipher == .aescbc
          ? "aescbc is weak against padding oracles"
          : "aesgcm needs a new key within 200 000 writes",
        at: "spec.encryption.provider",
        hint: "use secretbox"
      )
    case .local: break
    case .keyService:
      for doubt in encryption.configuration(for: kubernetesVersion).doubts(for: kubernetesVersion) {
        doubts.add(doubt, at: EncryptionSettings.path(of: doubt.place?.field ?? ""))
      }
    }
    let damaged = ReleaseNumber(3, 5, 0)...ReleaseNumber(3, 5, 2)
    if damaged.contains(versions.etcd) {
      doubts.add(
        .policyViolation,
        "etcd 3.5.0 to 3.5.2 can lose data",
        at: "spec.versions.etcd",
        hint: "use 3.5.3 or later"
      )
    }
  }

  /// Flags that name files which are laid out here.
  private func doubtExtraArguments(_ doubts: inout ClusterRules) {
    for program in extraArguments.keys.sorted() {
      for argument in extraArguments[program] ?? [] where argument.namesFile {
        doubts.add(
          .policyViolation,
          "--\(argument.flag) takes another file than the one that is laid out for \(program)",
          at: "spec.extraArgs.\(program).\(argument.flag)",
          hint: "only the file named here counts, and nothing here looks after it"
        )
      }
    }
  }
}

extension ExtraArgument {
  /// Whether the flag names a file or a directory of those that every machine
  /// gets.
  fileprivate var namesFile: Bool {
    ["kubeconfig", "config", "data-dir", "wal-dir"].contains(flag)
      || ["-file", "-cafile", "-certfile", "-keyfile", "-kubeconfig", "-certificate", "-key"]
        .contains { flag.hasSuffix($0) }
      || ["-provider-config", "-certificate-authority"].contains { flag.hasSuffix($0) }
  }
}
