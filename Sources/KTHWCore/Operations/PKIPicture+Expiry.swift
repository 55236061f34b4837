extension PKIPicture {
  /// How many certificates of one authority are drawn, alike ones as one.
  private static let siblingLimit = 40
  /// How deep the tree is at most.
  private static let depthLimit = 8

  /// The tree of the certificates that were found.
  ///
  /// Who signed whom is told from names and key identifiers; whether the
  /// signatures are right is what `verify` says.
  /// - Parameters:
  ///   - report: what was found.
  ///   - margin: how many seconds before its end something is renewed.
  init(_ report: ExpiryReport, renewing margin: Int64) {
    let forest = CertificateForest(report.credentials)
    let builder = Builder(forest: forest, now: report.now, margin: margin)
    var roots = forest.roots.map { builder.entry($0, depth: 0) }.enumerated().sorted {
      let (left, right) = ($0.element.children.count, $1.element.children.count)
      return left == right ? $0.offset < $1.offset : left > right
    }.map(\.element)
    for (name, orphans) in forest.orphans {
      roots.append(
        Entry(
          name: name,
          role: "not among these files",
          tone: .unknown,
          children: builder.merged(orphans.map { builder.entry($0, depth: 1) }, of: orphans)
        )
      )
    }
    self.init(roots: builder.limited(roots, inOrder: true), now: report.now)
  }

  private struct Builder {
    let forest: CertificateForest
    let now: Timestamp
    let margin: Int64

    func entry(_ index: Int, depth: Int) -> Entry {
      let credential = forest.credentials[index]
      let term = PictureTerm(from: credential.begins, to: credential.ends, renewing: margin)
      let below = depth < PKIPicture.depthLimit ? forest.children[index] ?? [] : []
      return Entry(
        name: credential.lineage?.name ?? credential.subject,
        role: credential.role.title,
        term: term,
        tone: term.tone(at: now),
        children: merged(below.map { entry($0, depth: depth + 1) }, of: below)
      )
    }

    /// Entries in the order of their ends, those of one component as one.
    func merged(_ entries: [Entry], of indices: [Int]) -> [Entry] {
      var result: [Entry] = []
      var places: [String: Int] = [:]
      var groups: [Int: [Int]] = [:]
      for (entry, index) in zip(entries, indices) {
        let component = forest.credentials[index].role.component
        guard entry.children.isEmpty, let component else {
          result.append(entry)
          continue
        }
        if let place = places[component.name] {
          result[place].add(entry)
          groups[place, default: []].append(index)
        } else {
          places[component.name] = result.count
          groups[result.count] = [index]
          result.append(entry)
        }
      }
      for (place, members) in groups where members.count > 1 {
        let role = CredentialWords.role(of: members.map { forest.credentials[$0] })
        result[place].name = role.name
        result[place].role = role.words
      }
      return limited(result)
    }

    /// As many entries as a picture bears, and one that stands for the rest.
    func limited(_ entries: [Entry], inOrder: Bool = false) -> [Entry] {
      let sorted =
        inOrder
        ? entries
        : entries.enumerated().sorted { left, right in
          let (a, b) = (left.element, right.element)
          if a.children.isEmpty != b.children.isEmpty { return !a.children.isEmpty }
          let ends = (a.term?.ends ?? now, b.term?.ends ?? now)
          return ends.0 == ends.1 ? left.offset < right.offset : ends.0 < ends.1
        }.map(\.element)
      guard sorted.count > PKIPicture.siblingLimit else { return sorted }
      var rest = sorted[PKIPicture.siblingLimit]
      for entry in sorted[(PKIPicture.siblingLimit + 1)...] { rest.add(entry) }
      rest.name = "more"
      rest.role = inOrder ? "which signed less" : "which end later"
      rest.children = []
      return sorted[..<PKIPicture.siblingLimit] + [rest]
    }
  }
}

extension PKIPicture.Entry {
  /// Makes one of two: the end that comes first, the tone that matters most.
  fileprivate mutating func add(_ other: Self) {
    count += other.count
    if let term = other.term, self.term.map({ term.ends < $0.ends }) ?? true { self.term = term }
    if other.tone.weight > tone.weight { tone = other.tone }
  }
}

/// What several credentials of one component are called together.
enum CredentialWords {
  /// A name, and what they do with their machines.
  static func role(of credentials: [ExpiringCredential]) -> (name: String, words: String) {
    let nodes = Set(credentials.compactMap(\.role.node)).sorted(by: NumberedName.precedes)
    let first = credentials[0]
    let component = first.role.component
    guard nodes.count > 1 else {
      return (first.lineage?.name ?? first.subject, first.role.title)
    }
    let names = NumberedName.list(nodes.map(Terminal.printable))
    return (component?.name ?? first.subject, names)
  }
}
