/// A length of time as Go programs write it: `8760h`, `90m30s`, `1.5h`.
///
/// Counted in nanoseconds, like Go's `time.Duration`; the longest is about
/// 292 years (`2562047h`).
public struct GoDuration: Hashable, Comparable, Sendable {
  /// The length in nanoseconds.
  public var nanoseconds: Int64

  /// Creates a duration from nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Creates a duration of whole seconds; the longest stands for what is
  /// longer than about 292 years.
  public static func seconds(_ count: Int64) -> GoDuration { count.times(1_000_000_000) }

  /// Creates a duration of whole hours, limited like ``seconds(_:)``.
  public static func hours(_ count: Int64) -> GoDuration { count.times(3_600_000_000_000) }

  /// Creates a duration of days of 24 hours, limited like ``seconds(_:)``.
  public static func days(_ count: Int64) -> GoDuration { count.times(86_400_000_000_000) }

  /// No time at all.
  public static let zero = GoDuration(nanoseconds: 0)

  /// The length in whole seconds, cut towards zero.
  public var seconds: Int64 { nanoseconds / 1_000_000_000 }

  /// Orders durations by length.
  public static func < (left: GoDuration, right: GoDuration) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}

extension Int64 {
  /// So many units of some nanoseconds, kept within what a duration can hold.
  fileprivate func times(_ unit: Int64) -> GoDuration {
    let (product, overflow) = multipliedReportingOverflow(by: unit)
    return GoDuration(nanoseconds: overflow ? (self < 0 ? .min : .max) : product)
  }
}

// MARK: - Reading

extension GoDuration {
  /// Reads what Go's `time.ParseDuration` reads: an optional sign, then
  /// decimal numbers with units `ns`, `us`, `µs`, `ms`, `s`, `m`, `h`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``; its message is
  ///   Go's own, such as `time: unknown unit "d" in duration "365d"`.
  public init(go text: String) throws {
    nanoseconds = try Reader(text, units: Reader.goUnits).nanoseconds()
  }

  /// Reads a duration in our own inputs: Go's, and also days of 24 hours
  /// (`365d`), weeks (`2w`) and years of 365 days (`1y`).
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(_ text: String) throws {
    do {
      nanoseconds = try Reader(text, units: Reader.ourUnits).nanoseconds()
    } catch let error as KTHWError {
      throw error.hinting("write it like 90d, 1y, 8760h or 1h30m")
    }
  }

  private struct Reader {
    static let goUnits: [String: Int64] = [
      "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000,
      "m": 60_000_000_000, "h": 3_600_000_000_000,
    ]
    static let ourUnits = goUnits.merging([
      "d": 86_400_000_000_000, "w": 604_800_000_000_000, "y": 31_536_000_000_000_000,
    ]) { $1 }

    let text: String
    let units: [String: Int64]

    init(_ text: String, units: [String: Int64]) {
      self.text = text
      self.units = units
    }

    func nanoseconds() throws -> Int64 {
      var rest = Substring(text)
      let isNegative = rest.first == "-"
      if let sign = rest.first, sign == "-" || sign == "+" { rest.removeFirst() }
      if rest == "0" { return 0 }
      guard !rest.isEmpty else { throw failure("invalid duration") }
      // Unsigned, because -2^63 ns is a duration whose magnitude is not.
      var sum: UInt64 = 0
      while !rest.isEmpty {
        let piece = try term(&rest)
        let (total, overflow) = sum.addingReportingOverflow(piece)
        guard !overflow, total <= 1 << 63 else { throw failure("invalid duration") }
        sum = total
      }
      if isNegative { return sum == 1 << 63 ? .min : -Int64(sum) }
      guard sum < 1 << 63 else { throw failure("invalid duration") }
      return Int64(sum)
    }

    /// One number and its unit, in nanoseconds.
    private func term(_ rest: inout Substring) throws -> UInt64 {
      let whole = digits(&rest)
      var fraction = Substring()
      var hasPoint = false
      if rest.first == "." {
        hasPoint = true
        rest.removeFirst()
        fraction = digits(&rest)
      }
      guard !whole.isEmpty || (hasPoint && !fraction.isEmpty) else {
        throw failure("invalid duration")
      }
      let name = String(rest.prefix { $0 != "." && !($0 >= "0" && $0 <= "9") })
      guard !name.isEmpty else { throw failure("missing unit in duration") }
      guard let unit = units[name] else {
        throw failure("unknown unit \(GoDuration.goQuoted(name)) in duration")
      }
      rest.removeFirst(name.count)
      guard let count = whole.isEmpty ? 0 : UInt64(whole) else { throw failure("invalid duration") }
      let (product, overflow) = count.multipliedReportingOverflow(by: UInt64(unit))
      guard !overflow, product <= 1 << 63 else { throw failure("invalid duration") }
      return product + fractionOf(unit, fraction)
    }

    private func digits(_ rest: inout Substring) -> Substring {
      let run = rest.prefix { $0 >= "0" && $0 <= "9" }
      rest = rest[run.endIndex...]
      return run
    }

    /// Digits behind the point, in Go's own arithmetic, so that the last
    /// nanosecond is Go's too: digits are gathered while they fit 63 bits.
    private func fractionOf(_ unit: Int64, _ digits: Substring) -> UInt64 {
      var gathered: UInt64 = 0
      var scale = 1.0
      for digit in digits.utf8 {
        guard gathered <= UInt64(Int64.max) / 10 else { break }
        let next = gathered * 10 + UInt64(digit - 0x30)
        guard next <= 1 << 63 else { break }
        gathered = next
        scale *= 10
      }
      return gathered == 0 ? 0 : UInt64(Double(gathered) * (Double(unit) / scale))
    }

    private func failure(_ what: String) -> KTHWError {
      KTHWError(.syntax, "time: \(what) \(GoDuration.goQuoted(text))")
    }
  }

  /// Go quotes the text it complains about; hostile text is cut and made safe.
  private static func goQuoted(_ text: String) -> String {
    Terminal.quoted(text)
  }
}

// MARK: - Writing

extension GoDuration: CustomStringConvertible {
  /// The form of Go's `Duration.String`: `8760h0m0s`, `1.5s`, `0s`.
  public var description: String {
    guard nanoseconds != 0 else { return "0s" }
    let sign = nanoseconds < 0 ? "-" : ""
    let total = nanoseconds.magnitude
    if total < 1_000_000_000 {
      let (unit, scale): (String, UInt64) =
        total < 1000 ? ("ns", 1) : total < 1_000_000 ? ("µs", 1000) : ("ms", 1_000_000)
      return sign + GoDuration.fixed(total, scale) + unit
    }
    let hours = total / 3_600_000_000_000
    let minutes = total / 60_000_000_000 % 60
    let seconds = GoDuration.fixed(total % 60_000_000_000, 1_000_000_000) + "s"
    if hours > 0 { return sign + "\(hours)h\(minutes)m" + seconds }
    return sign + (minutes > 0 ? "\(minutes)m" : "") + seconds
  }

  /// A decimal fraction without trailing zeros.
  private static func fixed(_ value: UInt64, _ scale: UInt64) -> String {
    let whole = String(value / scale)
    guard value % scale != 0 else { return whole }
    let digits = String(value % scale + scale).dropFirst()
    let kept = digits.reversed().drop { $0 == "0" }.reversed()
    return whole + "." + String(kept)
  }
}
