/// Walks over the plan of a cluster, and hands each file with its contents
/// and what is there already to a sink.
struct ClusterMaker: Sendable {
  let plan: ClusterPlan
  let issuer: CredentialIssuer
  let sink: any TreeSink
  let render: GenerateCluster.Renderer
  let scope: GenerateCluster.Scope

  private var spec: ClusterSpec { plan.spec }

  /// Makes what belongs to one machine.
  ///
  /// - Parameters:
  ///   - host: the machine.
  ///   - position: where it stands among all machines.
  ///   - shared: what all machines share.
  ///   - worker: the calling thread's.
  /// - Returns: what was done.
  /// - Throws: ``KTHWError``; what the sink throws.
  func make(
    _ host: ClusterHost,
    at position: Int,
    with shared: SharedMaterials,
    using worker: ClusterWorker
  ) throws -> ClusterTally {
    var tally = ClusterTally(part: position + 1)
    var own: [String: ResolvedCredential] = [:]
    guard scope != .authorities else { return tally }
    for credential in plan.catalog.credentials(of: host) {
      let authority = credential.authority.flatMap { shared.authorities[$0] }
      let resolved = try issuer.certificate(credential, signedBy: authority, using: worker)
      try place(resolved, &tally)
      own[credential.name] = resolved
    }
    var kubeconfigs: [String: OutputFile.Contents] = [:]
    let isWhole = scope == .everything
    let token = isWhole ? try token(of: host, with: shared, &tally) : nil
    let overlay = isWhole ? plan.tokens(of: host) + plan.overlay(of: host) : []
    for artifact in plan.kubeconfigs(of: host).filter(scope.includes) + overlay {
      let credential = artifact.content.credential
        .flatMap { own[$0] ?? shared.credentials[$0] }
      let wanted: OutputFile.Contents?
      switch artifact.content {
      case .kubeconfig(let recipe):
        wanted =
          try kubeconfigs[recipe.name] ?? shared.kubeconfigs[recipe.name]
          ?? kubeconfig(recipe, own[recipe.credential], shared)
        kubeconfigs[recipe.name] = wanted
      case .bootstrapToken: wanted = token?.manifest
      case .bootstrapKubeconfig: wanted = token?.kubeconfig
      case .encryptionConfiguration: wanted = shared.encryption
      case .rendered(let file, _): wanted = .text(try render(file, host, spec))
      case .link, .description: wanted = nil
      case .certificate, .request, .privateKey, .publicKey:
        wanted = credential?.file(artifact.content).wanted
      }
      try place(PlannedFile(artifact: artifact, wanted: wanted, credential: credential), &tally)
    }
    return tally
  }

  /// The text of a kubeconfig; nil where what it holds is not made.
  func kubeconfig(
    _ recipe: KubeconfigRecipe,
    _ credential: ResolvedCredential?,
    _ shared: SharedMaterials
  ) throws -> OutputFile.Contents? {
    guard let certificate = credential?.certificate, let key = credential?.key else { return nil }
    if let form = shared.form, form.server == recipe.server {
      return .secret(
        try form.text(user: recipe.user, certificate: certificate.plain, key: key.secret)
      )
    }
    guard let authority = shared.credentials["ca"]?.certificate else { return nil }
    let kubeconfig = Kubeconfig(
      cluster: spec.name,
      server: recipe.server,
      certificateAuthority: authority.plain,
      user: recipe.user,
      credentials: KubeconfigUser(certificate: certificate.plain, key: key.secret)
    )
    return .secret(try kubeconfig.yaml())
  }

  /// Hands on the files of a credential.
  func place(_ resolved: ResolvedCredential, _ tally: inout ClusterTally) throws {
    tally.add(resolved.credential.name, resolved.fate, for: resolved.term)
    for problem in resolved.warnings { tally.warn(problem) }
    // Whoever writes does not ask what else there is of it.
    let shown = issuer.isMaking ? nil : resolved
    for artifact in resolved.credential.artifacts {
      let (wanted, old) = resolved.file(artifact.content)
      try hand(
        PlannedFile(artifact: artifact, wanted: wanted, old: old, credential: shown),
        &tally
      )
    }
  }

  /// Hands on a file, once it is known what is there.
  func place(_ file: PlannedFile, _ tally: inout ClusterTally) throws {
    guard let old = issuer.old else { return try hand(file, &tally) }
    var file = file
    if case .link = file.artifact.content {
      file.oldLink = try old.oldLink(of: file.artifact.path)
    } else {
      file.old = try old.oldContents(of: file.artifact.path)
    }
    try hand(file, &tally)
  }

  private func hand(_ file: PlannedFile, _ tally: inout ClusterTally) throws {
    if file.isDone {
      try sink.keep(file.artifact.path)
      tally.addUnchanged()
    } else {
      try sink.write(file)
      tally.addWritten(file.artifact.path, isNew: file.isNew)
    }
  }
}

/// What all machines of a cluster share, made before any of theirs.
struct SharedMaterials: Sendable {
  /// Those who sign, by the names of their credentials; one that is yet to be
  /// made is missing.
  var authorities: [String: SigningAuthority] = [:]
  /// The credentials by their names.
  var credentials: [String: ResolvedCredential] = [:]
  /// The kubeconfigs that are the same on every machine, by their names.
  var kubeconfigs: [String: OutputFile.Contents] = [:]
  /// What the kubeconfigs of machines share; nil where no authority is made.
  var form: KubeconfigForm?
  /// The kubeconfig of machines that join with tokens; nil where none do.
  var joining: BootstrapKubeconfig?
  /// The keys that encrypt what etcd stores.
  var encryption: OutputFile.Contents?
}
