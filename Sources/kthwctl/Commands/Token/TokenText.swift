import KTHWCore

/// Tokens of a tree, for people and for programs; their secrets are not in it.
struct TokenText {
  private let rows: [TokenRow]
  private let now: Timestamp

  init(_ rows: [TokenRow], at now: Timestamp) {
    self.rows = rows
    self.now = now
  }

  func print(as format: OutputFormat) throws {
    try Printer.print(
      format,
      kind: "TokenList",
      document: { [Node.Entry("items", .sequence(rows.map(node)))] },
      table: { table }
    )
  }

  private var table: String {
    guard !rows.isEmpty else { return "" }
    var table = TextTable("HOST", "ID", "ENDS", "LEFT", "STATE")
    for row in rows {
      table.add(
        row.host,
        row.id ?? "-",
        row.expiration?.description ?? "-",
        row.expiration.map(left) ?? "-",
        row.state.rawValue
      )
    }
    return table.text()
  }

  private func left(_ expiration: BootstrapTokenSecret.Expiration) -> String {
    guard let end = expiration.moment, end > now else {
      return expiration == .never ? "for ever" : "-"
    }
    return RemainingTime.left(until: end, at: now)
  }

  private func node(_ row: TokenRow) -> Node {
    let end = row.expiration?.moment
    return .mapping([
      "host": .string(row.host),
      "id": row.id.map(Node.string),
      "expires": end.map { .string($0.rfc3339) },
      "secondsLeft": end.map {
        .integer(Int($0.secondsSince1970 - now.secondsSince1970))
      },
      "state": .string(row.state.rawValue),
    ])
  }
}

// MARK: - What to do next

extension TokenText {
  /// Says how new tokens get where they are needed.
  static func advise(_ rows: [TokenRow], tree: String) {
    guard let first = rows.first else { return }
    let shown = Terminal.printable(tree)
    let manifests =
      rows.count == 1
      ? "\(shown)/manifests/bootstrap-tokens/\(first.host).yaml"
      : "\(shown)/manifests/bootstrap-tokens"
    Failure.say("next: kubectl apply -f \(manifests)")
    Failure.say(
      "then, for every host: copy \(shown)/hosts/\(first.host)/var/lib/kubelet/bootstrap-kubeconfig "
        + "onto it, and restart its kubelet"
    )
  }

  /// Warns of what is found long after it was needed.
  static func warn(of lifetime: GoDuration?) {
    guard let lifetime, lifetime > .hours(24) else { return }
    Failure.warn([
      Problem(
        .policyViolation,
        "whoever finds a token may join for \(lifetime)",
        hint: "24h is enough for most"
      )
    ])
  }
}
