import KTHWCore

/// What a run of generate did, for people and for programs.
struct GenerationSummary {
  private let output: GenerateCluster.Output
  private let input: GenerateCluster.Input

  init(_ output: GenerateCluster.Output, _ input: GenerateCluster.Input) {
    self.output = output
    self.input = input
  }

  /// Says it on standard error.
  func say() {
    for line in lines { Failure.say(line) }
  }

  /// A line for each kind of thing that happened.
  var lines: [String] {
    var lines: [String] = []
    let isDone = input.mode == .write
    add(isDone ? "made" : "would make", output.made, "credential", to: &lines) { $0 }
    for reissue in output.reissued.first {
      lines.append("\(isDone ? "reissued" : "would reissue") \(reissue.name): \(reissue.reason)")
    }
    addRest(of: output.reissued, "reissued", to: &lines)
    add(isDone ? "changed" : "would change", output.changed, "file", to: &lines) { $0 }
    if output.added.count > 0 {
      lines.append("\(isDone ? "added" : "would add") \(counted(output.added.count, "file"))")
    }
    add(isDone ? "removed" : "would remove", output.removed, "file", to: &lines) { $0 }
    if !output.leftOver.isEmpty {
      lines.append(
        "left \(counted(output.leftOver.count, "file")) that the cluster no longer has: "
          + named(output.leftOver) { $0 } + "; " + whatOfThem
      )
    }
    if !output.endedTokens.isEmpty {
      lines.append(
        "the tokens of \(counted(output.endedTokens.count, "host")) have ended: "
          + named(output.endedTokens) { $0 }
          + "; nodes that have joined need none, for others: kthwctl token renew --tree "
          + Terminal.printable(input.output) + " HOST"
      )
    }
    lines.append(closing)
    return lines + [advice].compactMap(\.self)
  }

  /// Shared keys outlive --prune: something old may still need them.
  private var whatOfThem: String {
    input.prunes
      ? "remove them yourself when nothing needs their keys"
      : "--prune removes those of hosts and roles"
  }

  private var closing: String {
    guard output.isChanged else { return "nothing to do: \(input.output) is as it should be" }
    let hosts = counted(input.spec.hosts.count, "host")
    let closing =
      input.mode == .write
      ? ["\(input.output): \(hosts), Kubernetes \(input.spec.kubernetesVersion)"]
      : ["nothing was written"]
    return (closing + kept).joined(separator: "; ")
  }

  /// Nothing where nothing was there before.
  private var kept: [String] {
    let kept = [(output.keptCount, "credential"), (output.unchangedCount, "file")]
      .filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
    return kept.isEmpty ? [] : ["kept " + kept.joined(separator: " and ")]
  }

  /// What to type next, once everything is new.
  private var advice: String? {
    guard input.mode == .write, input.scope == .everything, output.isChanged,
      output.keptCount == 0,
      let host = input.spec.hosts.first
    else { return nil }
    return "next, for every host: tar -C \(input.output)/hosts/\(host.name) -c . "
      + "| ssh root@\(host.address) tar -C / -x --no-overwrite-dir"
  }

  private func add<Element>(
    _ verb: String,
    _ list: Listed<Element>,
    _ unit: String,
    to lines: inout [String],
    name: (Element) -> String
  ) {
    guard !list.isEmpty else { return }
    lines.append("\(verb) \(counted(list.count, unit)): \(named(list, name))")
  }

  private func addRest<Element>(of list: Listed<Element>, _ verb: String, to lines: inout [String])
  {
    let more = list.count - list.first.count
    if more > 0 { lines.append("\(verb) \(more) more") }
  }

  private func named<Element>(_ list: Listed<Element>, _ name: (Element) -> String) -> String {
    let shown = list.first.prefix(Talk.amount == .much ? .max : GenerationSummary.namesInALine)
    let more = list.count - shown.count
    return shown.map(name).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private static let namesInALine = 6

  private func counted(_ count: Int, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}

// MARK: - For programs

extension GenerationSummary {
  /// The same, to be read by a program.
  var document: [Node.Entry] {
    [
      Node.Entry("output", .string(input.output)),
      Node.Entry("changed", .boolean(output.isChanged)),
      Node.Entry("credentialsMade", list(output.made) { .string($0) }),
      Node.Entry(
        "credentialsReissued",
        list(output.reissued) { reissue in
          .mapping([
            Node.Entry("name", .string(reissue.name)),
            Node.Entry("reason", .string("\(reissue.reason)")),
          ])
        }
      ),
      Node.Entry("credentialsKept", .integer(output.keptCount)),
      Node.Entry("filesAdded", list(output.added) { .string($0) }),
      Node.Entry("filesChanged", list(output.changed) { .string($0) }),
      Node.Entry("filesUnchanged", .integer(output.unchangedCount)),
      Node.Entry("filesRemoved", list(output.removed) { .string($0) }),
      Node.Entry("filesLeftOver", list(output.leftOver) { .string($0) }),
      Node.Entry("tokensEnded", list(output.endedTokens) { .string($0) }),
    ]
  }

  /// How many there are, and the first of them.
  private func list<Element>(_ list: Listed<Element>, _ node: (Element) -> Node) -> Node {
    .mapping([
      Node.Entry("count", .integer(list.count)),
      Node.Entry("first", .sequence(list.first.map(node))),
    ])
  }
}
