/// What one run of one contestant cost, in milliseconds.
struct Sample {
  /// From start to end, by the clock on the wall.
  var wall: Double
  /// On the processors, user and system together, children included.
  var processor: Double
  /// The most memory that a process of it had, in the system's unit.
  var memory = 0
}

/// The samples of one contestant.
struct Samples {
  private(set) var all: [Sample] = []

  mutating func add(_ sample: Sample) { all.append(sample) }

  var count: Int { all.count }

  func median(_ part: KeyPath<Sample, Double>) -> Double {
    let sorted = all.map { $0[keyPath: part] }.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  func mean(_ part: KeyPath<Sample, Double>) -> Double {
    all.map { $0[keyPath: part] }.reduce(0, +) / Double(all.count)
  }
}

/// How samples become one number.
enum Summary: String {
  /// For what takes the same time whenever it is run.
  case median
  /// For making RSA keys: how long a search for primes takes is chance, with
  /// a long tail that users wait for as well.
  case mean

  func of(_ samples: Samples, _ part: KeyPath<Sample, Double>) -> Double {
    self == .median ? samples.median(part) : samples.mean(part)
  }
}
