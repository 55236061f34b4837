/// A connection to be tried.
struct TalkAttempt: Sendable {
  let edge: TalkEdge
  let client: TalkClient
  let server: TalkServer
  let demand: TalkDemand
  /// Where the server stands that the client has, for etcd's peers, which
  /// look at the address of who dials; nil is unknown.
  var clientAddress: String?
  /// Why it cannot be tried.
  var obstacle: String?
  /// Whether that passes by itself.
  var isLater = false
}

/// The servers of a cluster, and which connections lead to them.
struct TalkPlan: Sendable {
  private let apiServers: [APIServerEnds]
  private let etcds: [EtcdEnds]
  private let directory: TalkDirectory

  /// Puts together what others dial.
  ///
  /// - Parameters:
  ///   - hubs: the ends of areas that hold servers of the whole cluster.
  ///   - directory: who is where.
  init(_ hubs: [TalkEnds], _ directory: TalkDirectory) {
    apiServers = hubs.flatMap(\.apiServers)
    etcds = hubs.flatMap(\.etcds)
    self.directory = directory
  }

  /// Every connection that an area's programs make, and those of API servers
  /// to its kubelets.
  func attempts(of ends: TalkEnds) -> [TalkAttempt] {
    var attempts: [TalkAttempt] = []
    for api in ends.apiServers { attempts += toEtcd(api, on: ends.machine) + frontProxy(api) }
    for member in ends.etcds { attempts += toPeers(member) }
    for client in ends.etcdClients { attempts += toEtcd(client, on: ends.machine) }
    for client in ends.apiClients { attempts += toAPIServers(client, on: ends.machine) }
    for kubelet in ends.kubelets { attempts += fromAPIServers(kubelet, on: ends.machine) }
    for check in ends.healthChecks { attempts += toAPIServers(check, on: ends.machine) }
    return attempts
  }
}

// MARK: - To etcd

extension TalkPlan {
  private func toEtcd(_ api: APIServerEnds, on machine: String?) -> [TalkAttempt] {
    // Nobody says where it is: the names stay unchecked.
    if api.etcdServers.isEmpty {
      return etcds.filter { $0.server.party.machine == nil }
        .map { attempt(.apiServerToEtcd, api.etcd, $0.server, nil) }
    }
    return api.etcdServers.flatMap { host, place -> [TalkAttempt] in
      let members = etcds.filter { isDialed($0.server, by: host, from: machine) }
      guard !host.isPlain, !members.isEmpty else {
        let why =
          host.isPlain
          ? "it is dialed by plain HTTP, without TLS" : "no etcd among the files is there"
        return [
          TalkPlan.untried(
            TalkEdge(
              .apiServerToEtcd,
              from: api.etcd.party,
              to: TalkParty("etcd"),
              dials: host.name
            ),
            api.etcd,
            why,
            at: place
          )
        ]
      }
      return members.map { attempt(.apiServerToEtcd, api.etcd, $0.server, host.name) }
    }
  }

  /// From the machine itself, by its loopback address and by its own.
  private func toEtcd(_ loose: EtcdClientEnds, on machine: String?) -> [TalkAttempt] {
    let members = etcds.filter { $0.server.party.machine == machine }
    return members.map { member in
      let address = member.server.addresses.sorted().first ?? "127.0.0.1"
      return attempt(.etcdClient, loose.client, member.server, address)
    }
  }

  private func toPeers(_ member: EtcdEnds) -> [TalkAttempt] {
    let own = member.members.first { $0.name == member.name }?.host?.name
    return member.members.filter { $0.name != member.name }.map { name, host in
      guard let host else { return attempt(.etcdPeer, member.peer, member.peerServer, nil) }
      let found =
        etcds.first { $0.name == name }
        ?? etcds.first { isDialed($0.peerServer, by: host, from: member.peer.party.machine) }
      guard let found, !host.isPlain else {
        return TalkPlan.untried(
          TalkEdge(
            .etcdPeer,
            from: member.peer.party,
            to: TalkParty("etcd", on: name),
            dials: host.name
          ),
          member.peer,
          host.isPlain
            ? "it is dialed by plain HTTP, without TLS"
            : "the files of this member are not among those given",
          at: member.place
        )
      }
      var result = attempt(.etcdPeer, member.peer, found.peerServer, host.name)
      result.clientAddress = own.flatMap { IPAddress(strict: $0) == nil ? nil : $0 }
      return result
    }
  }
}

// MARK: - To and from API servers

