import KTHWCore

/// The signs that stand for verdicts, and for what is between names.
struct MatrixSigns {
  let works: String
  let fails: String
  let untried: String
  let later: String
  let upTo: String
  let leadsTo: String

  /// For terminals that show them.
  static let full = MatrixSigns(
    works: "✓",
    fails: "✗",
    untried: "–",
    later: "›",
    upTo: "…",
    leadsTo: "→"
  )
  /// For the others.
  static let plain = MatrixSigns(
    works: "ok",
    fails: "FAIL",
    untried: "?",
    later: ">",
    upTo: "..",
    leadsTo: "->"
  )

  /// Whether they are ASCII alone.
  var isPlain: Bool { works == MatrixSigns.plain.works }

  /// The signs that a terminal shows, as its environment says: the locale's
  /// character set, by the order of locale(7), and the kind of terminal.
  static func ofTerminal(_ environment: (String) -> String?) -> MatrixSigns {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment).first { !$0.isEmpty } ?? ""
    let isUnicode = ["utf-8", "utf8"].contains(where: locale.lowercased().contains)
    return isUnicode && environment("TERM") != "dumb" ? .full : .plain
  }
}

/// A matrix as text.
struct MatrixReport {
  private let found: ProbeMatrix.Output
  private let signs: MatrixSigns
  private let style: TextStyle

  init(_ found: ProbeMatrix.Output, signs: MatrixSigns, style: TextStyle = .plain) {
    self.found = found
    self.signs = signs
    self.style = style
  }

  /// All rows in a form.
  ///
  /// - Throws: ``KTHWError`` for text that YAML cannot hold.
  func text(as format: OutputFormat) throws -> String {
    switch format {
    case .table: table + found.rows.map(explanation).joined()
    case .json: JSONWriter.indented(document) + "\n"
    case .yaml: try YAMLWriter.text(document)
    }
  }

  /// How much was found, in one line.
  var summary: String {
    guard found.count > 0 else {
      return "no connection found: name a tree, units with their files, or a tutorial's folder"
    }
    let words = found.count == 1 ? "1 connection" : "\(found.count) connections"
    let failed =
      found.failureCount == 0
      ? found.untriedCount == found.count ? "none could be tried" : "none fails"
      : "\(found.failureCount) fail\(found.failureCount == 1 ? "s" : "")"
    let untried =
      found.untriedCount == 0 || found.untriedCount == found.count
      ? "" : ", \(found.untriedCount) could not be tried"
    let later =
      found.laterCount == 0
      ? "" : ", \(found.laterCount) can be tried when nodes have joined"
    return "\(words): \(failed)\(untried)\(later)"
  }
}

// MARK: - For people

extension MatrixReport {
  private var table: String {
    guard !found.rows.isEmpty else { return "" }
    var table = TextTable("FROM", "TO", "DIALS", "AS", "VERDICT")
    for row in found.rows {
      let edge = row.example.edge
      table.add(
        party(edge.from, row.from),
        party(edge.to, row.to),
        row.dialsAlike ? edge.dials ?? "any" : "its own",
        identity(row),
        verdict(row)
      )
    }
    return table.text { column, cell in column == 4 ? coloured(cell) : cell }
  }

  /// A verdict in the colour of its sign.
  private func coloured(_ verdict: String) -> String {
    for (sign, colour) in [(signs.fails, TextStyle.Colour.red), (signs.works, .green)]
    where verdict.hasPrefix(sign) {
      return style.word(sign, colour) + verdict.dropFirst(sign.count)
    }
    return verdict
  }

  private func party(_ party: TalkParty, _ machines: [String]) -> String {
    guard !machines.isEmpty else { return party.role }
    return "\(party.role) on \(NumberedName.list(machines, upTo: signs.upTo))"
  }

  private func identity(_ row: TalkRow) -> String {
    guard case .talks(let name) = row.example.outcome else { return "" }
    return row.isOneIdentity ? name ?? "" : name == nil ? "" : "its own"
  }

