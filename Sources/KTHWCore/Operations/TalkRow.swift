/// Connections of one kind that came out alike: one line for thousands.
public struct TalkRow: Hashable, Sendable {
  /// The first of them, by name.
  public internal(set) var example: TalkVerdict
  /// The machines that dial, in their natural order.
  public internal(set) var from: [String]
  /// The machines that are dialed, in their natural order.
  public internal(set) var to: [String]
  /// Whether all dial the same.
  public internal(set) var dialsAlike: Bool
  /// Whether all are the same for their servers.
  public internal(set) var isOneIdentity: Bool
  /// How many they are.
  public internal(set) var count: Int
}

/// Puts verdicts into rows.
struct TalkTally {
  /// What verdicts of one row have in common.
  private struct Shape: Hashable {
    let kind: TalkEdge.Kind
    let from: String
    let to: String
    let outcome: [String]
  }

  private struct Group {
    var example: TalkVerdict
    var from: Set<String> = []
    var to: Set<String> = []
    var dialsAlike = true
    var isOneIdentity = true
    var count = 0
  }

  private var groups: [Shape: Group] = [:]

  /// Counts a verdict in.
  mutating func take(_ verdict: TalkVerdict) {
    let shape = Shape(
      kind: verdict.edge.kind,
      from: verdict.edge.from.role,
      to: verdict.edge.to.role,
      outcome: TalkTally.outline(verdict.outcome)
    )
    var group = groups[shape] ?? Group(example: verdict)
    group.count += 1
    if let machine = verdict.edge.from.machine { group.from.insert(machine) }
    if let machine = verdict.edge.to.machine { group.to.insert(machine) }
    group.dialsAlike = group.dialsAlike && group.example.edge.dials == verdict.edge.dials
    if group.example.outcome != verdict.outcome { group.isOneIdentity = false }
    if TalkTally.precedes(verdict.edge, group.example.edge) { group.example = verdict }
    groups[shape] = group
  }

  /// The rows, by kind; failures first.
  var rows: [TalkRow] {
    let order = Dictionary(
      uniqueKeysWithValues: TalkEdge.Kind.allCases.enumerated().map { ($1, $0) }
    )
    return groups.values.map { group in
      TalkRow(
        example: group.example,
        from: group.from.sorted(by: NumberedName.precedes),
        to: group.to.sorted(by: NumberedName.precedes),
        dialsAlike: group.dialsAlike,
        isOneIdentity: group.isOneIdentity,
        count: group.count
      )
    }.sorted { left, right in
      let (one, other) = (left.example, right.example)
      let ranks = (order[one.edge.kind] ?? 0, order[other.edge.kind] ?? 0)
      if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
      if one.isFailure != other.isFailure { return one.isFailure }
      return TalkTally.precedes(one.edge, other.edge)
        || one.edge == other.edge && "\(one.outcome)" < "\(other.outcome)"
    }
  }

  /// What is alike in verdicts that differ only by the machine.
  private static func outline(_ outcome: TalkVerdict.Outcome) -> [String] {
    switch outcome {
    case .talks: ["talks"]
    case .untried(let why): ["untried", why]
    case .later(let when): ["later", when]
    case .fails(let failures):
      failures.flatMap { failure in
        // The same file of every machine, and the same field.
        let name = failure.place.file?.split(separator: "/").last.map(String.init) ?? ""
        let field = failure.place.field?.split(separator: ".").last.map(String.init) ?? ""
        return [failure.side.rawValue, failure.cause.rawValue, name, field]
      }
    }
  }

  private static func precedes(_ left: TalkEdge, _ right: TalkEdge) -> Bool {
    let pairs = [
      (left.from.machine, right.from.machine), (left.to.machine, right.to.machine),
      (left.from.role, right.from.role), (left.dials, right.dials),
    ]
    for (one, other) in pairs where one != other {
      return NumberedName.precedes(one ?? "", other ?? "")
    }
    return false
  }
}
