/// Finds machines by their names at once, however many there are.
///
/// Machines of a range take no room.
struct HostIndex: Sendable {
  private let hosts: ClusterHosts
  private let listed: [String: Int]

  init(_ hosts: ClusterHosts) {
    self.hosts = hosts
    let numbered = hosts.listed.enumerated().map { ($1.name.text, $0) }
    listed = Dictionary(numbered) { first, _ in first }
  }

  /// The machine of a name, or nil.
  subscript(name: String) -> ClusterHost? {
    position(of: name).map { hosts[$0] }
  }

  /// Where the machine of a name stands among all, or nil.
  func position(of name: String) -> Int? {
    if let position = listed[name] { return position }
    var first = hosts.listed.count
    for range in hosts.ranges {
      if let index = range.index(of: name) { return first + index }
      first += range.count
    }
    return nil
  }
}

extension HostRange {
  /// The machine of a name, counted from the first; nil where none has it.
  func index(of name: String) -> Int? {
    guard name.hasPrefix(namePrefix), name.hasSuffix(nameSuffix),
      name.utf8.count > namePrefix.utf8.count + nameSuffix.utf8.count
    else { return nil }
    let digits = name.utf8.dropFirst(namePrefix.utf8.count).dropLast(nameSuffix.utf8.count)
    guard let number = Decimal.value(Array(digits)), number >= firstNumber,
      number - firstNumber < count
    else { return nil }
    let index = number - firstNumber
    // The same number can be written with more zeros than the range has.
    return self.name(at: index) == name ? index : nil
  }
}
