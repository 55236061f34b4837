extension TalkEnds {
  /// Finds every end in an area.
  ///
  /// - Parameters:
  ///   - area: its files.
  ///   - invocations: the programs that it starts.
  init(_ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    machine = area.machine
    for invocation in invocations {
      let scope = TalkScope(area: area, invocation: invocation)
      switch invocation.program {
      case .kubeAPIServer: apiServers.append(APIServerEnds(scope))
      case .etcd: etcds.append(EtcdEnds(scope))
      case .kubelet:
        kubelets.append(KubeletEnds(scope))
        apiClients += APIClientEnds.ofKubelet(scope).map { [$0] } ?? []
      case .kubeControllerManager:
        apiClients +=
          APIClientEnds(
            scope,
            .controllerManager,
            kubeconfig: scope.source("kubeconfig"),
            .user("system:kube-controller-manager")
          ).map { [$0] } ?? []
      case .kubeScheduler:
        apiClients +=
          APIClientEnds(
            scope,
            .scheduler,
            kubeconfig: scope.configured(.scheduler) ?? scope.source("kubeconfig"),
            .user("system:kube-scheduler")
          ).map { [$0] } ?? []
      case .kubeProxy:
        apiClients +=
          APIClientEnds(
            scope,
            .kubeProxy,
            kubeconfig: scope.configured(.kubeProxy) ?? scope.source("kubeconfig"),
            .user("system:kube-proxy")
          ).map { [$0] } ?? []
      case .containerd: break
      }
    }
    for file in area.files {
      if case .text(let kind, let text) = file.content {
        switch kind {
        // On workers nobody asks where others are.
        case .hosts where isHub || area.machine == nil:
          hosts += TalkEnds.entries(ofHosts: text)
        case .haproxy: healthChecks += HealthCheckEnds.ofHAProxy(text, file, area)
        case .nginx: healthChecks += HealthCheckEnds.ofNginx(text, file, area)
        default: break
        }
      }
    }
    addLooseClients(area, invocations)
    addUnnamed(in: area)
  }

  /// The lines of `/etc/hosts`.
  private static func entries(ofHosts text: String) -> [(address: String, names: [String])] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard words.count > 1, IPAddress(strict: words[0]) != nil else { return nil }
      return (words[0], Array(words.dropFirst()))
    }
  }
}

/// A program with the area that its files are looked for in.
struct TalkScope {
  let area: AuditedArea
  let invocation: ComponentInvocation

  /// The party that the program is.
  ///
  /// Members of etcd have names of their own, which tell those apart that are
  /// on no machine.
  var party: TalkParty {
    let program = invocation.program.rawValue
    guard invocation.program == .etcd, area.machine == nil, let name = invocation["name"] else {
      return TalkParty(program, on: area.machine)
    }
    return TalkParty("\(program) \(name)")
  }

  /// What a flag names; nil where it is not given.
  func source(_ flag: String) -> TalkSource? {
    guard let path = invocation[flag], !path.isEmpty else { return nil }
    return TalkScope.source(path, named: invocation.place(of: flag), in: area)
  }

  /// The values of a flag that holds a list, of each time that it is given.
  func list(_ flag: String) -> [String] {
    invocation.arguments.filter { $0.name == flag }
      .flatMap { ($0.value ?? "").split(separator: ",") }
      .map { String($0.filter { $0 != " " }) }
  }

  /// The document that `--config` names, where it is of a kind.
  func document(_ kind: AuditedContent.DocumentKind) -> (node: Node, file: AuditedFile)? {
    guard let path = invocation["config"], let file = area.file(at: path),
      case .documents(kind, let documents) = file.content,
      let node = documents.first(where: { $0["kind"]?.text == kind.rawValue })
    else { return nil }
    return (node, file)
  }

  /// The kubeconfig that a configuration names.
  func configured(_ kind: AuditedContent.DocumentKind) -> TalkSource? {
    guard let (node, file) = document(kind),
      let named = node["clientConnection"]?["kubeconfig"], let path = named.text, !path.isEmpty
    else { return nil }
    return TalkScope.source(
      path,
      named: .file(file.path, named.mark, field: "clientConnection.kubeconfig"),
      in: area
    )
  }

  /// What a path on the machine leads to.
  static func source(_ path: String, named: Place, in area: AuditedArea) -> TalkSource {
    TalkSource(named: named, content: area.file(at: path).map { .file($0) } ?? .missing(path))
  }
}

// MARK: - API servers and etcd

