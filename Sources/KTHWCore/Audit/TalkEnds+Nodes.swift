extension KubeletEnds {
  init(_ scope: TalkScope) {
    let invocation = scope.invocation
    let named = invocation["hostname-override"] ?? scope.area.machine
    node = named?.lowercased()
    address = invocation["node-ip"]?.split(separator: ",").first.map(String.init)
    let document = scope.document(.kubelet)
    func configured(_ flag: String, _ path: String...) -> TalkSource? {
      // A flag wins over the file.
      if let source = scope.source(flag) { return source }
      guard let document else { return nil }
      let field = path.reduce(document.node as Node?) { $0?[$1] }
      guard let field, let value = field.text, !value.isEmpty else { return nil }
      return TalkScope.source(
        value,
        named: .file(document.file.path, field.mark, field: path.joined(separator: ".")),
        in: scope.area
      )
    }
    let authority = configured("client-ca-file", "authentication", "x509", "clientCAFile")
    let certificate = configured("tls-cert-file", "tlsCertFile")
    let place = certificate?.named ?? document.map { .file($0.file.path) } ?? invocation.place()
    let bootstraps =
      document?.node["serverTLSBootstrap"]?.scalar?.text == "true"
      || invocation.isOn("rotate-server-certificates") == true
    let own = invocation["cert-dir"] ?? "/var/lib/kubelet/pki"
    // What it made before is used again.
    let made = ["kubelet.crt", "kubelet.key"].map { scope.area.file(at: own + "/" + $0) }
    var fallback = TalkServer.Identity.selfSigned(place)
    if bootstraps {
      fallback = .later(
        "the cluster issues the kubelet's certificate when the node joins, once its request is "
          + "approved (kthwctl csr check)"
      )
    } else if let certificate = made[0], let key = made[1] {
      fallback = .files(
        certificate: TalkSource(named: place, content: .file(certificate)),
        key: TalkSource(named: place, content: .file(key))
      )
    }
    server = TalkServer(
      party: scope.party,
      identity: TalkServer.Identity(
        certificate,
        configured("tls-private-key-file", "tlsPrivateKeyFile"),
        else: fallback
      ),
      demand: authority.map { .certificateIfAny($0) } ?? .nothing,
      addresses: [],
      place: place
    )
  }
}

extension APIClientEnds {
  /// A kubelet as a client: with its own kubeconfig, or with the one that it
  /// gets its first certificate by.
  static func ofKubelet(_ scope: TalkScope) -> APIClientEnds? {
    let own = scope.source("kubeconfig")
    let first = scope.source("bootstrap-kubeconfig")
    if let first, own.map({ if case .missing = $0.content { true } else { false } }) ?? true {
      return APIClientEnds(scope, .kubelet, kubeconfig: first, .somebody)
    }
    let node = scope.invocation["hostname-override"] ?? scope.area.machine
    return APIClientEnds(scope, .kubelet, kubeconfig: own, .node(node?.lowercased()))
  }

  /// A program that is given a kubeconfig; nil where it is given none.
  init?(
    _ scope: TalkScope,
    _ kind: TalkEdge.Kind,
    kubeconfig source: TalkSource?,
    _ demand: TalkDemand
  ) {
    guard let source else { return nil }
    self.init(scope.party, kind, source, demand, in: scope.area)
  }

  /// Somebody with a kubeconfig.
  init(
    _ party: TalkParty,
    _ kind: TalkEdge.Kind,
    _ source: TalkSource,
    _ demand: TalkDemand,
    in area: AuditedArea
  ) {
    self.kind = kind
    self.demand = demand
    // Where it cannot be read there is nothing to check by or to show.
    client = TalkClient(
      party: party,
      certificate: source,
      check: .authority(source),
      place: source.named
    )
    guard case .file(let file) = source.content, case .kubeconfig(let kubeconfig) = file.content
    else { return }
    let chosen = kubeconfig.contexts[kubeconfig.currentContext]
    let place = file.place()
    client.place = place
    guard let chosen, let cluster = kubeconfig.clusters[chosen.cluster] else { return }
    let user = kubeconfig.users[chosen.user] ?? KubeconfigUser()
    host = DialedHost(cluster.server)
    client.serverName = cluster.tlsServerName.isEmpty ? nil : cluster.tlsServerName
    func material(_ path: String, _ data: [UInt8], _ field: String) -> TalkSource? {
      let place = file.place(field: field)
      if !data.isEmpty { return TalkSource(named: place, content: .text(data)) }
      guard !path.isEmpty else { return nil }
      // What is relative is so to the kubeconfig.
      let directory = (file.machinePath ?? file.path).split(
        separator: "/",
        omittingEmptySubsequences: false
      ).dropLast().joined(separator: "/")
      let whole = path.hasPrefix("/") ? path : directory + "/" + path
      return TalkScope.source(whole, named: place, in: area)
    }
    let (clusterField, userField) = ("clusters.\(chosen.cluster)", "users.\(chosen.user)")
    let authority = material(
      cluster.certificateAuthority,
      cluster.certificateAuthorityData,
      "\(clusterField).certificate-authority"
    )
    client.check =
      cluster.insecureSkipTLSVerify ? .none : authority.map { .authority($0) } ?? .system
    client.certificate = material(
      user.clientCertificate,
      user.clientCertificateData,
      "\(userField).client-certificate"
    )
    client.key =
      user.clientKeyData.map {
        TalkSource(named: file.place(field: "\(userField).client-key"), content: .secret($0))
      } ?? material(user.clientKey, [], "\(userField).client-key")
    if !user.token.isEmpty || !user.tokenFile.isEmpty {
      client.otherCredential = "a token"
    } else if user.exec != nil || user.authProvider != nil {
      client.otherCredential = "a program that it asks"
    } else if !user.username.isEmpty {
      client.otherCredential = "a password"
    }
  }
}

