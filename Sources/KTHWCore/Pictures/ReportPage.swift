/// A report as one page of HTML that needs nothing else: no script, no
/// network, no font of its own.
struct ReportPage: Sendable {
  let report: ClusterReport

  /// The whole page.
  var text: String {
    "<!DOCTYPE html>\n"
      + Markup.node(
        .html,
        ["lang": "en"],
        [head, .node(.body, [:], [skip, banner, main, footer])]
      )
      .written + "\n"
  }

  private var head: Markup {
    .node(
      .head,
      [:],
      [
        .node(.meta, ["charset": "utf-8"]),
        .node(.meta, ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        // Nothing is loaded, and nothing runs, whatever is in the texts.
        .node(
          .meta,
          [
            "http-equiv": "Content-Security-Policy",
            "content":
              "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
          ]
        ),
        .node(.meta, ["name": "referrer", "content": "no-referrer"]),
        .node(.meta, ["name": "color-scheme", "content": "light dark"]),
        .node(.title, "\(report.title): cluster report of \(report.now.day)"),
        .style(PictureStyle.colours), .style(PictureStyle.page), .style(PictureStyle.shapes),
      ]
    )
  }

  private var skip: Markup {
    .node(.a, ["class": "skip", "href": "#main"], [.text("To the report")])
  }

  private var banner: Markup {
    let facts = report.facts.map { fact in
      Markup.node(.li, [:], [.text(fact.label + " "), .node(.strong, fact.value)])
    }
    return .node(
      .header,
      [:],
      [
        .node(.p, class: "eyebrow", "Cluster report"),
        .node(.h1, report.title),
        .node(.ul, ["class": "facts"], facts),
      ]
    )
  }

  private var main: Markup {
    .node(
      .main,
      ["id": "main"],
      [summary, contents, findings, certificates, connections, expiry, places]
    )
  }

  private var contents: Markup {
    let links: [(String, String)] = [
      ("findings", "Findings"), ("certificates", "Certificates"),
      ("connections", "Connections"), ("expiry", "Expiry"), ("hosts", "Hosts"),
    ]
    return .node(
      .nav,
      ["aria-label": "Contents"],
      [
        .node(
          .ul,
          [:],
          links.map { id, title in
            .node(.li, [:], [.node(.a, ["href": "#" + id], [.text(title)])])
          }
        )
      ]
    )
  }

  private var footer: Markup {
    .node(
      .footer,
      [:],
      [
        .node(
          .p,
          "Made by kthwctl report from files alone, as they were at \(report.now.rfc3339); "
            + "nothing was asked of a cluster. No private key, token or passphrase is in this page."
        )
      ]
    )
  }
}

// MARK: - Parts of every section

extension ReportPage {
  /// A section of the page.
  static func panel(_ id: String, _ title: String, _ lead: String, _ parts: [Markup]) -> Markup {
    .node(
      .section,
      ["class": "panel", "id": id, "aria-labelledby": "\(id)-head"],
      [
        .node(.h2, ["id": "\(id)-head"], [.text(title)]),
        .node(.p, class: "lead", lead),
      ] + parts
    )
  }

  /// A picture in a box of its own, which scrolls where it is too wide.
  static func figure(_ picture: SVGPicture) -> Markup {
    .node(
      .figure,
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": picture.title],
      [picture.inPage]
    )
  }

  /// A table in a box of its own.
  static func table(_ caption: String, _ heads: [String], _ rows: [[Markup]]) -> Markup {
    let top = heads.map { Markup.node(.th, ["scope": "col"], [.text($0)]) }
    return .node(
      .div,
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
      [
        .node(
          .table,
          [:],
          [
            .node(.caption, caption),
            .node(.thead, [:], [.node(.tr, [:], top)]),
            .node(.tbody, [:], rows.map { .node(.tr, [:], $0) }),
          ]
        )
      ]
    )
  }

  /// The first cell of a row.
  static func rowHead(_ text: String) -> Markup { .node(.th, ["scope": "row"], [.text(text)]) }

  /// A cell of a table.
  static func cell(_ text: String, class style: String? = nil) -> Markup {
    .node(.td, class: style, text)
  }

  /// A word in a colour, with its sign.
  static func tag(_ tone: Tone, _ word: String) -> Markup {
    .node(.span, class: "tag t-\(tone.styleClass)", "\(tone.sign()) \(word)")
  }

  /// What opens when it is asked for.
  static func details(_ title: String, isOpen: Bool = false, _ parts: [Markup]) -> Markup {
    .node(
      .details,
      ["open": isOpen ? "" : nil],
      [.node(.summary, title), .node(.div, [:], parts)]
    )
  }
}
