extension ClusterMaker {
  /// Makes what all machines share: authorities one by one, then what they
  /// sign side by side.
  ///
  /// - Parameters:
  ///   - workers: the threads that work.
  ///   - random: where keys come from that encrypt what etcd stores.
  ///   - tally: is told what was done.
  /// - Returns: what the machines need of it.
  /// - Throws: ``KTHWError``; what the sink throws.
  func makeShared(
    workers: ParallelWorkers<ClusterWorker>,
    random: (_ count: Int) throws -> [UInt8],
    _ tally: inout ClusterTally
  ) throws -> SharedMaterials {
    var shared = SharedMaterials()
    let credentials = plan.catalog.shared
    let first = try workers.own()
    first.primesSideBySide = workers.areSeveral
    for credential in credentials where credential.kind == .authority {
      let (resolved, authority) = try issuer.authority(credential, using: first)
      shared.credentials[credential.name] = resolved
      shared.authorities[credential.name] = authority
      try place(resolved, &tally)
    }
    first.primesSideBySide = false
    let others = scope == .authorities ? [] : credentials.filter { $0.kind != .authority }
    for (resolved, part) in try resolve(others, shared.authorities, workers) {
      shared.credentials[resolved.credential.name] = resolved
      tally.add(part)
    }
    tally.begin(section: others.count + 1)
    let artifacts = plan.shared.filter(scope.includes)
    if let artifact = artifacts.first(where: { $0.content == .encryptionConfiguration }) {
      var file = PlannedFile(artifact: artifact)
      file.old = try issuer.old?.oldContents(of: artifact.path)
      shared.encryption = try encryption(file.old, random, &tally)
      file.wanted = shared.encryption
      try place(file, &tally)
    } else if plan.spec.encryption.provider == .none,
      try issuer.old?.oldContents(of: ClusterPlan.encryptionPath) != nil
    {
      tally.warn(encryptionIsGivenUp)
    }
    if let authority = shared.credentials["ca"]?.certificate {
      shared.form = try KubeconfigForm(
        cluster: plan.spec.name,
        server: plan.spec.endpoint.description,
        certificateAuthority: authority.plain
      )
      if plan.spec.pki.nodeCredentials == .bootstrap {
        shared.joining = try BootstrapKubeconfig(plan.spec, certificateAuthority: authority.plain)
      }
    }
    for artifact in artifacts {
      switch artifact.content {
      case .kubeconfig(let recipe):
        let text = try kubeconfig(recipe, shared.credentials[recipe.credential], shared)
        shared.kubeconfigs[recipe.name] = text
        try place(PlannedFile(artifact: artifact, wanted: text), &tally)
      case .rendered(let file, _):
        let text = OutputFile.Contents.text(try render(file, nil, plan.spec))
        try place(PlannedFile(artifact: artifact, wanted: text), &tally)
      default: continue
      }
    }
    return shared
  }

  /// Finds out what becomes of credentials, hands on their files, and tells
  /// both in the credentials' order.
  private func resolve(
    _ credentials: [Credential],
    _ authorities: [String: SigningAuthority],
    _ workers: ParallelWorkers<ClusterWorker>
  ) throws -> [(ResolvedCredential, ClusterTally)] {
    let maker = self
    let none: (ResolvedCredential, ClusterTally)? = nil
    let results = Guarded(Array(repeating: none, count: credentials.count))
    try workers.each(count: credentials.count) { worker, index in
      let credential = credentials[index]
      let resolved: ResolvedCredential
      if let name = credential.authority {
        resolved = try maker.issuer.certificate(
          credential,
          signedBy: authorities[name],
          using: worker
        )
      } else {
        resolved = try maker.issuer.keyPair(credential, using: worker)
      }
      var tally = ClusterTally(section: index + 1)
      try maker.place(resolved, &tally)
      results.withLock { $0[index] = (resolved, tally) }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}

// MARK: - Encryption at rest

extension ClusterMaker {
  /// The keys that encrypt what etcd stores, as every API server needs them:
  /// the old text, where it does what is wanted; nil where this run makes no
  /// new key.
  private func encryption(
    _ old: OldFile?,
    _ random: (_ count: Int) throws -> [UInt8],
    _ tally: inout ClusterTally
  ) throws -> OutputFile.Contents? {
    let settings = plan.spec.encryption
    let version = plan.spec.kubernetesVersion
    let shown = issuer.root + "/" + ClusterPlan.encryptionPath
    let before = try old.map { try EncryptionConfiguration(text: $0.bytes, file: shown) }
    if let before, let old, settings.isDone(by: before, for: version) {
      return .secret(old.secret)
    }
    if before != nil { tally.warn(rollOut(shown)) }
    guard issuer.isMaking else { return nil }
    do {
      let made = try settings.configuration(replacing: before, for: version, using: random)
      return made.map { .secret($0.text()) }
    } catch let error as KTHWError {
      throw error.within(.file(shown))
    }
  }

  private func rollOut(_ shown: String) -> Problem {
    Problem(
      .policyViolation,
      "the keys that encrypt what etcd stores change",
      at: .file(shown),
      hint: "an API server with the old file cannot read what one with the new file writes: stop "
        + "all API servers, or give all of them the file first, then restart them; then rewrite "
        + "what is stored with kubectl replace"
    )
  }

  private var encryptionIsGivenUp: Problem {
    Problem(
      .policyViolation,
      "the cluster is to store everything in plain text, and there are keys of encrypted data",
      at: .file(issuer.root + "/" + ClusterPlan.encryptionPath),
      hint: "before API servers lose the file, make identity its first provider and rewrite what "
        + "is stored; the file stays here"
    )
  }
}
