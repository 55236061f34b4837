/// A picture as it is drawn: its size, what it shows in words, its parts.
struct SVGPicture: Sendable {
  /// The beginning of the identifiers in it; no two pictures of a page share
  /// one.
  let name: String
  /// What it is.
  let title: String
  /// What it shows.
  let summary: String
  let width: Int
  let height: Int
  let parts: [Markup]

  /// The picture as a part of a page, which has the style sheet.
  var inPage: Markup { element([]) }

  /// The picture as a file of its own, with its style sheet.
  var file: String {
    let sheets: [Markup] = [.style(PictureStyle.colours), .style(PictureStyle.shapes)]
    return element(
      sheets + [.node(.rect, ["width": "100%", "height": "100%", "class": "back"])]
    ).written
  }

  private func element(_ begin: [Markup]) -> Markup {
    .node(
      .svg,
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "picture",
        "viewBox": "0 0 \(width) \(height)",
        "width": "\(width)",
        "height": "\(height)",
        "role": "img",
        "aria-labelledby": "\(name)-title \(name)-desc",
      ],
      [
        .node(.title, ["id": "\(name)-title"], [.text(title)]),
        .node(.desc, ["id": "\(name)-desc"], [.text(summary)]),
      ] + begin + parts
    )
  }
}

extension Markup {
  /// A text at a place.
  static func text(_ x: Int, _ y: Int, _ style: String? = nil, _ text: String) -> Markup {
    node(.text, ["x": "\(x)", "y": "\(y)", "class": style], [.text(text)])
  }

  /// A rectangle; with what it is, where a pointer rests on it.
  static func rect(
    _ x: Int,
    _ y: Int,
    _ width: Int,
    _ height: Int,
    radius: Int = 0,
    _ style: String
  ) -> Markup {
    node(
      .rect,
      [
        "x": "\(x)",
        "y": "\(y)",
        "width": "\(width)",
        "height": "\(height)",
        "rx": radius == 0 ? nil : "\(radius)",
        "class": style,
      ]
    )
  }

  /// A path.
  static func path(_ path: String, _ style: String) -> Markup {
    node(.path, ["d": path, "class": style])
  }

  /// Parts that are one thing, which has a name where a pointer rests on it.
  static func group(_ title: String, _ parts: [Markup]) -> Markup {
    node(.g, [:], [node(.title, title)] + parts)
  }

  /// Text cut to what has room in some pixels at a size of letters.
  ///
  /// Nobody knows the reader's font: letters are taken to be as wide as those
  /// of wide fonts, on average half of their size, and more where they are
  /// bold, as those of 13 pixels are.
  static func fit(_ text: String, _ pixels: Int, size: Int = 12) -> String {
    let share = size >= 13 ? 62 : 52
    return Terminal.cut(Terminal.printable(text), to: max(2, pixels * 100 / (size * share)))
  }
}

/// What the signs and colours of a picture mean, in a row below it.
struct PictureLegend {
  let tones: [(tone: Tone, word: String)]
  /// How high it is.
  static let height = 30

  func parts(x: Int, y: Int) -> [Markup] {
    var parts: [Markup] = []
    var x = x
    for (tone, word) in tones {
      parts.append(.rect(x, y, 14, 14, radius: 4, "c-\(tone.styleClass)"))
      parts.append(.text(x + 22, y + 11, "soft", "\(tone.sign()) \(word)"))
      x += 22 + (Terminal.width(of: word) + 2) * 7 + 16
    }
    return parts
  }
}
