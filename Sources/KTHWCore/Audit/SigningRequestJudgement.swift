/// Whether a kubelet's request for a certificate may be approved, judged
/// against the machines that a cluster has.
///
/// What must hold is what API servers demand of the two signers
/// (https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#kubernetes-signers),
/// and what they cannot know: that the machine is one of the cluster's, and
/// that the names are its own.
public struct SigningRequestJudgement: Sendable {
  /// What a certificate of a kubelet is for.
  public enum Purpose: String, Hashable, Sendable {
    /// What it shows to API servers as their client.
    case client
    /// What it shows to those who call it.
    case serving

    /// Who signs it.
    public var signerName: String {
      switch self {
      case .client: "kubernetes.io/kube-apiserver-client-kubelet"
      case .serving: "kubernetes.io/kubelet-serving"
      }
    }

    fileprivate var usage: String { self == .client ? "client auth" : "server auth" }
  }

  /// What is to be done about a request.
  public enum Verdict: Hashable, Sendable {
    /// It may be approved.
    case approve
    /// It must not be, for these reasons.
    case refuse([String])
    /// Somebody decided already.
    case settled(ClusterSigningRequest.Decision)
    /// It is no kubelet's, so nothing is known of it here.
    case foreign(String)
  }

  /// The request.
  public let request: ClusterSigningRequest
  /// What it is for, as far as that can be told.
  public private(set) var purpose: Purpose?
  /// The machine that it names; it need not be one of the cluster.
  public private(set) var node: String?
  /// The names that are asked for.
  public private(set) var names: [SubjectAlternativeName] = []
  /// What is to be done.
  public private(set) var verdict = Verdict.approve

  /// The cluster's machines, by what may be asked of them.
  struct Terms {
    /// Gives a machine by its name.
    var host: (String) -> ClusterHost?
    /// Gives the machine that a token was made for, by the token's id.
    var owner: (String) -> String? = { _ in nil }
  }

  init(_ request: ClusterSigningRequest, in terms: Terms) {
    self.request = request
    let facts = Result { try SigningRequestJudgement.facts(of: request) }
    let subject = try? facts.get().subject
    node = subject?.commonName.flatMap(SigningRequestJudgement.node)
    names = (try? facts.get().subjectAlternativeNames) ?? []
    purpose = SigningRequestJudgement.purpose(of: request, named: !names.isEmpty)
    if let decision = request.decision {
      verdict = .settled(decision)
      return
    }
    guard let purpose else {
      verdict = unknownPurpose(subject)
      return
    }
    var reasons: [String] = []
    switch facts {
    case .success(let facts): reasons = objections(to: facts, as: purpose, terms)
    case .failure(let error as KTHWError): reasons = error.problems.map(\.message)
    case .failure: reasons = ["the request cannot be read"]
    }
    verdict = reasons.isEmpty ? .approve : .refuse(reasons)
  }
}

// MARK: - What it is

extension SigningRequestJudgement {
  private static func facts(of request: ClusterSigningRequest) throws -> RequestFacts {
    guard let pem = request.pem else {
      throw KTHWError(.syntax, "spec.request is missing, or no base64")
    }
    let blocks = try PEM.blocks(in: pem, surroundings: .nothing)
    guard blocks.count == 1, let block = blocks.first else {
      throw KTHWError(.syntax, "has \(blocks.count) PEM blocks, and must have one")
    }
    guard block.label == "CERTIFICATE REQUEST", block.headers.isEmpty else {
      throw KTHWError(
        .syntax,
        "its PEM block is \(Terminal.quoted(block.label)), and must be CERTIFICATE REQUEST"
      )
    }
    return try CertificateReader.request(der: block.bytes)
  }

  private static func purpose(of request: ClusterSigningRequest, named hasNames: Bool) -> Purpose? {
    if let name = request.signerName {
      return [Purpose.client, .serving].first { $0.signerName == name }
    }
    switch request.version {
    case nil: return hasNames ? .serving : .client
    // Up to 1.17 nobody was named.
    case "v1beta1": return [Purpose.serving, .client].first { request.usages.contains($0.usage) }
    default: return nil
    }
  }

  /// The machine that a user's name or a common name stands for.
  private static func node(_ user: String) -> String? {
    let prefix = RBACIdentity.nodeUserPrefix
    return user.hasPrefix(prefix) ? String(user.dropFirst(prefix.count)) : nil
  }

  /// A request that neither of a kubelet's signers gets.
  private func unknownPurpose(_ subject: DistinguishedName?) -> Verdict {
    let isOfNode =
      node != nil || subject?.organizations.contains(RBACIdentity.nodesGroup) == true
      || SigningRequestJudgement.node(request.username ?? "") != nil
    let signer = request.signerName.map { "the signer is \(Terminal.quoted($0))" }
    guard isOfNode else { return .foreign(signer ?? "nobody says who is to sign it") }
    return .refuse([
      (signer ?? "no signer is named") + "; kubelets ask "
        + [Purpose.serving, .client].map(\.signerName).joined(separator: " or ")
    ])
  }
}

// MARK: - What is wrong

