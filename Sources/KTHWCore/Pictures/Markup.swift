/// A piece of HTML or SVG.
///
/// Names of elements and attributes are ours alone, texts and values are
/// escaped when they are written: there is no way to put in markup as text.
enum Markup: Sendable {
  /// An element.
  indirect case element(Tag, [Attribute], [Markup])
  /// Text, from wherever.
  case text(String)
  /// A style sheet of ours.
  case style(StaticString)

  /// The elements that are used.
  enum Tag: String, Sendable {
    case html, head, meta, title, style, body, header, main, nav, section, footer, article
    case h1, h2, h3, h4, p, ul, ol, li, dl, dt, dd, div, span, strong, em, small, code, a, time
    case table, caption, thead, tbody, tr, th, td, details, summary, figure, figcaption
    case svg, desc, g, defs, rect, path, line, circle, text, tspan, pattern

    /// Whether it never has anything in it.
    fileprivate var isVoid: Bool {
      switch self {
      case .meta, .rect, .path, .line, .circle: true
      default: false
      }
    }
  }

  /// An attribute; without a value it is not written.
  struct Attribute: Sendable {
    let name: StaticString
    let value: String?
  }
}

extension Markup {
  /// An element with attributes; those whose value is nil are left out.
  static func node(
    _ tag: Tag,
    _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ content: [Markup] = []
  ) -> Markup {
    .element(tag, attributes.map { Attribute(name: $0.key, value: $0.value) }, content)
  }

  /// An element of a class with a text.
  static func node(_ tag: Tag, class style: String? = nil, _ text: String) -> Markup {
    node(tag, ["class": style], [.text(text)])
  }

  /// The markup as it is written.
  var written: String {
    var text = ""
    write(into: &text)
    return text
  }

  private func write(into text: inout String) {
    switch self {
    case .text(let content): Markup.escape(content, into: &text)
    case .style(let sheet): text += "<style>\(sheet)</style>"
    case .element(let tag, let attributes, let content):
      text += "<" + tag.rawValue
      for attribute in attributes {
        guard let value = attribute.value else { continue }
        text += " \(attribute.name)=\""
        Markup.escape(value, into: &text)
        text += "\""
      }
      if tag.isVoid {
        text += "/>"
      } else {
        text += ">"
        for part in content { part.write(into: &text) }
        text += "</" + tag.rawValue + ">"
        if tag.endsLine { text += "\n" }
      }
    }
  }

  /// What has a meaning in markup becomes a reference, and what is no
  /// character of XML 1.0 or would reorder the text is named instead.
  private static func escape(_ text: String, into result: inout String) {
    for scalar in Terminal.printable(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Markup.Tag {
  /// Whether a line feed behind it changes nothing that anybody sees.
  fileprivate var endsLine: Bool {
    switch self {
    case .head, .title, .header, .main, .nav, .section, .footer, .h1, .h2, .h3, .h4, .p, .ul, .ol,
      .li, .dl, .div, .table, .tr, .details, .summary, .svg, .desc, .g, .figure, .defs:
      true
    default: false
    }
  }
}