extension TalkPlan {
  private func toAPIServers(_ ends: APIClientEnds, on machine: String?) -> [TalkAttempt] {
    toAPIServers(ends.kind, ends.client, ends.host, ends.demand, on: machine)
  }

  private func toAPIServers(_ ends: HealthCheckEnds, on machine: String?) -> [TalkAttempt] {
    toAPIServers(.healthCheck, ends.client, ends.host, .nothing, on: machine)
  }

  /// Whom a client reaches: the server that it dials, or any where there is
  /// something in between.
  private func toAPIServers(
    _ kind: TalkEdge.Kind,
    _ client: TalkClient,
    _ host: DialedHost?,
    _ demand: TalkDemand,
    on machine: String?
  ) -> [TalkAttempt] {
    let name = host?.name
    let unknown = TalkEdge(kind, from: client.party, to: TalkParty("kube-apiserver"), dials: name)
    if host?.isPlain == true {
      return [
        TalkPlan.untried(unknown, client, "it dials by plain HTTP, without TLS", at: client.place)
      ]
    }
    guard !apiServers.isEmpty else {
      let why = "the files of no API server are among those given"
      return [TalkPlan.untried(unknown, client, why, at: client.place)]
    }
    let dialed = host.map { host in
      apiServers.filter { isDialed($0.server, by: host, from: machine) }
    }
    let targets = dialed.flatMap { $0.isEmpty ? nil : $0 } ?? apiServers
    return targets.map { attempt(kind, client, $0.server, name, demand) }
  }

  private func fromAPIServers(_ kubelet: KubeletEnds, on machine: String?) -> [TalkAttempt] {
    apiServers.map { api in
      attempt(
        .apiServerToKubelet,
        api.kubelet,
        kubelet.server,
        host(of: kubelet, on: machine, api.addressTypes)
      )
    }
  }

  /// By which of its addresses a node is dialed.
  ///
  /// It is the first kind in the API server's order that the node has. Nodes without a cloud have a name and
  /// internal addresses.
  private func host(
    of kubelet: KubeletEnds,
    on machine: String?,
    _ types: [String]
  ) -> String? {
    let name = kubelet.node ?? machine
    let address = kubelet.address ?? name.flatMap(directory.address)
    for type in types {
      if type == "InternalIP", let address { return address }
      if type == "Hostname", let name { return name }
    }
    return name ?? address
  }

  private func frontProxy(_ api: APIServerEnds) -> [TalkAttempt] {
    guard let (client, authority, allowed, place) = api.frontProxy else { return [] }
    // Any server that extends the API asks for the same certificates; its own
    // is not looked at.
    let server = TalkServer(
      party: TalkParty("extension API server"),
      identity: .selfSigned(place),
      demand: .certificate(authority),
      addresses: [],
      allowedNames: allowed,
      allowedNamesPlace: place,
      place: place
    )
    return [attempt(.frontProxy, client, server, nil, .commonName(allowed))]
  }
}

// MARK: - Attempts

extension TalkPlan {
  private func attempt(
    _ kind: TalkEdge.Kind,
    _ client: TalkClient,
    _ server: TalkServer,
    _ host: String?,
    _ demand: TalkDemand? = nil
  ) -> TalkAttempt {
    let edge = TalkEdge(kind, from: client.party, to: server.party, dials: host)
    let usual: TalkDemand =
      kind == .etcdPeer && !server.allowedNames.isEmpty
      ? .commonName(server.allowedNames) : kind == .apiServerToKubelet ? .somebody : .nothing
    var result = TalkAttempt(edge: edge, client: client, server: server, demand: demand ?? usual)
    switch server.identity {
    case .unknown(let why): result.obstacle = why
    case .later(let when): (result.obstacle, result.isLater) = (when, true)
    case .files, .selfSigned: break
    }
    return result
  }

  private static func untried(
    _ edge: TalkEdge,
    _ client: TalkClient,
    _ why: String,
    at place: Place
  ) -> TalkAttempt {
    let server = TalkServer(
      party: edge.to,
      identity: .unknown(why),
      demand: .nothing,
      addresses: [],
      place: place
    )
    return TalkAttempt(edge: edge, client: client, server: server, demand: .nothing, obstacle: why)
  }

  /// Whether a client on a machine reaches a server by a name or an address.
  private func isDialed(_ server: TalkServer, by host: DialedHost, from machine: String?) -> Bool {
    if host.isLoopback { return server.party.machine == machine }
    if server.addresses.contains(DialedHost.normal(host.name)) { return true }
    guard let own = server.party.machine else { return false }
    return DialedHost.normal(own) == DialedHost.normal(host.name)
      || directory.machine(at: host.name) == own
  }
}
