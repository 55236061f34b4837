/// Draws how time and memory grow with the cluster, as SVG that is readable on
/// light and on dark pages.
struct Plot {
  private let growths: [Growth]

  init(_ growths: [Growth]) {
    self.growths = growths
  }

  /// The whole picture.
  var svg: String {
    let largest = growths.map(\.workers).max() ?? 1
    let time = panel(
      title: "Time",
      unit: "s",
      left: 56,
      largest: largest,
      first: growths.map { $0.first.wall / 1000 },
      again: growths.map { $0.again.wall / 1000 },
      isProportional: true
    )
    let memory = panel(
      title: "Peak memory",
      unit: "MiB",
      left: 436,
      largest: largest,
      first: growths.map { Compare.mebibytes(of: $0.first) },
      again: growths.map { Compare.mebibytes(of: $0.again) },
      isProportional: false
    )
    let sizes = growths.map { "\($0.workers)" }.joined(separator: ", ")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 330" role="img" \
      aria-labelledby="title desc">
      <title id="title">kthwctl generate: time and peak memory by number of workers</title>
      <desc id="desc">Measured with \(sizes) workers. The figures are in the table of \
      performance.md.</desc>
      <style>
      text { font: 12px sans-serif; fill: #24292f }
      .title { font-weight: bold }
      .axis { stroke: #24292f; stroke-width: 1; fill: none }
      .grid { stroke: #d0d7de; stroke-width: 1; fill: none }
      .even { stroke: #6e7781; stroke-width: 1; stroke-dasharray: 3 4; fill: none }
      .first { stroke: #0969da; fill: none; stroke-width: 2 }
      .again { stroke: #bc4c00; fill: none; stroke-width: 2 }
      .first.dot { fill: #0969da }
      .again.dot { fill: #bc4c00 }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .axis { stroke: #e6edf3 }
      .grid { stroke: #30363d }
      .even { stroke: #8b949e }
      .first { stroke: #58a6ff }
      .again { stroke: #f0883e }
      .first.dot { fill: #58a6ff }
      .again.dot { fill: #f0883e }
      }
      </style>
      \(time)
      \(memory)
      <path class="first" d="M 56 316 h 24"/>\(dot("first", 68, 316))
      <text x="88" y="320">first run</text>
      <path class="again" d="M 176 316 h 24"/>\(square("again", 188, 316))
      <text x="208" y="320">again, nothing to do</text>
      <path class="even" d="M 356 316 h 24"/>
      <text x="388" y="320">the first measurement, times the workers</text>
      </svg>

      """
  }

  /// One pair of axes with two curves.
  private func panel(
    title: String,
    unit: String,
    left: Double,
    largest: Int,
    first: [Double],
    again: [Double],
    isProportional: Bool
  ) -> String {
    let (width, top, height) = (300.0, 34.0, 230.0)
    let step = Plot.step((first + again).max() ?? 1)
    let count = Int(((first + again).max() ?? 1) / step) + 1
    let span = step * Double(count)
    func x(_ workers: Int) -> Double { left + width * Double(workers) / Double(largest) }
    func y(_ value: Double) -> Double { top + height * (1 - value / span) }
    var parts = [
      "<text class=\"title\" x=\"\(place(left))\" y=\"18\">\(title), \(unit)</text>"
    ]
    for line in 0...count {
      let height = place(y(step * Double(line)))
      parts.append("<path class=\"grid\" d=\"M \(place(left)) \(height) h \(place(width))\"/>")
      let value = step * Double(line)
      let label = step < 1 ? decimal(value, places: 1) : "\(Int(value.rounded()))"
      parts.append(
        "<text x=\"\(place(left - 8))\" y=\"\(height)\" dy=\"4\" text-anchor=\"end\">\(label)</text>"
      )
    }
    for workers in growths.map(\.workers) where workers * 12 >= largest || workers == 1000 {
      parts.append(
        "<text x=\"\(place(x(workers)))\" y=\"\(place(top + height + 18))\" "
          + "text-anchor=\"middle\">\(Plot.grouped(workers))</text>"
      )
    }
    let foot = place(top + height)
    parts.append("<path class=\"axis\" d=\"M \(place(left)) \(foot) h \(place(width))\"/>")
    parts.append(
      "<text x=\"\(place(left + width))\" y=\"\(place(top + height + 34))\" "
        + "text-anchor=\"end\">workers</text>"
    )
    if isProportional, let start = growths.firstIndex(where: { $0.workers >= 1000 }) {
      let slope = first[start] / Double(growths[start].workers)
      let end = place(y(min(span, slope * Double(largest))))
      parts.append(
        "<path class=\"even\" d=\"M \(place(left)) \(foot) L \(place(x(largest))) \(end)\"/>"
      )
    }
    for (name, values) in [("first", first), ("again", again)] {
      let points = zip(growths.map(\.workers), values).map { (x($0), y($1)) }
      let line = points.map { "\(place($0.0)) \(place($0.1))" }.joined(separator: " L ")
      parts.append("<path class=\"\(name)\" d=\"M \(line)\"/>")
      parts += points.map { name == "first" ? dot(name, $0.0, $0.1) : square(name, $0.0, $0.1) }
    }
    return parts.joined(separator: "\n")
  }

  private func dot(_ name: String, _ x: Double, _ y: Double) -> String {
    "<circle class=\"\(name) dot\" cx=\"\(place(x))\" cy=\"\(place(y))\" r=\"4\"/>"
  }

  /// Another shape, for those who see no difference of colours.
  private func square(_ name: String, _ x: Double, _ y: Double) -> String {
    "<rect class=\"\(name) dot\" x=\"\(place(x - 3.5))\" y=\"\(place(y - 3.5))\" "
      + "width=\"7\" height=\"7\"/>"
  }

  private func place(_ value: Double) -> String { decimal(value, places: 1) }

  /// A round distance between lines, four to eight of them.
  private static func step(_ most: Double) -> Double {
    var step = 0.1
    for factor in [2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2] where most / step > 7 {
      step *= factor
    }
    return step
  }

  /// A number with a narrow space between thousands.
  private static func grouped(_ number: Int) -> String {
    guard number >= 1000 else { return "\(number)" }
    let rest = String(number % 1000)
    return "\(number / 1000)\u{202f}" + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
