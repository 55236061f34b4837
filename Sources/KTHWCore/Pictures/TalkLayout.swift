/// Where the boxes and connections of a talk picture stand.
///
/// Clients stand left of the server that they dial, and what it dials itself
/// to the right of it; the server is as high as either, so that every
/// connection is a level line and none crosses another.
struct TalkLayout: Sendable {
  /// A box.
  struct Box: Hashable, Sendable {
    let party: TalkPicture.Party
    let x: Int
    var y: Int
    var height: Int
  }

  /// A connection.
  struct Lane: Hashable, Sendable {
    let link: TalkPicture.Link
    let course: Course
  }

  /// The way of a connection.
  enum Course: Hashable, Sendable {
    /// From one end to the other, on a level.
    case level(from: Int, to: Int, y: Int)
    /// Out of a box at its right side, and back into it.
    case loop(x: Int, y: Int)
    /// Up to the lower side of a box.
    case rise(x: Int, from: Int, to: Int)
  }

  static let boxWidth = 220
  static let gap = 226
  static let laneHeight = 54
  static let smallHeight = 48
  static let margin = 12
  /// How far a loop and what stands beside it go.
  static let loopRoom = 184

  private(set) var boxes: [Box] = []
  private(set) var lanes: [Lane] = []
  private(set) var height = TalkLayout.margin
  private(set) var width = 2 * TalkLayout.margin

  private let places: [TalkPicture.Column: Int]

  /// Places everything.
  init(_ picture: TalkPicture) {
    var x = TalkLayout.margin
    var places: [TalkPicture.Column: Int] = [:]
    let parties = picture.links.flatMap { [$0.from, $0.to] }
    let columns: [TalkPicture.Column] = [.clients, .hub, .servers]
    for column in columns where parties.contains(where: { $0.column == column }) {
      places[column] = x
      x += TalkLayout.boxWidth + TalkLayout.gap
    }
    self.places = places
    var rest = picture.links
    for hub in TalkLayout.distinct(parties.filter { $0.column == .hub }) {
      let own = rest.filter { $0.from == hub || $0.to == hub }
      rest.removeAll(where: own.contains)
      place(hub: hub, own, &rest)
    }
    // Servers that nobody in the middle dials.
    let servers = rest.flatMap { [$0.from, $0.to] }.filter { $0.column == .servers }
    for server in TalkLayout.distinct(servers) {
      var y = height
      placeServer(server, [], &rest, &y)
      height = y
    }
    let loops = lanes.map { lane in
      if case .loop(let x, _) = lane.course { x + TalkLayout.loopRoom } else { 0 }
    }
    width = ((boxes.map { $0.x + TalkLayout.boxWidth } + loops).max() ?? 400) + TalkLayout.margin
  }

  private mutating func place(
    hub: TalkPicture.Party,
    _ links: [TalkPicture.Link],
    _ rest: inout [TalkPicture.Link]
  ) {
    let top = height
    let hubX = places[.hub] ?? TalkLayout.margin
    func other(_ link: TalkPicture.Link) -> TalkPicture.Party {
      link.from == hub ? link.to : link.from
    }
    var left = top
    for client in TalkLayout.distinct(links.map(other).filter { $0.column == .clients }) {
      let own = links.filter { other($0) == client }
      let box = box(client, at: left, lanes: own.count)
      for (index, link) in own.enumerated() {
        addLane(link, box.x + TalkLayout.boxWidth, hubX, box, index, toRight: link.to == hub)
      }
      left = box.y + box.height + TalkLayout.margin
    }
    var right = top
    for server in TalkLayout.distinct(links.map(other).filter { $0.column != .clients }) {
      placeServer(server, links.filter { other($0) == server }, &rest, &right)
    }
    height = max(left, right, top + 60)
    boxes.append(
      Box(party: hub, x: hubX, y: top, height: height - top - TalkLayout.margin)
    )
    height += TalkLayout.margin
  }

  /// Places a server, what dials it from the left, and below it what else
  /// does.
  private mutating func placeServer(
    _ server: TalkPicture.Party,
    _ links: [TalkPicture.Link],
    _ rest: inout [TalkPicture.Link],
    _ y: inout Int
  ) {
    let beside = rest.filter { $0.from == server || $0.to == server }
    rest.removeAll(where: beside.contains)
    let loops = beside.filter { $0.from == $0.to }
    let below = beside.filter { $0.from != $0.to }
    let box = box(server, at: y, lanes: max(links.count, loops.count))
    let hubEnd = (places[.hub] ?? 0) + TalkLayout.boxWidth
    for (index, link) in links.enumerated() {
      addLane(link, hubEnd, box.x, box, index, toRight: link.to == server)
    }
    for (index, link) in loops.enumerated() {
      let course = Course.loop(
        x: box.x + TalkLayout.boxWidth,
        y: TalkLayout.level(of: index, in: box)
      )
      lanes.append(Lane(link: link, course: course))
    }
    y = box.y + box.height
    // Each stands farther to the left than the one above it, and so its line
    // passes that one by.
    for (index, link) in below.enumerated() {
      y += index == 0 ? 52 : TalkLayout.margin
      let x = box.x + 40 * (below.count - 1 - index)
      boxes.append(
        Box(
          party: link.from == server ? link.to : link.from,
          x: x,
          y: y,
          height: TalkLayout.smallHeight
        )
      )
      lanes.append(Lane(link: link, course: .rise(x: x + 20, from: y, to: box.y + box.height)))
      y += TalkLayout.smallHeight
    }
    y += TalkLayout.margin
  }

  private mutating func box(_ party: TalkPicture.Party, at y: Int, lanes: Int) -> Box {
    let box = Box(
      party: party,
      x: places[party.column] ?? TalkLayout.margin,
      y: y,
      height: max(1, lanes) * TalkLayout.laneHeight + 8
    )
    boxes.append(box)
    return box
  }

  private static func level(of index: Int, in box: Box) -> Int {
    box.y + 4 + index * laneHeight + laneHeight / 2
  }

  private mutating func addLane(
    _ link: TalkPicture.Link,
    _ left: Int,
    _ right: Int,
    _ box: Box,
    _ index: Int,
    toRight: Bool
  ) {
    let y = TalkLayout.level(of: index, in: box)
    let course = Course.level(from: toRight ? left : right, to: toRight ? right : left, y: y)
    lanes.append(Lane(link: link, course: course))
  }

  private static func distinct(_ parties: [TalkPicture.Party]) -> [TalkPicture.Party] {
    var seen: Set<TalkPicture.Party> = []
    return parties.filter { seen.insert($0).inserted }
  }
}
