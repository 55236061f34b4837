extension AuditJudges {
  /// Tells what keeps machines that have tokens from becoming nodes: rights
  /// that the tokens lack, and controllers that do not do their part.
  static let judgeJoining: OfCluster = { digests, terms, findings in
    let tokens = digests.flatMap { $0.files.flatMap(JudgedToken.all) }
      .filter { $0.isGood(at: terms.now) }
    let areShown = digests.contains { $0.files.contains { !$0.bootstrapTokens.isEmpty } }
    guard !tokens.isEmpty || areShown else { return }
    let bindings = AuditedBinding.all(in: digests).filter(\.isForCluster)
    if !bindings.isEmpty {
      judgeRights(of: tokens, bindings, &findings)
      judgeRotation(digests, bindings, &findings)
    }
    for manager in digests.flatMap(\.invocations)
    where manager.program == .kubeControllerManager && !manager.isOpen {
      judgeSigning(manager, &findings)
      judgeControllers(of: manager, tokens, &findings)
    }
  }

  /// What tokens let their holders do; tokens of the same groups are told of
  /// once.
  private static func judgeRights(
    of tokens: [JudgedToken],
    _ bindings: [AuditedBinding],
    _ findings: inout AuditFindings
  ) {
    var told: Set<[String]> = []
    for token in tokens {
      let identity = token.identity
      func may(_ role: String) -> Bool {
        bindings.contains { $0.mayGrant(role, to: identity) }
      }
      let mayAsk = may(JoiningRole.ask)
      guard !mayAsk || !may(JoiningRole.approveFirst), told.insert(identity.groups).inserted else {
        continue
      }
      findings.add(
        mayAsk ? .unapprovedJoining : .tokenWithoutRights,
        at: token.place,
        "\(mayAsk ? JoiningRole.approveFirst : JoiningRole.ask) is not bound to "
          + identity.groups.map(Terminal.printable).joined(separator: " or ")
      )
    }
  }

  /// Whether nodes that joined get their next certificates.
  private static func judgeRotation(
    _ digests: [AreaDigest],
    _ bindings: [AuditedBinding],
    _ findings: inout AuditFindings
  ) {
    let nodes = RBACIdentity(user: "", groups: [RBACIdentity.nodesGroup])
    guard let joining = bindings.first(where: { $0.role?.text == JoiningRole.ask }),
      digests.contains(where: \.exchangesCertificates),
      !bindings.contains(where: { $0.mayGrant(JoiningRole.approveNext, to: nodes) })
    else { return }
    findings.add(
      .unapprovedRotation,
      at: joining.file.place(joining.role?.mark, field: "roleRef.name"),
      "\(JoiningRole.approveNext) is not bound to \(RBACIdentity.nodesGroup)"
    )
  }

  private static func judgeSigning(
    _ manager: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let controllers = ControllerChoice(manager)
    if !controllers.hasOn("csrsigning") {
      return findings.add(
        .unsignedJoining,
        at: manager.place(of: "controllers"),
        "the controller csrsigning is off",
        remedy: "write --controllers=*,bootstrapsigner,tokencleaner"
      )
    }
    // One of its own for what kubelets ask for, or the one for all.
    let pairs = ["cluster-signing-kubelet-client", "cluster-signing"].map { name in
      [name + "-cert-file", name + "-key-file"]
    }
    let missing = pairs.map { flags in flags.filter { (manager[$0] ?? "").isEmpty } }
    guard !missing.contains(where: \.isEmpty) else { return }
    // The pair that was begun is the one that was meant.
    let begun = missing.first { $0.count == 1 } ?? missing[1]
    findings.add(
      .unsignedJoining,
      at: manager.place(),
      ComponentInvocation.unset(begun)
    )
  }

  private static func judgeControllers(
    of manager: ComponentInvocation,
    _ tokens: [JudgedToken],
    _ findings: inout AuditFindings
  ) {
    let controllers = ControllerChoice(manager)
    let place = manager.place(of: "controllers")
    if !controllers.hasOn("csrapproving") {
      findings.add(.unapprovedJoining, at: place, "the controller csrapproving is off")
    }
    if !controllers.hasOn("tokencleaner") {
      findings.add(.idleTokenControllers, at: place, "the controller tokencleaner is off")
    }
    if tokens.contains(where: \.signs), !controllers.hasOn("bootstrapsigner") {
      findings.add(
        .idleTokenControllers,
        at: place,
        "the controller bootstrapsigner is off, and a token has usage-bootstrap-signing"
      )
    }
  }
}

/// What a machine that joins must be allowed, by the roles that every cluster
/// has for it.
private enum JoiningRole {
  static let ask = "system:node-bootstrapper"
  static let approveFirst = "system:certificates.k8s.io:certificatesigningrequests:nodeclient"
  static let approveNext = "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient"
}

/// A bootstrap token by its Secret, and what it makes of its holder.
private struct JudgedToken {
  /// Where its groups stand.
  let place: Place
  /// Who shows it.
  let identity: RBACIdentity
  /// Whether the cluster signs what others read with it.
  let signs: Bool

  private let secret: BootstrapTokenSecret

  /// The tokens of a file that can be told of as tokens.
  static func all(in file: AuditedFile) -> [JudgedToken] {
    file.tokenSecrets.compactMap { secret in
      guard let token = secret.token else { return nil }
      return JudgedToken(
        place: file.place(secret.mark(of: "auth-extra-groups"), field: "auth-extra-groups"),
        identity: RBACIdentity(
          user: token.identity.user,
          groups: [BootstrapToken.everybodysGroup] + secret.groups
        ),
        signs: secret["usage-bootstrap-signing"] == "true",
        secret: secret
      )
    }
  }

  /// Whether API servers take it; what keeps them from it is told elsewhere.
  func isGood(at now: Timestamp) -> Bool {
    guard secret.authenticates, secret.groups.allSatisfy(BootstrapToken.isGroup) else {
      return false
    }
    switch secret.expiration {
    case .never: return true
    case .unreadable: return false
    case .at(let end): return end > now
    }
  }
}

/// Which controllers a controller manager runs
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/).
private struct ControllerChoice {
  private let words: [Substring]

  init(_ manager: ComponentInvocation) {
    words = (manager.known("controllers") ?? "*").split(separator: ",")
  }

  /// Whether a controller runs: the first word that names it decides.
  func hasOn(_ name: String) -> Bool {
    let names = [name, ControllerChoice.longNames[name] ?? name]
    for word in words {
      if names.contains(where: { word == $0 }) { return true }
      if names.contains(where: { word == "-" + $0 }) { return false }
    }
    return words.contains("*") && !ControllerChoice.offByDefault.contains(name)
  }

  private static let offByDefault: Set<String> = ["bootstrapsigner", "tokencleaner"]
  private static let longNames = [
    "bootstrapsigner": "bootstrap-signer-controller",
    "csrapproving": "certificatesigningrequest-approving-controller",
    "csrsigning": "certificatesigningrequest-signing-controller",
    "tokencleaner": "token-cleaner-controller",
  ]
}

extension AreaDigest {
  /// Whether a kubelet of it asks for new certificates before its own end.
  fileprivate var exchangesCertificates: Bool {
    if invocations.contains(where: {
      $0.program == .kubelet && $0.isOn("rotate-certificates") == true
    }) {
      return true
    }
    return files.contains { file in
      guard case .documents(.kubelet, let documents) = file.content else { return false }
      return documents.contains { $0["rotateCertificates"]?.scalar?.text == "true" }
    }
  }
}
