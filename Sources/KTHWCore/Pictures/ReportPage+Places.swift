extension ReportPage {
  /// The machines, and the other places where files are.
  var places: Markup {
    let more =
      report.omittedHosts == 0
      ? []
      : [Markup.node(.p, class: "soft", "And \(Quantity.of(report.omittedHosts, "host")) more.")]
    let lead =
      report.places.isEmpty
      ? "No file was found."
      : "What every host gets: the programs with their flags, the files with their modes."
    return ReportPage.panel("hosts", "Hosts", lead, report.places.map(place) + more)
  }

  private func place(_ place: ClusterReport.Place) -> Markup {
    let count = place.files.count + place.omittedFiles
    let details = (place.details + [Quantity.of(count, "file")]).joined(separator: " · ")
    var parts: [Markup] = []
    if let note = place.note { parts.append(.node(.p, class: "soft", note)) }
    for program in place.programs { parts += ReportPage.program(program) }
    if !place.files.isEmpty { parts.append(files(place)) }
    return .node(
      .details,
      ["class": "host"],
      [
        .node(
          .summary,
          [:],
          [.node(.h3, place.title), .text(" "), .node(.span, class: "soft", details)]
        ),
        .node(.div, [:], parts),
      ]
    )
  }

  private static func program(_ program: ClusterReport.Program) -> [Markup] {
    var items = program.flags.map { Markup.node(.li, [:], [.node(.code, $0)]) }
    if program.omittedFlags > 0 {
      items.append(.node(.li, class: "soft", "and \(Quantity.grouped(program.omittedFlags)) more"))
    }
    let none = Markup.node(.p, class: "soft", "without flags")
    return [
      .node(.h4, [:], [.text(program.name + " "), .node(.code, program.file)]),
      items.isEmpty ? none : .node(.ul, ["class": "flags"], items),
    ]
  }

  private func files(_ place: ClusterReport.Place) -> Markup {
    let rows = place.files.map { file -> [Markup] in
      let mark =
        file.isSecret
        ? [
          Markup.text(" "),
          file.isOpen
            ? ReportPage.tag(.failing, "secret, open to others")
            : .node(.span, class: "soft", "secret"),
        ] : []
      return [
        .node(.th, ["scope": "row"], [.node(.code, file.path)]),
        .node(.td, [:], [.node(.code, file.mode)]),
        .node(.td, [:], [.text(file.kind)] + mark),
      ]
    }
    let caption =
      place.omittedFiles == 0
      ? "Files of \(place.title)"
      : "The first \(Quantity.of(place.files.count, "file")) of \(place.title); "
        + "\(Quantity.grouped(place.omittedFiles)) more are not shown"
    return ReportPage.table(caption, ["Path", "Mode", "What it is"], rows)
  }
}