extension SigningRequestJudgement {
  private func objections(
    to facts: RequestFacts,
    as purpose: Purpose,
    _ terms: Terms
  ) -> [String] {
    var reasons: [String] = []
    if !facts.isSignatureValid {
      reasons.append("it is not signed with the key that it names")
    }
    reasons += subjectObjections(to: facts.subject)
    let host = node.flatMap(terms.host)
    if let node, host?.has(.worker) != true {
      reasons.append(
        host == nil
          ? "the cluster has no machine named \(Terminal.quoted(node))"
          : "\(Terminal.printable(node)) is no worker, so no kubelet runs there"
      )
    }
    if request.name != nil {
      reasons += usageObjections(as: purpose)
      reasons += requesterObjections(as: purpose, terms)
    }
    return reasons + nameObjections(to: facts, as: purpose, of: host)
      + extensionObjections(to: facts)
  }

  private func subjectObjections(to subject: DistinguishedName) -> [String] {
    var reasons: [String] = []
    if subject.organizations != [RBACIdentity.nodesGroup] {
      let found = subject.organizations.map(Terminal.quoted).joined(separator: ", ")
      reasons.append(
        "O must be exactly \(RBACIdentity.nodesGroup), and is \(found.isEmpty ? "missing" : found)"
      )
    }
    let names = subject.values(of: .commonName)
    if names.count != 1 || node?.isEmpty != false {
      let found = names.map(Terminal.quoted).joined(separator: ", ")
      reasons.append(
        "CN must be \(RBACIdentity.nodeUserPrefix)NODE, and is \(found.isEmpty ? "missing" : found)"
      )
    }
    let others = subject.attributes.filter {
      $0.type != .organization && $0.type != .commonName
    }
    if !others.isEmpty {
      let found = others.map { NameAttributeType.shortName(of: $0.type) }
      reasons.append("the subject has \(found.joined(separator: ", ")), which no kubelet writes")
    }
    return reasons
  }

  private func usageObjections(as purpose: Purpose) -> [String] {
    let needed: Set = ["digital signature", purpose.usage]
    let asked = Set(request.usages)
    guard asked != needed, asked != needed.union(["key encipherment"]) else { return [] }
    let found = request.usages.map(Terminal.quoted).joined(separator: ", ")
    return [
      "usages must be digital signature, \(purpose.usage) and at most key encipherment, and are "
        + (found.isEmpty ? "missing" : found)
    ]
  }

  /// Whether somebody asked who may ask for this machine.
  private func requesterObjections(as purpose: Purpose, _ terms: Terms) -> [String] {
    let user = request.username ?? ""
    let shown = user.isEmpty ? "nobody" : Terminal.quoted(user)
    if let asking = SigningRequestJudgement.node(user) {
      var reasons: [String] = []
      if asking != node { reasons.append("\(shown) asked for another than itself") }
      if !request.groups.contains(RBACIdentity.nodesGroup) {
        reasons.append("\(shown) is not of the group \(RBACIdentity.nodesGroup)")
      }
      return reasons
    }
    guard purpose == .client, user.hasPrefix(BootstrapToken.userPrefix) else {
      return ["\(shown) asked, who is not that node"]
    }
    var reasons: [String] = []
    if !request.groups.contains(BootstrapToken.everybodysGroup) {
      reasons.append("\(shown) is not of the group \(BootstrapToken.everybodysGroup)")
    }
    let id = String(user.dropFirst(BootstrapToken.userPrefix.count))
    if let owner = terms.owner(id), owner != node {
      reasons.append("the token \(Terminal.printable(id)) was made for \(owner)")
    }
    return reasons
  }

  private func nameObjections(
    to facts: RequestFacts,
    as purpose: Purpose,
    of host: ClusterHost?
  ) -> [String] {
    let names = facts.subjectAlternativeNames
    let encoded = facts.extensions.first { $0.oid == .subjectAlternativeName }
    var reasons: [String] = []
    if purpose == .client {
      if encoded != nil { reasons.append("a client's certificate must have no names") }
      return reasons
    }
    if names.isEmpty { reasons.append("it asks for no name or address") }
    if let encoded, !names.isEmpty,
      (try? CertificateExtension.subjectAlternativeName(names).value) != encoded.value
    {
      reasons.append("it asks for names of other kinds than DNS and IP")
    }
    let own = Set((host?.alternativeNames ?? []).map(SigningRequestJudgement.folded))
    for name in names {
      switch name {
      case .email, .uri: reasons.append("\(name) is no DNS name and no address")
      case .dns, .ip:
        if let host, !own.contains(SigningRequestJudgement.folded(name)) {
          reasons.append("\(name) is not one of \(host.name)'s names and addresses")
        }
      }
    }
    return reasons
  }

  /// Signers pass over what else is asked for; no kubelet asks for it.
  private func extensionObjections(to facts: RequestFacts) -> [String] {
    let others = facts.extensions.filter { $0.oid != .subjectAlternativeName }
    guard !others.isEmpty else { return [] }
    if case .authority? = facts.basicConstraints { return ["it asks to be an authority"] }
    return [
      "it asks for extensions that no kubelet asks for: "
        + others.map(\.oid.description).joined(separator: ", ")
    ]
  }

  /// Upper and lower case are the same in DNS names.
  private static func folded(_ name: SubjectAlternativeName) -> SubjectAlternativeName {
    if case .dns(let text) = name { .dns(text.lowercased()) } else { name }
  }
}
