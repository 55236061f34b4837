extension ReportPage {
  /// What matters most, at a glance.
  var summary: Markup {
    .node(
      .section,
      ["aria-label": "Summary"],
      [.node(.ul, ["class": "cards"], [hosts, certificateCard, talkCard, findingCard, nextEnd])]
    )
  }

  private func card(_ label: String, _ value: String, _ tone: Tone, _ word: String) -> Markup {
    .node(
      .li,
      ["class": "s-\(tone.styleClass)"],
      [
        .node(.span, class: "label", label),
        .node(.span, class: "value", value),
        .node(.span, class: "word t-\(tone.styleClass)", "\(tone.sign()) \(word)"),
      ]
    )
  }

  private var hosts: Markup {
    let roles = report.roles.map { "\(Quantity.grouped($0.count)) \($0.name)" }
    return .node(
      .li,
      ["class": "s-future"],
      [
        .node(.span, class: "label", "Hosts"),
        .node(.span, class: "value", Quantity.grouped(report.hostCount)),
        .node(
          .span,
          class: "word soft",
          report.hostCount == 0
            ? "no tree of generate"
            : roles.isEmpty ? "as the files have them" : roles.joined(separator: ", ")
        ),
      ]
    )
  }

  private var certificateCard: Markup {
    let rows = report.timeline.rows
    let ended = rows.filter { $0.tone == .ended }.reduce(0) { $0 + $1.count }
    let due = rows.filter { $0.tone == .due }.reduce(0) { $0 + $1.count }
    let count = report.pki.count
    let (tone, word): (Tone, String) =
      count == 0
      ? (.unknown, "none found")
      : ended > 0
        ? (.ended, "\(Quantity.grouped(ended)) ended")
        : due > 0
          ? (.due, "\(Quantity.grouped(due)) due for renewal")
          : (.good, "none ended, none due")
    return card("Certificates", Quantity.grouped(count), tone, word)
  }

  private var talkCard: Markup {
    let all = report.talk.links.reduce(0) { $0 + $1.count }
    let failing = report.talk.links.reduce(0) { $0 + $1.fails }
    let untried = report.talk.links.reduce(0) { $0 + $1.untried }
    let later = report.talk.links.reduce(0) { $0 + $1.later }
    let (tone, word): (Tone, String) =
      failing > 0
      ? (.failing, failing == 1 ? "1 fails" : "\(Quantity.grouped(failing)) fail")
      : all == 0
        ? (.unknown, "none found")
        : untried > 0
          ? (.unknown, "\(Quantity.grouped(untried)) could not be tried")
          : later > 0
            ? (.good, "none fails, \(Quantity.grouped(later)) when nodes join")
            : (.good, "none fails")
    return card("Connections", Quantity.grouped(all), tone, word)
  }

  private var findingCard: Markup {
    let counts = ["error", "warning", "info"].map { severity in
      report.findings.filter { $0.severity == severity }.reduce(0) { $0 + $1.count }
    }
    let all = counts.reduce(0, +)
    let (tone, word): (Tone, String) =
      counts[0] > 0
      ? (.failing, Quantity.of(counts[0], "error"))
      : counts[1] > 0
        ? (.warning, Quantity.of(counts[1], "warning"))
        : all > 0
          ? (.note, "nothing that breaks")
          : (.good, "nothing in \(Quantity.of(report.files.all, "file"))")
    return card("Findings", Quantity.grouped(all), tone, word)
  }

  private var nextEnd: Markup {
    let rows = report.timeline.rows
    guard let next = rows.first(where: { $0.tone != .ended }) ?? rows.first else {
      return card("Next end", "none", .unknown, "nothing that ends")
    }
    return card(
      "Next end",
      next.term.left(at: report.now),
      next.tone,
      "\(next.title()), \(next.term.ends.day)"
    )
  }

  /// What breaks rules.
  var findings: Markup {
    let files =
      "\(Quantity.grouped(report.files.known)) of \(Quantity.of(report.files.all, "file"))"
    let lead =
      report.findings.isEmpty
      ? "✓ Nothing was found in \(files) that could be looked into."
      : "What will not work or will hurt, from \(files) that could be looked into. "
        + "kthwctl explain says more of every rule."
    let unread =
      report.problems.isEmpty
      ? []
      : [
        Markup.node(.h3, "Could not be read"),
        .node(.ul, [:], report.problems.prefix(20).map { .node(.li, $0) }),
      ]
    return ReportPage.panel("findings", "Findings", lead, report.findings.map(finding) + unread)
  }

  private func finding(_ finding: ClusterReport.Finding) -> Markup {
    var items: [Markup] = []
    for (index, sighting) in finding.places.enumerated() {
      let next = index + 1 < finding.places.count ? finding.places[index + 1] : nil
      var parts: [Markup] = [
        .node(.code, sighting.place), .text(sighting.place.isEmpty ? "" : ": "),
        .text(sighting.seen),
      ]
      // What is to be done is told once for places that follow each other.
      if next?.remedy != sighting.remedy {
        parts.append(.node(.div, class: "soft", "→ " + sighting.remedy))
      }
      items.append(.node(.li, [:], parts))
    }
    if finding.omitted > 0 {
      items.append(
        .node(.li, class: "soft", "and \(Quantity.grouped(finding.omitted)) more like this")
      )
    }
    return .node(
      .div,
      ["class": "finding"],
      [
        .node(
          .h3,
          [:],
          [
            ReportPage.tag(finding.tone, finding.severity),
            .text(" " + finding.title + " "),
            .node(.code, class: "soft", finding.rule),
          ]
        ),
        .node(.p, class: "soft", finding.reason),
        .node(.ul, [:], items),
      ]
    )
  }
}
