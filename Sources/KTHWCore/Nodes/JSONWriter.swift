/// Writes a ``Node`` as JSON, byte for byte as Go's `encoding/json` does.
///
/// Keys keep their order. Numbers keep their digits where JSON has that
/// spelling; YAML's other spellings (`0x1F`, `1_000`, `yes`) are translated.
public enum JSONWriter {
  /// The node on one line, without spaces or a final newline.
  public static func compact(_ node: Node) -> String {
    var output: [UInt8] = []
    append(node, to: &output, indentation: nil, level: 0)
    return String(decoding: output, as: UTF8.self)
  }

  /// The node with every entry on a line of its own, without a final newline.
  ///
  /// - Parameters:
  ///   - node: what to write.
  ///   - indentation: what one level of nesting is indented by.
  /// - Returns: the text; empty objects and arrays are `{}` and `[]`.
  public static func indented(_ node: Node, by indentation: String = "  ") -> String {
    var output: [UInt8] = []
    append(node, to: &output, indentation: Array(indentation.utf8), level: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(
    _ node: Node,
    to output: inout [UInt8],
    indentation: [UInt8]?,
    level: Int
  ) {
    switch node.value {
    case .scalar(let scalar):
      if scalar.kind == .string {
        JSONEscaping.appendQuoted(scalar.text, to: &output)
      } else {
        output.append(contentsOf: scalar.jsonText.utf8)
      }
    case .sequence(let items):
      output.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendBreak(to: &output, indentation, level + 1)
        append(item, to: &output, indentation: indentation, level: level + 1)
      }
      if !items.isEmpty { appendBreak(to: &output, indentation, level) }
      output.append(UInt8(ascii: "]"))
    case .mapping(let entries):
      output.append(UInt8(ascii: "{"))
      for (index, entry) in entries.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendBreak(to: &output, indentation, level + 1)
        JSONEscaping.appendQuoted(entry.key, to: &output)
        output.append(UInt8(ascii: ":"))
        if indentation != nil { output.append(UInt8(ascii: " ")) }
        append(entry.value, to: &output, indentation: indentation, level: level + 1)
      }
      if !entries.isEmpty { appendBreak(to: &output, indentation, level) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func appendBreak(to output: inout [UInt8], _ indentation: [UInt8]?, _ level: Int) {
    guard let indentation else { return }
    output.append(UInt8(ascii: "\n"))
    for _ in 0..<level { output.append(contentsOf: indentation) }
  }
}
