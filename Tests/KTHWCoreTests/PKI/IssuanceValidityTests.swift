import KTHWTestSupport
import Testing

@testable import KTHWCore

struct IssuanceValidityTests {
  private func moment(_ text: String) throws -> Timestamp { try Timestamp(rfc3339: text) }

  private func profile(_ lifetime: GoDuration = .hours(1)) -> IssuanceProfile {
    IssuanceProfile(keyUsage: [], lifetime: lifetime)
  }

  @Test(arguments: [
    ("2026-11-21T09:06:29Z", "2026-11-21T09:01:00Z"),
    ("2026-11-21T09:06:30Z", "2026-11-21T09:02:00Z"),
    ("2026-12-31T23:59:59Z", "2026-12-31T23:55:00Z"),
    ("2024-02-29T00:04:00Z", "2024-02-28T23:59:00Z"),
  ])
  func `certificates begin five minutes before the nearest minute`(
    now: String,
    begin: String
  ) throws {
    let validity = profile().validity(at: try moment(now))
    #expect(validity.notBefore.description == begin)
    #expect(validity.seconds == 3600)
  }

  @Test func `whole seconds count the lifetime from now`() throws {
    var profile = profile(.hours(2190))
    profile.datesRule = .wholeSeconds
    let now = try moment("2026-11-21T09:06:29Z")
    let validity = profile.validity(at: now)
    #expect(validity.notBefore == now.adding(seconds: -300))
    #expect(validity.notAfter == now.adding(seconds: 2190 * 3600))
  }

  @Test func `parts of a second are cut off, not rounded`() throws {
    let now = try moment("2026-11-21T09:00:00Z")
    var profile = profile(GoDuration(nanoseconds: 600_000_000))
    profile.backdate = GoDuration(nanoseconds: 1_500_000_000)
    // 08:59:58.5 and 08:59:59.1
    #expect(profile.validity(at: now).notBefore.description == "2026-11-21T08:59:58Z")
    #expect(profile.validity(at: now).notAfter.description == "2026-11-21T08:59:59Z")
    profile.backdate = GoDuration(nanoseconds: -1_500_000_000)
    #expect(profile.validity(at: now).notBefore.description == "2026-11-21T09:00:01Z")
    #expect(profile.validity(at: now).notAfter.description == "2026-11-21T09:00:02Z")
  }

  @Test func `absolute dates override what is counted`() throws {
    let now = try moment("2026-11-21T09:00:00Z")
    var profile = profile()
    profile.notBefore = try moment("2030-01-01T00:00:00Z")
    #expect(profile.validity(at: now).notAfter.description == "2030-01-01T01:00:00Z")
    profile.notAfter = try moment("2031-01-01T00:00:00Z")
    #expect(profile.validity(at: now).notAfter.description == "2031-01-01T00:00:00Z")
    profile.notBefore = nil
    #expect(profile.validity(at: now).notBefore.description == "2026-11-21T08:55:00Z")
  }

  @Test(
    arguments: [
      ("2049-12-31T00:05:00Z", 24, "2049-12-31T00:00:00Z", "2050-01-01T00:00:00Z"),
      ("1950-01-01T00:00:00Z", 1, "1949-12-31T23:55:00Z", "1950-01-01T00:55:00Z"),
      ("9999-12-31T23:05:00Z", 0, "9999-12-31T23:00:00Z", "9999-12-31T23:00:00Z"),
    ] as [(String, Int64, String, String)]
  )
  func `dates cross the borders of UTCTime`(
    now: String,
    hours: Int64,
    begin: String,
    end: String
  ) throws {
    let validity = profile(.hours(hours)).validity(at: try moment(now))
    #expect(validity.notBefore.description == begin)
    #expect(validity.notAfter.description == end)
  }

  @Test(arguments: [Int64.min, -1, 0, 1, Int64.max], [Int64.min, -1_000_000_000, 0, Int64.max])
  func `no duration at no moment overflows`(second: Int64, nanoseconds: Int64) {
    let duration = GoDuration(nanoseconds: nanoseconds)
    var profile = profile(duration)
    profile.backdate = duration
    let validity = profile.validity(at: Timestamp(secondsSince1970: second))
    #expect((validity.notAfter < validity.notBefore) == (validity.seconds < 0))
    #expect(validity.seconds == 0 || (validity.seconds < 0) == (nanoseconds < 0))
  }
}
