/// A line as a program prints it, with gaps: `{name}` takes what stands there
/// and gives it a name, `…` passes it over.
///
/// Found anywhere in a line, whatever stands before and after it, with
/// letters of either case. Backslashes before quotes do not count: structured
/// logs have them.
struct LogPattern: Hashable, Sendable {
  private enum Part: Hashable {
    case literal([UInt8])
    case gap(String?)
  }

  private let parts: [Part]
  private let signature: ByteSignature
  /// The pattern as it was written.
  let text: String
  /// How many characters have to be there: the more, the surer the match.
  let weight: Int

  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - text: the pattern.
  ///   - hasNames: whether braces give names; otherwise they are literal.
  init(_ text: String, hasNames: Bool = true) {
    var parts: [Part] = []
    var literal = ""
    func end(_ literal: inout String) {
      if !literal.isEmpty { parts.append(.literal(LogPattern.folded(literal.utf8))) }
      literal = ""
    }
    var rest = text[...]
    while let character = rest.first {
      if character == "…" {
        end(&literal)
        parts.append(.gap(nil))
        rest.removeFirst()
      } else if hasNames, character == "{", let close = rest.firstIndex(of: "}") {
        end(&literal)
        parts.append(.gap(String(rest[rest.index(after: rest.startIndex)..<close])))
        rest = rest[rest.index(after: close)...]
      } else {
        literal.append(rest.removeFirst())
      }
    }
    end(&literal)
    self.parts = parts
    self.text = text
    signature = parts.reduce(into: ByteSignature()) { signature, part in
      if case .literal(let bytes) = part { signature.add(bytes) }
    }
    weight = parts.reduce(0) { sum, part in
      if case .literal(let bytes) = part { sum + bytes.count } else { sum }
    }
  }

  /// What the gaps hold where a line has the pattern in it.
  func match(_ line: LogLine) -> [String: String]? {
    // A gap at the beginning says nothing.
    let parts = parts.drop { if case .gap = $0 { true } else { false } }
    guard case .literal(let first)? = parts.first, signature.isPart(of: line.signature) else {
      return nil
    }
    var start = line.folded.startIndex
    while let found = LogPattern.range(of: first, in: line.folded, from: start) {
      if let captures = match(parts.dropFirst(), in: line, from: found.upperBound) {
        return captures
      }
      start = found.lowerBound + 1
    }
    return nil
  }

  private func match(
    _ parts: ArraySlice<Part>,
    in line: LogLine,
    from start: Int
  ) -> [String: String]? {
    var captures: [String: String] = [:]
    var position = start
    var open: String??
    for part in parts {
      switch part {
      case .gap(let name): open = .some(name)
      case .literal(let bytes):
        guard let found = LogPattern.range(of: bytes, in: line.folded, from: position) else {
          return nil
        }
        if let gap = open {
          if let name = gap { captures[name] = line.text(position..<found.lowerBound) }
        } else if found.lowerBound != position {
          return nil
        }
        position = found.upperBound
        open = nil
      }
    }
    if let gap = open, let name = gap { captures[name] = line.word(from: position) }
    return captures
  }

  private static func range(of needle: [UInt8], in hay: [UInt8], from start: Int) -> Range<Int>? {
    guard let first = needle.first, hay.count >= needle.count else { return nil }
    var index = start
    let last = hay.count - needle.count
    while index <= last {
      if hay[index] == first, hay[index..<(index + needle.count)].elementsEqual(needle) {
        return index..<(index + needle.count)
      }
      index += 1
    }
    return nil
  }

  /// ASCII letters in lower case.
  fileprivate static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

/// A line of a log, made ready to be looked through.
struct LogLine: Hashable, Sendable {
  /// The line without backslashes before quotes.
  private let bytes: [UInt8]
  /// The same in lower case.
  let folded: [UInt8]
  /// Which triples of bytes it has.
  let signature: ByteSignature

  /// The most bytes of a line that are looked at.
  private static let limit = 4 << 10

  init(_ text: some StringProtocol) {
    var bytes: [UInt8] = []
    for byte in text.utf8.prefix(LogLine.limit) {
      if byte == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
      bytes.append(byte)
    }
    self.bytes = bytes
    let folded = LogPattern.folded(bytes)
    var signature = ByteSignature()
    signature.add(folded)
    self.folded = folded
    self.signature = signature
  }

  /// A part of the line, without quotes and spaces around it.
  func text(_ range: Range<Int>) -> String {
    var part = bytes[range]
    let outer = Array(" \"'".utf8)
    while let byte = part.first, outer.contains(byte) { part.removeFirst() }
    while let byte = part.last, outer.contains(byte) { part.removeLast() }
    return String(decoding: part, as: UTF8.self)
  }

  /// The word that begins at a position.
  func word(from start: Int) -> String {
    var rest = bytes[start...]
    while let byte = rest.first, byte == 0x20 || byte == UInt8(ascii: "\"") { rest.removeFirst() }
    let ends = Array(" \t\",;)]}".utf8)
    var word = rest.prefix { !ends.contains($0) }
    // A sentence ends, not a name.
    while word.last == UInt8(ascii: ".") || word.last == UInt8(ascii: ":") { word.removeLast() }
    return String(decoding: word, as: UTF8.self)
  }

  /// The line itself.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Which triples of bytes a text has, more or less: what is not part of it
/// here is not part of it there.
struct ByteSignature: Hashable, Sendable {
  private var bits = SIMD8<UInt64>()

  /// Adds the triples of some bytes.
  mutating func add(_ bytes: [UInt8]) {
    guard bytes.count >= 3 else { return }
    for index in 0..<(bytes.count - 2) {
      let triple =
        UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
      let hash = Int((triple &* 0x9E37_79B1) >> 23)
      bits[hash >> 6] |= 1 << UInt64(hash & 63)
    }
  }

  /// Whether all of it is in another one.
  func isPart(of other: ByteSignature) -> Bool { bits & other.bits == bits }
}