  private func verdict(_ row: TalkRow) -> String {
    switch row.example.outcome {
    case .talks: signs.works
    case .untried: "\(signs.untried) not tried"
    case .later: "\(signs.later) when nodes join"
    case .fails(let failures):
      "\(signs.fails) "
        + failures.map { "\($0.side.rawValue): \($0.cause.rawValue)" }.joined(separator: "; ")
    }
  }

  /// What a row does not say in one line: why, and what to change.
  private func explanation(_ row: TalkRow) -> String {
    let edge = row.example.edge
    let others = row.count == 1 ? "" : ", and \(row.count - 1) more alike"
    let head = "\(edge.from) \(signs.leadsTo) \(edge.to)"
    switch row.example.outcome {
    case .talks: return ""
    case .untried(let why):
      return Terminal.printable("\(signs.untried) \(head)\(others)").withLines([
        "not tried: \(why)"
      ])
    case .later(let when):
      return Terminal.printable("\(signs.later) \(head)\(others)").withLines([
        "nothing is wrong: \(when)"
      ])
    case .fails(let failures):
      return coloured(Terminal.printable("\(signs.fails) \(head)\(others)")).withLines(
        failures.flatMap { failure in
          [
            "the \(failure.side.rawValue) refuses: \(failure.why)",
            "\(signs.leadsTo) \(failure.place): \(failure.change)"
              + (failure.rule.map { " (\($0.id))" } ?? ""),
          ]
        }
      )
    }
  }
}

extension String {
  /// A paragraph: a blank line, this, and lines below it.
  fileprivate func withLines(_ lines: [String]) -> String {
    "\n" + self + "\n" + lines.map { "  " + Terminal.printable($0) + "\n" }.joined()
  }
}

// MARK: - For programs

extension MatrixReport {
  private var document: Node {
    .mapping([
      Node.Entry("apiVersion", .string(Printer.apiVersion)),
      Node.Entry("kind", .string("ConnectionMatrix")),
      Node.Entry("connections", .integer(found.count)),
      Node.Entry("failing", .integer(found.failureCount)),
      Node.Entry("untried", .integer(found.untriedCount)),
      Node.Entry("later", .integer(found.laterCount)),
      Node.Entry("rows", .sequence(found.rows.map(MatrixReport.node))),
    ])
  }

  private static func node(_ row: TalkRow) -> Node {
    let edge = row.example.edge
    var verdict = "works"
    var identity: String?
    var reason: String?
    var failures: [TalkFailure] = []
    switch row.example.outcome {
    case .talks(let name): identity = name
    case .untried(let why): (verdict, reason) = ("untried", why)
    case .later(let when): (verdict, reason) = ("later", when)
    case .fails(let found): (verdict, failures) = ("fails", found)
    }
    return .mapping([
      "edge": .string(edge.kind.rawValue),
      "from": party(edge.from.role, row.from),
      "to": party(edge.to.role, row.to),
      "count": .integer(row.count),
      "dials": row.dialsAlike ? edge.dials.map { .string($0) } : nil,
      "verdict": .string(verdict),
      "as": row.isOneIdentity ? identity.map { .string($0) } : nil,
      "reason": reason.map { .string($0) },
      "failures": failures.isEmpty ? nil : .sequence(failures.map(node)),
      "example": row.count == 1
        ? nil
        : .mapping([
          "from": .string("\(edge.from)"),
          "to": .string("\(edge.to)"),
          "dials": edge.dials.map { .string($0) },
          "as": identity.map { .string($0) },
        ]),
    ])
  }

  private static func party(_ role: String, _ machines: [String]) -> Node {
    .mapping([
      "role": .string(role),
      "machines": machines.isEmpty ? nil : .sequence(machines.map { .string($0) }),
    ])
  }

  private static func node(_ failure: TalkFailure) -> Node {
    .mapping([
      "side": .string(failure.side.rawValue),
      "cause": .string(failure.cause.rawValue),
      "why": .string(failure.why),
      "file": failure.place.file.map { .string($0) },
      "line": failure.place.mark.map { .integer($0.line) },
      "field": failure.place.field.map { .string($0) },
      "change": .string(failure.change),
      "rule": failure.rule.map { .string($0.id) },
    ])
  }
}
