extension AuditJudges {
  /// Tells what objects for `kubectl apply` show by themselves.
  static let judgeManifest: OfFile = { file, terms, findings in
    guard case .documents(.manifest, let documents) = file.content else { return }
    for document in documents where document.entries != nil {
      judgeServed(document, file, terms, &findings)
      let kind = document["kind"]?.text ?? ""
      let name = document["metadata"]?["name"]
      if kind == "ClusterRole" || kind == "ClusterRoleBinding",
        let text = name?.text, BuiltInRoles.all.contains(text)
      {
        findings.add(
          .recreatedRole,
          at: file.place(name?.mark, field: "metadata.name"),
          "every cluster has a \(kind) \(Terminal.quoted(text))"
        )
      }
      judgeOpenBinding(document, kind, file, &findings)
      for container in document["spec"]?["template"]?["spec"]?["containers"]?.items ?? [] {
        guard let image = container["image"], image.text?.contains("k8s-dns-kube-dns") == true
        else { continue }
        findings.add(
          .oldNameService,
          at: file.place(image.mark, field: "image"),
          "the image is \(Terminal.quoted(image.text ?? ""))"
        )
      }
    }
  }

  private static func judgeServed(
    _ document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let version = document["apiVersion"]?.text, let kind = document["kind"]?.text,
      let fact = ServedVersion.all.first(where: { $0.version == version && $0.holds(kind) })
    else { return }
    let place = file.place(document["apiVersion"]?.mark, field: "apiVersion")
    let remedy = "write \(fact.successor)"
    guard let minor = terms.kubernetesVersion?.minor else {
      let seen = "\(version) of \(kind) is not served from 1.\(fact.gone) on"
      findings.add(.ageingVersion, at: place, Terminal.printable(seen), remedy: remedy)
      return
    }
    if minor >= fact.gone {
      let seen = "\(version) of \(kind) is not served since 1.\(fact.gone)"
      findings.add(.unservedVersion, at: place, Terminal.printable(seen), remedy: remedy)
    } else if minor >= fact.successorFrom {
      let seen = "\(version) of \(kind) goes with 1.\(fact.gone)"
      findings.add(.ageingVersion, at: place, Terminal.printable(seen), remedy: remedy)
    }
  }

  private static func judgeOpenBinding(
    _ document: Node,
    _ kind: String,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard kind == "ClusterRoleBinding", document["roleRef"]?["name"]?.text == "cluster-admin"
    else { return }
    let everybody = [
      "system:anonymous", "system:unauthenticated", "system:authenticated",
      "system:serviceaccounts",
    ]
    for subject in document["subjects"]?.items ?? [] {
      guard let name = subject["name"], let text = name.text, everybody.contains(text) else {
        continue
      }
      findings.add(
        .openBinding,
        at: file.place(name.mark, field: "subjects"),
        "\(text) may do everything"
      )
    }
  }

  /// Tells of bindings that do not fit certificates, and the other way round.
  static let judgeBindings: OfCluster = { digests, _, findings in
    let bindings = AuditedBinding.all(in: digests)
    guard !bindings.isEmpty else { return }
    let roles = Set(digests.flatMap { $0.files.flatMap(\.definedRoles) })
    for binding in bindings {
      guard let role = binding.role, let name = role.text, !roles.contains(name),
        !BuiltInRoles.all.contains(name),
        let nearest = Spelling.nearest(to: name, among: BuiltInRoles.all.sorted(), within: 2)
      else { continue }
      findings.add(
        .strangeRole,
        at: binding.file.place(role.mark, field: "roleRef.name"),
        "there is no role \(Terminal.quoted(name))",
        remedy: "did you mean \(nearest)?"
      )
    }
    judgeSubjects(of: bindings, digests, &findings)
    judgeKubeletClients(bindings, digests, &findings)
  }

  private static func judgeSubjects(
    of bindings: [AuditedBinding],
    _ digests: [AreaDigest],
    _ findings: inout AuditFindings
  ) {
    let named = bindings.flatMap { binding in binding.users.map { (binding, $0) } }
    let common = Set(ComponentIdentity.all.map(\.user))
    guard named.contains(where: { !common.contains($0.1.text ?? "") }) else { return }
    var users: Set<String> = []
    for file in digests.flatMap(\.files) {
      for certificate in file.certificates where !certificate.isAuthority {
        certificate.subject.commonName.map { _ = users.insert($0) }
      }
      guard case .kubeconfig(let kubeconfig) = file.content else { continue }
      for (_, user) in kubeconfig.users {
        user.embeddedIdentity.map { _ = users.insert($0.user) }
      }
    }
    for (binding, node) in named {
      guard let user = node.text, !users.contains(user), !common.contains(user) else { continue }
      let subject = RBACIdentity(user: user).subject()
      // Who is near to nobody may have a certificate that is elsewhere.
      let isNode = user.hasPrefix(RBACIdentity.nodeUserPrefix)
      let misspelt = isNode ? nil : IdentityMisspelling.problems(in: subject).first
      let nearest =
        user.utf8.count >= 6 && !isNode
        ? Spelling.nearest(to: user, among: users.sorted(), within: 2) : nil
      guard misspelt != nil || nearest != nil else { continue }
      findings.add(
        .strangeSubject,
        at: binding.file.place(node.mark, field: "subjects"),
        "no certificate is of the user \(Terminal.quoted(user))",
        remedy: nearest.map { "did you mean \(Terminal.printable($0))?" } ?? misspelt?.hint
      )
    }
  }

  /// Whom kubelets take API servers for, and whether that user has rights.
  private static func judgeKubeletClients(
    _ bindings: [AuditedBinding],
    _ digests: [AreaDigest],
    _ findings: inout AuditFindings
  ) {
    var told: Set<RBACIdentity> = []
    for digest in digests {
      for server in digest.invocations where server.program == .kubeAPIServer {
        guard let path = server["kubelet-client-certificate"],
          let certificate = digest.file(at: path)?.certificates.first,
          let identity = RBACIdentity(certificate.subject), !identity.isAdministrator,
          told.insert(identity).inserted
        else { continue }
        let isBound = bindings.contains { binding in
          binding.isForCluster
            && (binding.users.contains { $0.text == identity.user }
              || binding.groups.contains { identity.groups.contains($0.text ?? "") })
        }
        guard !isBound else { continue }
        findings.add(
          .unboundKubeletClient,
          at: server.place(of: "kubelet-client-certificate"),
          "the certificate is of \(Terminal.quoted(identity.user)), to whom nothing is bound"
        )
      }
    }
  }
}

extension AuditedFile {
  /// The names of the ClusterRoles that it makes.
  fileprivate var definedRoles: [String] {
    manifestObjects.compactMap { document in
      document["kind"]?.text == "ClusterRole" ? document["metadata"]?["name"]?.text : nil
    }
  }
}

extension AreaDigest {
  /// The file that a program of the area would open; in a heap the only one
  /// of that name.
  fileprivate func file(at path: String) -> AuditedFile? {
    if let exact = files.first(where: { $0.machinePath == path }) { return exact }
    guard kind == .heap, let name = path.split(separator: "/").last else { return nil }
    let found = files.filter { $0.name == name }
    return found.count == 1 ? found[0] : nil
  }
}