extension APIServerEnds {
  init(_ scope: TalkScope) {
    let invocation = scope.invocation
    let party = scope.party
    let clientAuthority = scope.source("client-ca-file")
    let addresses = [invocation["advertise-address"], invocation["bind-address"]]
      .compactMap(\.self).filter { IPAddress(strict: $0)?.isUnspecified != true }
    server = TalkServer(
      party: party,
      identity: TalkServer.Identity(
        scope.source("tls-cert-file"),
        scope.source("tls-private-key-file"),
        else: .selfSigned(invocation.place())
      ),
      demand: clientAuthority.map { .certificateIfAny($0) } ?? .nothing,
      addresses: Set(addresses.map(DialedHost.normal)),
      place: invocation.place(of: "tls-cert-file")
    )
    etcd = TalkClient(
      party: party,
      certificate: scope.source("etcd-certfile"),
      key: scope.source("etcd-keyfile"),
      check: scope.source("etcd-cafile").map { .authority($0) } ?? .system,
      place: invocation.place(of: "etcd-cafile")
    )
    let place = invocation.place(of: "etcd-servers")
    etcdServers = scope.list("etcd-servers").map { (DialedHost($0), place) }
    kubelet = TalkClient(
      party: party,
      certificate: scope.source("kubelet-client-certificate"),
      key: scope.source("kubelet-client-key"),
      check: scope.source("kubelet-certificate-authority").map { .authority($0) } ?? .none,
      place: invocation.place(of: "kubelet-certificate-authority")
    )
    let types = scope.list("kubelet-preferred-address-types")
    addressTypes = types.isEmpty ? APIServerEnds.usualAddressTypes : types
    frontProxy = nil
    if let authority = scope.source("requestheader-client-ca-file"),
      let certificate = scope.source("proxy-client-cert-file")
    {
      frontProxy = (
        TalkClient(
          party: party,
          certificate: certificate,
          key: scope.source("proxy-client-key-file"),
          check: .none,
          place: invocation.place(of: "proxy-client-cert-file")
        ),
        authority,
        scope.list("requestheader-allowed-names"),
        invocation.place(of: "requestheader-allowed-names")
      )
    }
  }

  /// Without the flag (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/).
  private static let usualAddressTypes = [
    "Hostname", "InternalDNS", "InternalIP", "ExternalDNS", "ExternalIP",
  ]
}

extension TalkServer.Identity {
  /// What two flags name; something else where one is not given.
  init(_ certificate: TalkSource?, _ key: TalkSource?, else other: TalkServer.Identity) {
    if let certificate, let key {
      self = .files(certificate: certificate, key: key)
    } else {
      self = other
    }
  }
}

extension EtcdEnds {
  init(_ scope: TalkScope) {
    let invocation = scope.invocation
    name = invocation["name"] ?? "default"
    place = invocation.place()
    let trusted = scope.source("trusted-ca-file")
    clientAuthority = trusted
    server = EtcdEnds.server(
      scope,
      urls: ["advertise-client-urls", "listen-client-urls"],
      pair: ("cert-file", "key-file"),
      // A CA alone is enough: etcd then asks for certificates as well.
      demanded: trusted,
      allowed: []
    )
    let peerTrusted = scope.source("peer-trusted-ca-file")
    peerServer = EtcdEnds.server(
      scope,
      urls: ["initial-advertise-peer-urls", "listen-peer-urls"],
      pair: ("peer-cert-file", "peer-key-file"),
      demanded: peerTrusted,
      allowed: scope.list("peer-cert-allowed-cn")
    )
    peerServer.allowedNamesPlace = invocation.place(of: "peer-cert-allowed-cn")
    peer = TalkClient(
      party: scope.party,
      certificate: scope.source("peer-client-cert-file") ?? scope.source("peer-cert-file"),
      key: scope.source("peer-client-key-file") ?? scope.source("peer-key-file"),
      check: peerTrusted.map { .authority($0) } ?? .system,
      place: invocation.place(of: "peer-trusted-ca-file")
    )
    // The list counts for those it dials as well.
    peer.allowedNames = peerServer.allowedNames
    members = scope.list("initial-cluster").compactMap { member in
      guard let equals = member.firstIndex(of: "=") else { return nil }
      return (
        String(member[..<equals]), DialedHost(String(member[member.index(after: equals)...]))
      )
    }
  }

  private static func server(
    _ scope: TalkScope,
    urls: [String],
    pair: (certificate: String, key: String),
    demanded: TalkSource?,
    allowed: [String]
  ) -> TalkServer {
    let hosts = urls.flatMap(scope.list).map(DialedHost.init)
    let isPlain = !hosts.isEmpty && hosts.allSatisfy(\.isPlain)
    let addresses = hosts.map(\.name).filter { host in
      IPAddress(strict: host)?.isUnspecified != true && !DialedHost(host).isLoopback
    }
    return TalkServer(
      party: scope.party,
      identity: isPlain
        ? .unknown("it speaks plain HTTP, without TLS")
        : TalkServer.Identity(
          scope.source(pair.certificate),
          scope.source(pair.key),
          else: .unknown("it is given no certificate")
        ),
      demand: demanded.map { .certificate($0) } ?? .nothing,
      addresses: Set(addresses.map(DialedHost.normal)),
      allowedNames: allowed,
      place: scope.invocation.place(of: pair.certificate)
    )
  }
}
