/// Names that end in numbers, as machines of a kind have them.
public enum NumberedName {
  /// Whether a name stands before another: a number at the end counts as one,
  /// so that node-2 stands before node-10.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let (one, other) = (parts(of: left), parts(of: right))
    if one.stem != other.stem { return one.stem < other.stem }
    return one.number == other.number ? left < right : one.number < other.number
  }

  /// A few names, or the first and the last of many and how many there are:
  /// `node-1 … node-30 (30)`.
  ///
  /// - Parameters:
  ///   - names: in their order.
  ///   - mark: what stands between the first and the last.
  /// - Returns: the names; empty for none.
  public static func list(_ names: [String], upTo mark: String = "…") -> String {
    guard names.count > 2, let first = names.first, let last = names.last else {
      return names.joined(separator: ", ")
    }
    return "\(first) \(mark) \(last) (\(names.count))"
  }

  private static func parts(of name: String) -> (stem: Substring, number: Int) {
    let isDigit = { (digit: Character) in digit.isASCII && digit.isNumber }
    let start = name.lastIndex { !isDigit($0) }.map { name.index(after: $0) } ?? name.startIndex
    return (name[..<start], Int(name[start...]) ?? -1)
  }
}