extension TalkEnds {
  /// Adds what is not started by a unit: people's kubeconfigs, clients of etcd.
  mutating func addLooseClients(_ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    let started = Set(apiClients.compactMap(\.client.place.file))
    for file in area.files where !started.contains(file.path) {
      guard case .kubeconfig = file.content else { continue }
      let source = TalkSource(named: file.place(), content: .file(file))
      let stem = TalkEnds.stem(of: file.name)
      var ends = APIClientEnds(TalkParty(stem), .admin, source, .somebody, in: area)
      ends.adoptRole(ownedBy: area, stem)
      apiClients.append(ends)
    }
    // By the subjects of the CAs that members of etcd trust.
    for etcd in etcds {
      guard case .file(let authority)? = etcd.clientAuthority?.content else { continue }
      let issuers = Set(authority.certificates.map(\.subjectDER))
      for file in area.files {
        guard let leaf = file.certificates.first, !leaf.isAuthority,
          issuers.contains(leaf.issuerDER),
          leaf.extendedKeyUsages?.contains(.serverAuthentication) != true,
          !TalkEnds.isNamed(file, by: invocations, in: area),
          let key = TalkEnds.key(of: file, in: area)
        else { continue }
        etcdClients.append(
          EtcdClientEnds(
            client: TalkClient(
              party: TalkParty(TalkEnds.stem(of: file.name), on: area.machine),
              certificate: TalkSource(named: file.place(), content: .file(file)),
              key: TalkSource(named: key.place(), content: .file(key)),
              check: .authority(TalkSource(named: authority.place(), content: .file(authority))),
              place: file.place()
            )
          )
        )
      }
    }
  }

  /// Whether a program is given a file by one of its flags.
  private static func isNamed(
    _ file: AuditedFile,
    by invocations: [ComponentInvocation],
    in area: AuditedArea
  ) -> Bool {
    invocations.contains { invocation in
      invocation.arguments.contains { argument in
        guard let value = argument.value, value.hasSuffix("/" + file.name) else { return false }
        return area.file(at: value)?.path == file.path
      }
    }
  }

  /// The file of the key that belongs to a certificate's, by its name.
  static func key(of file: AuditedFile, in area: AuditedArea) -> AuditedFile? {
    let stem = TalkEnds.stem(of: file.path)
    let wanted = [stem + "-key.pem", stem + ".key", stem + "-key.key", stem + ".key.pem"]
    return area.files.first { wanted.contains($0.path) }
  }

  /// A name without its ending.
  static func stem(of name: String) -> String {
    for ending in [".kubeconfig", ".pem", ".crt", ".cert", ".conf", ".yaml", ".yml", ".key"]
    where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}

extension APIClientEnds {
  /// Takes the kind that the client's certificate makes of it: copies of
  /// components' kubeconfigs lie about without the units.
  fileprivate mutating func adoptRole(ownedBy area: AuditedArea, _ stem: String) {
    guard let subject = client.shownSubject, let identity = RBACIdentity(subject) else { return }
    switch identity.user {
    case "system:kube-controller-manager": kind = .controllerManager
    case "system:kube-scheduler": kind = .scheduler
    case "system:kube-proxy": kind = .kubeProxy
    case let user where user.hasPrefix(RBACIdentity.nodeUserPrefix):
      kind = .kubelet
      demand = .node(nil)
    default: break
    }
  }
}

extension TalkClient {
  /// Whom its certificate names, where that is at hand without reading more.
  var shownSubject: DistinguishedName? {
    switch certificate?.content {
    case .file(let file): file.certificates.first?.subject
    case .text(let bytes):
      (try? CertificateReader.certificates(pem: bytes))?.first?.subject
    default: nil
    }
  }
}
