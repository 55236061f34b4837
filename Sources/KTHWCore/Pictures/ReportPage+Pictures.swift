extension ReportPage {
  /// Who signed whom.
  var certificates: Markup {
    var rows: [[Markup]] = []
    for root in report.pki.roots { add(root, signer: "itself", to: &rows) }
    let table = ReportPage.table(
      "Certificates, who signed them, and how long they are good",
      ["Certificate", "What it is", "Signed by", "Ends", "Left"],
      rows
    )
    return ReportPage.panel(
      "certificates",
      "Certificates",
      report.pki.summary + " Alike ones are shown as one.",
      [ReportPage.figure(report.pki.drawn())]
        + (rows.isEmpty ? [] : [ReportPage.details("The same as a table", [table])])
    )
  }

  private func add(_ entry: PKIPicture.Entry, signer: String, to rows: inout [[Markup]]) {
    rows.append([
      ReportPage.rowHead(entry.title()),
      ReportPage.cell(entry.role, class: "wide"),
      ReportPage.cell(entry.term == nil ? "nobody knows" : signer),
      ReportPage.cell(entry.term?.ends.day ?? "–", class: "nowrap"),
      .node(.td, [:], [ReportPage.tag(entry.tone, report.pki.left(entry))]),
    ])
    for child in entry.children { add(child, signer: entry.name, to: &rows) }
  }

  /// Who talks to whom.
  var connections: Markup {
    let rows = report.connections.map { row in
      [
        ReportPage.rowHead(row.from),
        ReportPage.cell(row.to, class: "wide"),
        ReportPage.cell(row.dials),
        ReportPage.cell(row.identity),
        ReportPage.cell(Quantity.grouped(row.count)),
        .node(.td, [:], [ReportPage.tag(row.tone, row.verdict)]),
      ]
    }
    let table = ReportPage.table(
      "Connections, alike ones in one row",
      ["From", "To", "Dials", "Seen as", "How many", "Verdict"],
      rows
    )
    return ReportPage.panel(
      "connections",
      "Connections",
      report.talk.summary + " Each was tried as a TLS handshake in memory, with the files as they "
        + "are; both ends judge the other as the programs themselves do.",
      report.connections.filter { !$0.reasons.isEmpty }.map(trouble)
        + [ReportPage.figure(report.talk.drawn())]
        + (rows.isEmpty ? [] : [ReportPage.details("The same as a table", [table])])
    )
  }

  /// Why a connection does not work, and what to do.
  private func trouble(_ row: ClusterReport.Connection) -> Markup {
    let reasons = row.reasons.flatMap { reason -> [Markup] in
      let rule = reason.rule.map { " (\($0))" } ?? ""
      let change =
        reason.change.isEmpty
        ? [] : [Markup.node(.p, class: "soft", "→ \(reason.change)\(rule)")]
      return [.node(.p, reason.why)] + change
    }
    return .node(
      .div,
      ["class": "failure s-\(row.tone.styleClass)"],
      [
        .node(
          .h3,
          [:],
          [ReportPage.tag(row.tone, row.verdict), .text(" \(row.from) → \(row.to)")]
        )
      ] + reasons
    )
  }

  /// What ends when.
  var expiry: Markup {
    let rows = report.timeline.rows.map { row in
      [
        ReportPage.rowHead(row.title()),
        ReportPage.cell(row.role, class: "wide"),
        ReportPage.cell(row.term.renews.day, class: "nowrap"),
        ReportPage.cell(row.term.ends.day, class: "nowrap"),
        .node(.td, [:], [ReportPage.tag(row.tone, row.term.left(at: report.now))]),
        ReportPage.cell(row.ending, class: "wide"),
        .node(.td, ["class": "wide"], [.node(.code, row.file)]),
      ]
    }
    let more =
      report.timeline.omitted == 0
      ? []
      : [
        Markup.node(
          .p,
          class: "soft",
          "And \(Quantity.grouped(report.timeline.omitted)) more that end later."
        )
      ]
    let table = ReportPage.table(
      "What ends, when it is to be renewed, and what happens otherwise",
      ["What", "What it is", "Renew from", "Ends", "Left", "Then", "Where"],
      rows
    )
    return ReportPage.panel(
      "expiry",
      "Expiry",
      report.timeline.summary,
      [ReportPage.figure(report.timeline.drawn())]
        + (rows.isEmpty ? [] : [ReportPage.details("The same as a table", [table] + more)])
    )
  }
}
