import KTHWTestSupport
import Testing

@testable import KTHWCore

struct TimestampTests {
  // date -u -d '…' +%s
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1),
      ("1949-12-31T23:59:59Z", -631_152_001),
      ("1950-01-01T00:00:00Z", -631_152_000), ("2000-02-29T12:00:00Z", 951_825_600),
      ("2026-11-21T08:30:30Z", 1_795_249_830), ("2038-01-19T03:14:08Z", 2_147_483_648),
      ("2049-12-31T23:59:59Z", 2_524_607_999), ("2050-01-01T00:00:00Z", 2_524_608_000),
      ("2100-03-01T00:00:00Z", 4_107_542_400), ("9999-12-31T23:59:59Z", 253_402_300_799),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("0000-01-01T00:00:00Z", -62_167_219_200),
    ] as [(String, Int64)]
  )
  func `moments are counted and written`(text: String, seconds: Int64) throws {
    #expect(try Timestamp(rfc3339: text).secondsSince1970 == seconds)
    #expect(Timestamp(secondsSince1970: seconds).description == text)
  }

  @Test(arguments: [
    ("2026-11-21T09:30:30+01:00", "2026-11-21T08:30:30Z"),
    ("2026-11-21T00:00:00-23:59", "2026-11-21T23:59:00Z"),
    ("2026-01-01T00:00:00+00:01", "2025-12-31T23:59:00Z"),
    ("2026-11-21T08:30:30.999999999Z", "2026-11-21T08:30:30Z"),
    ("2026-11-21T08:30:30.5+00:00", "2026-11-21T08:30:30Z"),
    ("0000-01-01T00:00:00+00:00", "0000-01-01T00:00:00Z"),
  ])
  func `zones are taken off and fractions cut`(text: String, expected: String) throws {
    #expect(try Timestamp(rfc3339: text).description == expected)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T08:30:30", "2026-11-21 08:30:30Z", "2026-11-21t08:30:30Z",
    "2026-11-21T08:30:30z", "2026-11-21T8:30:30Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-11-00T00:00:00Z",
    "2026-11-21T24:00:00Z", "2026-11-21T08:60:00Z", "2026-11-21T08:30:60Z", "2026-11-21T08:30:30.Z",
    "2026-11-21T08:30:30,5Z", "2026-11-21T08:30:30+0100", "2026-11-21T08:30:30+01",
    "2026-11-21T08:30:30+24:00",
    "2026-11-21T08:30:30+01:60", "2026-11-21T08:30:30Z ", "10000-01-01T00:00:00Z",
    "-001-01-01T00:00:00Z", "2026-11-21T08:30:30ZZ", "+026-11-21T08:30:30Z", "２026-11-21T08:30:30Z",
  ])
  func `what RFC 3339 does not know is refused`(text: String) {
    let error = #expect(throws: KTHWError.self) { try Timestamp(rfc3339: text) }
    #expect(error?.code == .syntax)
    #expect(error?.problems.first?.hint != nil)
  }

  @Test func `a text cut off anywhere is refused`() {
    let whole = Array("2026-11-21T08:30:30.25+01:00".unicodeScalars)
    for length in 0..<whole.count {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: whole[..<length])
      #expect(throws: KTHWError.self) { try Timestamp(rfc3339: String(text)) }
    }
  }

  @Test(
    arguments: [
      (0, 0), (29, 0), (30, 60), (59, 60), (60, 60), (-1, 0), (-30, 0), (-31, -60), (-60, -60),
      (89, 60), (90, 120),
    ] as [(Int64, Int64)]
  )
  func `half a minute rounds up, before 1970 too`(seconds: Int64, rounded: Int64) {
    #expect(Timestamp(secondsSince1970: seconds).roundedToMinute.secondsSince1970 == rounded)
  }

  @Test func `the ends of the range hold`() {
    let first = Timestamp(secondsSince1970: .min)
    let last = Timestamp(secondsSince1970: .max)
    #expect(first.adding(seconds: -1) == first && last.adding(seconds: 1) == last)
    #expect(first.components.year < -292_000_000_000 && last.components.year > 292_000_000_000)
    #expect(first < last)
    #expect(last.roundedToMinute <= last && first.roundedToMinute >= first)
  }

  @Test func `every day of two centuries follows the one before`() {
    var date = CivilDate(daysSince1970: -40_000)
    for day in -39_999...40_000 {
      let next = CivilDate(daysSince1970: day)
      #expect(next.daysSince1970 == day)
      if next.day != date.day + 1 {
        #expect(next.day == 1)
        #expect(date.day == CivilDate.days(inMonth: date.month, ofYear: date.year))
        #expect(next.month == date.month % 12 + 1)
      }
      date = next
    }
  }

  @Test func `any moment in ten thousand years reads back as itself`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let second = Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator)
      let moment = Timestamp(secondsSince1970: second)
      #expect(try Timestamp(rfc3339: moment.rfc3339) == moment, "seed \(seed)")
    }
  }
}
