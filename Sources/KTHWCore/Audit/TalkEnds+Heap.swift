extension TalkEnds {
  /// Adds the ends that names and contents tell of, where no unit names files:
  /// a tutorial's folder, what cfssl left.
  mutating func addUnnamed(in area: AuditedArea) {
    guard area.kind == .heap, apiServers.isEmpty, etcds.isEmpty, kubelets.isEmpty else { return }
    let heap = TalkHeap(area)
    apiServers = heap.pairs.filter(\.isAPIServer).compactMap { heap.apiServer($0) }
    etcds = heap.members(besides: apiServers)
    kubelets = heap.pairs.compactMap { heap.kubelet($0) }
    let nodes = Set(apiClients.compactMap { $0.client.shownSubject.flatMap(TalkHeap.node) })
    for index in apiClients.indices {
      apiClients[index].expectName(among: nodes)
    }
  }
}

extension APIClientEnds {
  /// Takes what the kubeconfig's name promises for what its holder must be.
  fileprivate mutating func expectName(among nodes: Set<String>) {
    let stem = client.party.role
    switch stem {
    case "kube-controller-manager", "controller-manager":
      (kind, demand) = (.controllerManager, .user("system:kube-controller-manager"))
    case "kube-scheduler", "scheduler":
      (kind, demand) = (.scheduler, .user("system:kube-scheduler"))
    case "kube-proxy": (kind, demand) = (.kubeProxy, .user("system:kube-proxy"))
    case let stem where nodes.contains(stem): (kind, demand) = (.kubelet, .node(stem))
    default: break
    }
  }
}

/// Certificates with their keys that lie about.
struct TalkHeap {
  /// A certificate, its key, and what the file is called.
  struct Pair {
    let stem: String
    let file: AuditedFile
    let key: AuditedFile
    let leaf: CertificateFacts

    var certificate: TalkSource { TalkSource(named: file.place(), content: .file(file)) }
    var keySource: TalkSource { TalkSource(named: key.place(), content: .file(key)) }
    var identity: TalkServer.Identity { .files(certificate: certificate, key: keySource) }

    /// Whether API servers show it: its names say so, or what it is called.
    var isAPIServer: Bool {
      leaf.isValid(forHost: "kubernetes.default")
        || ["kubernetes", "kube-apiserver", "apiserver", "kube-api-server"].contains(stem)
    }

    /// Whether it may be shown to clients.
    var serves: Bool {
      leaf.extendedKeyUsages.map {
        $0.contains(.serverAuthentication) || $0.contains(.any)
      } ?? true
    }
  }

  private let area: AuditedArea
  let pairs: [Pair]
  private let authorities: [AuditedFile]

  init(_ area: AuditedArea) {
    self.area = area
    pairs = area.files.compactMap { file in
      guard let leaf = file.certificates.first, !leaf.isAuthority,
        let key = TalkEnds.key(of: file, in: area)
      else { return nil }
      return Pair(stem: TalkEnds.stem(of: file.name), file: file, key: key, leaf: leaf)
    }
    authorities = area.files.filter { $0.certificates.first?.isAuthority == true }
  }

  /// The CA by which those of a pair know each other: the one that issued it.
  private func authority(of pair: Pair) -> TalkSource? {
    let namesakes = authorities.filter { file in
      file.certificates.contains { $0.subjectDER == pair.leaf.issuerDER }
    }
    let file =
      namesakes.first { file in
        file.certificates.contains {
          $0.subjectKeyIdentifier != nil
            && $0.subjectKeyIdentifier == pair.leaf.authorityKeyIdentifier
        }
      } ?? namesakes.first ?? authorities.first { TalkEnds.stem(of: $0.name) == "ca" }
    return file.map { TalkSource(named: $0.place(), content: .file($0)) }
  }

  private func pair(_ stems: String...) -> Pair? {
    stems.lazy.compactMap { stem in pairs.first { $0.stem == stem } }.first
  }

  private func client(_ party: TalkParty, _ pair: Pair, _ authority: TalkSource?) -> TalkClient {
    TalkClient(
      party: party,
      certificate: pair.certificate,
      key: pair.keySource,
      check: authority.map { .authority($0) } ?? .system,
      place: pair.file.place()
    )
  }

  func apiServer(_ own: Pair) -> APIServerEnds? {
    let party = TalkParty("kube-apiserver")
    let authority = authority(of: own)
    let etcdPair = pair("kube-apiserver-etcd-client", "apiserver-etcd-client") ?? own
    let kubeletPair = pair("kube-apiserver-kubelet-client", "apiserver-kubelet-client") ?? own
    let proxy = pair("front-proxy-client")
    let proxyAuthority = proxy.flatMap { self.authority(of: $0) }
    return APIServerEnds(
      server: TalkServer(
        party: party,
        identity: own.identity,
        demand: authority.map { .certificateIfAny($0) } ?? .nothing,
        addresses: [],
        place: own.file.place()
      ),
      etcd: client(party, etcdPair, etcdAuthority),
      etcdServers: [],
      kubelet: client(party, kubeletPair, authority),
      addressTypes: [],
      frontProxy: proxy.flatMap { proxy in
        proxyAuthority.map { authority in
          var client = client(party, proxy, nil)
          client.check = .none
          return (client, authority, [], proxy.file.place())
        }
      }
    )
  }

  /// What etcd's members show; the tutorials give them the API server's.
  private var etcdPair: Pair? {
    pair("etcd", "etcd-server", "kube-etcd")
      ?? pairs.first { $0.stem == "server" && $0.file.path.contains("etcd/") }
      ?? pair("kubernetes")
  }

  private var etcdAuthority: TalkSource? { etcdPair.flatMap { authority(of: $0) } }

  func members(besides apiServers: [APIServerEnds]) -> [EtcdEnds] {
    guard let own = etcdPair, !apiServers.isEmpty || own.stem != "kubernetes" else { return [] }
    let authority = authority(of: own)
    let party = TalkParty("etcd")
    let server = TalkServer(
      party: party,
      identity: own.identity,
      demand: authority.map { .certificate($0) } ?? .nothing,
      addresses: [],
      place: own.file.place()
    )
    let peer =
      pair("etcd-peer", "kube-etcd-peer")
      ?? pairs.first { $0.stem == "peer" && $0.file.path.contains("etcd/") } ?? own
    var peerServer = server
    peerServer.identity = peer.identity
    return [
      EtcdEnds(
        name: "",
        server: server,
        peerServer: peerServer,
        peer: client(party, peer, authority),
        // Another one of its kind, wherever it is.
        members: [(name: "another", host: nil)],
        clientAuthority: authority,
        place: own.file.place()
      )
    ]
  }

  func kubelet(_ pair: Pair) -> KubeletEnds? {
    guard let node = TalkHeap.node(pair.leaf.subject), pair.serves else { return nil }
    return KubeletEnds(
      server: TalkServer(
        party: TalkParty("kubelet", on: node),
        identity: pair.identity,
        demand: authority(of: pair).map { .certificateIfAny($0) } ?? .nothing,
        addresses: [],
        place: pair.file.place()
      ),
      node: node,
      address: nil
    )
  }

  /// The node that a subject names.
  static func node(_ subject: DistinguishedName) -> String? {
    RBACIdentity(subject)?.nodeName
  }
}
