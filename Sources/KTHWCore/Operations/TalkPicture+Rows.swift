extension TalkPicture {
  /// The picture of connections that were tried.
  init(_ rows: [TalkRow]) {
    var machines: [Party: Set<String>] = [:]
    var links: [Link] = []
    for row in rows {
      let edge = row.example.edge
      let (from, to) = TalkPicture.parties(edge)
      machines[from, default: []].formUnion(row.from)
      machines[to, default: []].formUnion(row.to)
      let known = links.firstIndex { $0.from == from && $0.to == to }
      var link = known.map { links[$0] } ?? Link(from: from, to: to)
      link.take(row, isFirst: known == nil)
      if let known { links[known] = link } else { links.append(link) }
    }
    self.init(
      machines: machines.mapValues { $0.sorted(by: NumberedName.precedes) },
      links: links
    )
  }

  /// Where the two ends of a connection stand.
  private static func parties(_ edge: TalkEdge) -> (from: Party, to: Party) {
    let (from, to): (Column, Column) =
      switch edge.kind {
      case .apiServerToEtcd, .frontProxy: (.hub, .servers)
      case .etcdPeer: (.servers, .servers)
      case .etcdClient: (.outside, .servers)
      case .apiServerToKubelet: (.hub, .clients)
      case .kubelet, .controllerManager, .scheduler, .kubeProxy, .admin, .healthCheck:
        (.clients, .hub)
      }
    return (Party(column: from, role: edge.from.role), Party(column: to, role: edge.to.role))
  }
}

extension TalkPicture.Link {
  /// Counts a row in.
  fileprivate mutating func take(_ row: TalkRow, isFirst: Bool) {
    let dialed = row.dialsAlike ? row.example.edge.dials ?? "any name" : nil
    dials = isFirst || dials == dialed ? dialed : nil
    var seen: String?
    switch row.example.outcome {
    case .talks(let name):
      works += row.count
      seen = row.isOneIdentity ? name : nil
    case .untried(let why):
      untried += row.count
      add(why)
    case .later(let when):
      later += row.count
      add(when)
    case .fails(let failures):
      fails += row.count
      for failure in failures { add("\(failure.side.rawValue): \(failure.cause.rawValue)") }
    }
    identity = isFirst || identity == seen ? seen : nil
  }

  /// Keeps a few reasons, each once.
  private mutating func add(_ reason: String) {
    guard !reasons.contains(reason), reasons.count < 4 else { return }
    reasons.append(reason)
  }
}
