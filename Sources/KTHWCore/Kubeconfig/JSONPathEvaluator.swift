/// Walks a document by the steps of a JSONPath template.
struct JSONPathEvaluator {
  private let allowsMissingKeys: Bool
  /// How many ranges are open.
  private var openRanges = 0
  /// The part that ended a range most recently.
  private var lastEnd: Int?

  init(allowsMissingKeys: Bool) {
    self.allowsMissingKeys = allowsMissingKeys
  }

  /// What each part of a template gives; parts in a range give as often as
  /// the range has values.
  ///
  /// - Throws: ``JSONPathFailure``.
  mutating func results(
    of parts: [JSONPath.Part],
    on value: JSONPathValue
  ) throws -> [[JSONPathValue]] {
    try block(parts, from: 0, on: [value])
  }

  /// Evaluates parts up to the end of the range that they are in.
  private mutating func block(
    _ parts: [JSONPath.Part],
    from start: Int,
    on input: [JSONPathValue]
  ) throws -> [[JSONPathValue]] {
    var results: [[JSONPathValue]] = []
    var position = start
    while position < parts.count {
      let part = parts[position]
      let values = try walk(part, from: input)
      if part.contains(.identifier("end")) {
        lastEnd = position
        return results
      }
      position += 1
      guard part.contains(.identifier("range")) else {
        results.append(values)
        continue
      }
      openRanges += 1
      // Without values the block is walked all the same, to find its end.
      if values.isEmpty { _ = try block(parts, from: position, on: []) }
      for value in values { results += try block(parts, from: position, on: [value]) }
      openRanges -= 1
      // kubectl goes on behind the last end that it met: what follows a range
      // that has none is evaluated once more.
      if let lastEnd, lastEnd >= position { position = lastEnd + 1 }
    }
    return results
  }

  private func walk(
    _ steps: [JSONPath.Step],
    from input: [JSONPathValue]
  ) throws -> [JSONPathValue] {
    try steps.reduce(input) { try walk($1, from: $0) }
  }

  private func walk(
    _ step: JSONPath.Step,
    from input: [JSONPathValue]
  ) throws -> [JSONPathValue] {
    switch step {
    case .text(let text): return [.node(.string(text))]
    case .integer(let number): return input.map { _ in .integer(number) }
    case .float(let number):
      let node = Node(.scalar(Node.Scalar(GoNumber.jsonText(number), .float)))
      return input.map { _ in .node(node) }
    case .boolean(let flag): return input.map { _ in .node(.boolean(flag)) }
    case .identifier(let word): return try identifier(word, input)
    case .field(let name): return try field(name, of: input)
    case .wildcard: return input.flatMap(\.children)
    case .recursive: return JSONPathEvaluator.descendants(of: input)
    case .slice(let slice): return try input.flatMap { try items(slice, of: $0) }
    case .union(let members): return try members.flatMap { try walk($0, from: input) }
    case .exists(let path):
      return try filtered(input) { item in
        // A path that fails below an item is as good as none.
        ((try? walk(path, from: [item])) ?? []).isEmpty == false
      }
    case .filter(let left, let comparison, let right):
      return try filtered(input) { item in
        guard let one = try single(walk(left, from: [item])),
          let other = try single(walk(right, from: [item]))
        else { return false }
        return try one.holds(comparison, with: other)
      }
    }
  }

  private func identifier(
    _ word: String,
    _ input: [JSONPathValue]
  ) throws -> [JSONPathValue] {
    switch word {
    case "range": return input
    case "end" where openRanges > 0: return []
    case "end": throw JSONPathFailure("not in range, nothing to end")
    default: throw JSONPathFailure("unrecognized identifier \(word)")
    }
  }

  private func field(_ name: String, of input: [JSONPathValue]) throws -> [JSONPathValue] {
    let found = input.compactMap { value -> JSONPathValue? in
      guard case .node(let node) = value else { return nil }
      return node[name].map(JSONPathValue.node)
    }
    guard found.isEmpty, !input.isEmpty, !allowsMissingKeys else { return found }
    throw JSONPathFailure("\(name) is not found", isMissingKey: true)
  }

  private func items(
    _ slice: JSONPath.Slice,
    of value: JSONPathValue
  ) throws -> [JSONPathValue] {
    if value.isNull { return [] }
    guard let items = value.items else {
      throw JSONPathFailure("\(value.goType) is not array or slice")
    }
    var start = slice.start ?? 0
    if start < 0 { start += items.count }
    var end = slice.end ?? items.count
    if end < 0 || end == 0 && slice.isSingle { end += items.count }
    guard start != end else { return [] }
    func outOfBounds(_ index: Int) -> JSONPathFailure {
      JSONPathFailure("array index out of bounds: index \(index), length \(items.count)")
    }
    guard items.indices.contains(start) else { throw outOfBounds(start) }
    guard end >= 0, end <= items.count else { throw outOfBounds(end - 1) }
    guard start < end else {
      throw JSONPathFailure("starting index \(start) is greater than ending index \(end)")
    }
    let step = slice.step ?? 1
    guard step > 0 else { throw JSONPathFailure("step must be > 0") }
    return stride(from: start, to: end, by: step).map { .node(items[$0]) }
  }

  private func filtered(
    _ input: [JSONPathValue],
    _ isKept: (JSONPathValue) throws -> Bool
  ) throws -> [JSONPathValue] {
    try input.flatMap { value -> [JSONPathValue] in
      guard let items = value.items else {
        // kubectl shows the whole value here, which may be a secret.
        throw JSONPathFailure("\(value.goType) is not array or slice and cannot be filtered")
      }
      return try items.map(JSONPathValue.node).filter(isKept)
    }
  }

  private func single(_ values: [JSONPathValue]) throws -> JSONPathValue? {
    guard values.count < 2 else {
      throw JSONPathFailure("can only compare one element at a time")
    }
    return values.first
  }

  /// Everything that has something below it, each before what is below it.
  private static func descendants(of values: [JSONPathValue]) -> [JSONPathValue] {
    values.flatMap { value -> [JSONPathValue] in
      let children = value.children
      return children.isEmpty ? [] : [value] + descendants(of: children)
    }
  }
}
