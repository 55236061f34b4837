import KTHWTestSupport
import Testing

@testable import KTHWCore

struct GoDurationTests {
  private static let second: Int64 = 1_000_000_000
  private static let minute = 60 * second
  private static let hour = 60 * minute

  // The grammar and the special cases that Go's time.ParseDuration documents
  // and tests.
  @Test(
    arguments: [
      ("0", 0), ("5s", 5 * second), ("30s", 30 * second), ("1478s", 1478 * second),
      ("-5s", -5 * second), ("+5s", 5 * second), ("-0", 0), ("+0", 0), ("5.0s", 5 * second),
      ("5.6s", 5_600_000_000), ("5.s", 5 * second), (".5s", 500_000_000), ("1.0s", second),
      ("1.004s", 1_004_000_000), ("1.00400s", 1_004_000_000), ("100.00100s", 100_001_000_000),
      ("10ns", 10), ("11us", 11_000), ("12µs", 12_000), ("12μs", 12_000), ("13ms", 13_000_000),
      ("15m", 15 * minute), ("16h", 16 * hour), ("3h30m", 3 * hour + 30 * minute),
      ("10.5s4m", 4 * minute + 10_500_000_000), ("-2m3.4s", -(2 * minute + 3_400_000_000)),
      ("1h2m3s4ms5us6ns", hour + 2 * minute + 3 * second + 4_005_006),
      ("39h9m14.425s", 39 * hour + 9 * minute + 14_425_000_000), ("52763797000ns", 52_763_797_000),
      ("0.3333333333333333333h", 20 * minute), ("0.100000000000000000000h", 6 * minute),
      ("0.9223372036854775807h", 55 * minute + 20 * second + 413_933_267),
      ("0.830103483285477580700h", 49 * minute + 48 * second + 372_539_827),
      ("9007199254740993ns", 9_007_199_254_740_993), ("9223372036854775807ns", Int64.max),
      ("9223372036854775.807us", Int64.max), ("9223372036s854ms775us807ns", Int64.max),
      ("-9223372036854775808ns", Int64.min), ("-9223372036854775.808us", Int64.min),
      ("-9223372036s854ms775us808ns", Int64.min), ("2562047h", 2_562_047 * hour),
      ("8760h", 8760 * hour),
    ] as [(String, Int64)]
  )
  func `what Go reads is read to the nanosecond`(text: String, nanoseconds: Int64) throws {
    #expect(try GoDuration(go: text).nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    ("", "invalid duration \"\""), ("3", "missing unit in duration \"3\""),
    ("8760", "missing unit in duration \"8760\""), ("-", "invalid duration \"-\""),
    ("s", "invalid duration \"s\""), (".", "invalid duration \".\""),
    ("-.", "invalid duration \"-.\""), (".s", "invalid duration \".s\""),
    ("+.s", "invalid duration \"+.s\""), ("1d", "unknown unit \"d\" in duration \"1d\""),
    ("365d", "unknown unit \"d\" in duration \"365d\""),
    ("1H", "unknown unit \"H\" in duration \"1H\""),
    ("1 h", "unknown unit \" h\" in duration \"1 h\""),
    ("1h ", "unknown unit \"h \" in duration \"1h \""),
    ("1h-1m", "unknown unit \"h-\" in duration \"1h-1m\""), ("--1h", "invalid duration \"--1h\""),
    ("1e3s", "unknown unit \"e\" in duration \"1e3s\""),
    ("0x1s", "unknown unit \"x\" in duration \"0x1s\""),
    ("9223372036854775808ns", "invalid duration \"9223372036854775808ns\""),
    ("9223372036854775.808us", "invalid duration \"9223372036854775.808us\""),
    ("9223372036854ms775us808ns", "invalid duration \"9223372036854ms775us808ns\""),
    ("-9223372036854775809ns", "invalid duration \"-9223372036854775809ns\""),
    ("2562048h", "invalid duration \"2562048h\""), ("3000000h", "invalid duration \"3000000h\""),
    ("99999999999999999999s", "invalid duration \"99999999999999999999s\""),
    ("１h", "invalid duration \"１h\""),
  ])
  func `what Go refuses is refused in Go's words`(text: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try GoDuration(go: text) }
    #expect(error?.code == .syntax)
    #expect(error?.description == "time: " + words)
  }

  @Test(
    arguments: [
      ("90d", 90 * 24 * hour), ("1y", 8760 * hour), ("2w", 336 * hour), ("1y1d", 8784 * hour),
      ("1.5d", 36 * hour), ("8760h", 8760 * hour), ("292y", 292 * 8760 * hour), ("0", 0),
    ] as [(String, Int64)]
  )
  func `our own inputs have days, weeks and years`(text: String, nanoseconds: Int64) throws {
    #expect(try GoDuration(text).nanoseconds == nanoseconds)
  }

  @Test(arguments: ["", "1", "1mo", "1Y", "293y", "1 d", "d"])
  func `our own inputs are refused with a hint`(text: String) {
    let error = #expect(throws: KTHWError.self) { try GoDuration(text) }
    #expect(error?.code == .syntax)
    #expect(error?.problems.first?.hint?.contains("90d") == true)
  }

  @Test(
    arguments: [
      (0, "0s"), (1, "1ns"), (1_100, "1.1µs"), (2_200_000, "2.2ms"), (3_300_000_000, "3.3s"),
      (4 * minute + 5 * second, "4m5s"), (4 * minute + 5_001_000_000, "4m5.001s"),
      (5 * hour + 6 * minute + 7_001_000_000, "5h6m7.001s"), (8 * minute + 1, "8m0.000000001s"),
      (Int64.max, "2562047h47m16.854775807s"), (Int64.min, "-2562047h47m16.854775808s"),
      (8760 * hour, "8760h0m0s"), (-second, "-1s"), (999, "999ns"), (1_000, "1µs"),
      (999_999_999, "999.999999ms"),
    ] as [(Int64, String)]
  )
  func `durations are written as Go writes them`(nanoseconds: Int64, text: String) {
    #expect(GoDuration(nanoseconds: nanoseconds).description == text)
  }

  @Test func `what is written reads back as itself`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for bits in 1...63 {
      for _ in 0..<20 {
        let limit = Int64.max >> (63 - bits)
        let nanoseconds = Int64.random(in: -limit...limit, using: &generator)
        let text = GoDuration(nanoseconds: nanoseconds).description
        // Go's own reading goes through a Double for the part behind the
        // point, so digits beyond 2^53 may differ by one nanosecond there.
        let read = try GoDuration(go: text).nanoseconds
        #expect(abs(read - nanoseconds) <= 1, "seed \(seed): \(text)")
      }
    }
  }

  @Test func `counts of units stop at the longest duration`() {
    #expect(GoDuration.days(365) == GoDuration.hours(8760))
    #expect(GoDuration.days(999_999).nanoseconds == .max)
    #expect(GoDuration.hours(-9_999_999).nanoseconds == .min)
    #expect(GoDuration.seconds(.max).nanoseconds == .max)
    #expect(GoDuration.seconds(90).seconds == 90)
    #expect(GoDuration(nanoseconds: -1_500_000_000).seconds == -1)
    #expect(GoDuration.zero < GoDuration.seconds(1))
  }

  @Test func `hostile text is cut and made safe in the message`() {
    let error = #expect(throws: KTHWError.self) {
      try GoDuration(go: "\u{1b}[2J" + String(repeating: "9", count: 1 << 20))
    }
    #expect((error?.description.utf8.count ?? .max) < 400)
    #expect(error?.description.contains("\u{1b}") == false)
  }
}
