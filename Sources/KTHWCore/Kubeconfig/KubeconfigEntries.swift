/// Named things of a kubeconfig, in the byte order of their names.
///
/// Names are compared byte by byte, as Kubernetes does it: two names that
/// merely look the same are different.
///
/// ```swift
/// kubeconfig.clusters["hard-way"] = KubeconfigCluster(server: "https://10.0.0.1:6443")
/// kubeconfig.clusters["old"] = nil
/// for (name, cluster) in kubeconfig.clusters { print(name, cluster.server) }
/// ```
public struct KubeconfigEntries<Value> {
  private var entries: [Element] = []

  /// A name and what it stands for.
  public typealias Element = (name: String, value: Value)

  /// Creates an empty collection.
  public init() {}

  /// Creates a collection of names in any order; of a name given twice, the
  /// last value stays.
  public init(_ elements: some Sequence<Element>) {
    let ordered = elements.enumerated().sorted { left, right in
      if ByteOrder.precedes(left.element.name, right.element.name) { return true }
      return left.element.name.hasSameBytes(as: right.element.name) && left.offset < right.offset
    }
    for (_, element) in ordered {
      if let last = entries.last, last.name.hasSameBytes(as: element.name) { entries.removeLast() }
      entries.append(element)
    }
  }

  /// The names, in byte order.
  public var names: [String] { entries.map(\.name) }

  /// What a name stands for; setting it to nil removes the name.
  public subscript(name: String) -> Value? {
    get {
      let index = index(of: name)
      return hasEntry(name, at: index) ? entries[index].value : nil
    }
    set {
      let index = index(of: name)
      switch (newValue, hasEntry(name, at: index)) {
      case (let value?, true): entries[index].value = value
      case (let value?, false): entries.insert((name, value), at: index)
      case (nil, true): entries.remove(at: index)
      case (nil, false): break
      }
    }
  }

  /// Whether there is something of this name.
  public func contains(name: String) -> Bool {
    hasEntry(name, at: index(of: name))
  }

  /// The same names with other values.
  public func mapValues<Other>(
    _ transform: (Value) throws -> Other
  ) rethrows -> KubeconfigEntries<Other> {
    var mapped = KubeconfigEntries<Other>()
    mapped.entries = try entries.map { ($0.name, try transform($0.value)) }
    return mapped
  }

  /// Where a name stands, or would have to stand.
  private func index(of name: String) -> Int {
    // What is read from a file comes in order, so the end is the likeliest place.
    if let last = entries.last, ByteOrder.precedes(last.name, name) { return entries.count }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if ByteOrder.precedes(entries[middle].name, name) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func hasEntry(_ name: String, at index: Int) -> Bool {
    index < entries.count && entries[index].name.hasSameBytes(as: name)
  }
}

extension KubeconfigEntries: RandomAccessCollection {
  /// Always 0.
  public var startIndex: Int { 0 }
  /// The number of names.
  public var endIndex: Int { entries.count }
  /// The name and value at a position in byte order.
  public subscript(position: Int) -> Element { entries[position] }
}

extension KubeconfigEntries: ExpressibleByDictionaryLiteral {
  /// Creates a collection; of a name given twice, the last value stays.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements.map { (name: $0.0, value: $0.1) })
  }
}

extension KubeconfigEntries: Sendable where Value: Sendable {}

extension KubeconfigEntries: Equatable where Value: Equatable {
  /// Equal when names and values are, names byte for byte.
  public static func == (left: Self, right: Self) -> Bool {
    left.entries.count == right.entries.count
      && zip(left.entries, right.entries).allSatisfy {
        $0.name.hasSameBytes(as: $1.name) && $0.value == $1.value
      }
  }
}

extension KubeconfigEntries: Hashable where Value: Hashable {
  /// Hashes names and values.
  public func hash(into hasher: inout Hasher) {
    for (name, value) in entries {
      hasher.combine(name)
      hasher.combine(value)
    }
  }
}

/// The order of texts by their UTF-8 bytes, as Go sorts strings.
enum ByteOrder {
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
