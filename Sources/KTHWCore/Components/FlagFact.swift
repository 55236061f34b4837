/// What is known of a flag of a program: which releases take it, and what to
/// do where they don't.
///
/// Releases are minor numbers: of Kubernetes 1.x, of etcd 3.x.
struct FlagFact: Hashable, Sendable {
  /// The flag without dashes.
  let name: String
  /// The first release that takes it; nil where the oldest known one does.
  let first: Int?
  /// The last release that takes it; nil where the newest known one does.
  let last: Int?
  /// The first release that calls it deprecated.
  let deprecated: Int?
  /// The first release in which it does nothing.
  let inert: Int?
  /// What to do instead, or what to know, as a clause.
  let advice: String?
  /// Whether it is better left out even where it is taken.
  let isAvoided: Bool

  /// Describes a flag that may well be used.
  init(
    _ name: String,
    from first: Int? = nil,
    until last: Int? = nil,
    deprecated: Int? = nil,
    inert: Int? = nil,
    _ advice: String? = nil
  ) {
    self.init(
      name: name,
      first: first,
      last: last,
      deprecated: deprecated,
      inert: inert,
      advice: advice,
      isAvoided: false
    )
  }

  /// Describes a flag that is better left out.
  init(
    avoiding name: String,
    from first: Int? = nil,
    until last: Int? = nil,
    deprecated: Int? = nil,
    inert: Int? = nil,
    _ advice: String
  ) {
    self.init(
      name: name,
      first: first,
      last: last,
      deprecated: deprecated,
      inert: inert,
      advice: advice,
      isAvoided: true
    )
  }

  private init(
    name: String,
    first: Int?,
    last: Int?,
    deprecated: Int?,
    inert: Int?,
    advice: String?,
    isAvoided: Bool
  ) {
    self.name = name
    self.first = first
    self.last = last
    self.deprecated = deprecated
    self.inert = inert
    self.advice = advice
    self.isAvoided = isAvoided
  }

  /// What a release makes of a flag.
  enum Standing: Hashable, Sendable {
    /// It does not know it yet, and does not start.
    case notYet(first: Int)
    /// It takes it.
    case taken
    /// It takes it and says that it will not for ever.
    case deprecated(since: Int)
    /// It takes it and does nothing about it.
    case inert(since: Int)
    /// It does not know it any more, and does not start.
    case removed(last: Int)
  }

  /// What a release makes of it.
  func standing(in minor: Int) -> Standing {
    if let first, minor < first { return .notYet(first: first) }
    if let last, minor > last { return .removed(last: last) }
    if let inert, minor >= inert { return .inert(since: inert) }
    if let deprecated, minor >= deprecated { return .deprecated(since: deprecated) }
    return .taken
  }

  /// Whether a release starts where it is given it.
  func isTaken(in minor: Int) -> Bool {
    switch standing(in: minor) {
    case .taken, .deprecated, .inert: true
    case .notYet, .removed: false
    }
  }
}

/// What is known of a value of a flag that takes others as well.
struct FlagValueFact: Hashable, Sendable {
  /// The flag without dashes.
  let flag: String
  /// The value, or one of those that commas separate.
  let value: String
  /// The releases to which this applies.
  let minors: ClosedRange<Int>
  /// Whether the program does not start with it.
  let isFatal: Bool
  /// What it does, and what to do instead, as a clause.
  let advice: String
}
