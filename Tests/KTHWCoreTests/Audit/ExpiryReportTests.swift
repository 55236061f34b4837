import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Reports of what ends` {
  private static let now = FixedContext.moment

  private func credential(
    _ subject: String = "CN=x",
    file: String = "a.pem",
    position: Int = 1,
    begins: Int64? = -86_400,
    ends: Int64 = 86_400
  ) -> ExpiringCredential {
    ExpiringCredential(
      kind: .certificate,
      role: CertificateRole(RBACIdentity(user: subject)),
      subject: subject,
      begins: begins.map { Self.now.adding(seconds: $0) },
      ends: Self.now.adding(seconds: ends),
      fingerprint: String(repeating: "0", count: 64),
      locations: [ExpiringCredential.Location(place: .file(file), position: position)]
    )
  }

  private func report(_ credentials: ExpiringCredential...) -> ExpiryReport {
    ExpiryReport(credentials: credentials, problems: [], fileCount: 1, now: Self.now)
  }

  @Test(arguments: [
    ("1d", ExpiryWindow.seconds(86_400)), ("720h", .seconds(2_592_000)), ("33%", .percent(33)),
    ("100%", .percent(100)),
  ])
  func `a window is a time or a part of the lifetime`(text: String, window: ExpiryWindow) throws {
    #expect(try ExpiryWindow(text) == window)
  }

  @Test(arguments: ["", "%", "0%", "101%", "-1%", "1.5%", "33 %", "0s", "-1d", "d"])
  func `anything else is no window`(text: String) {
    #expect(throws: KTHWError.self) { try ExpiryWindow(text) }
  }

  @Test func `the last second is within, the next one is not`() {
    let window = ExpiryWindow.seconds(86_400)
    #expect(window.contains(credential(ends: 86_400), at: Self.now))
    #expect(!window.contains(credential(ends: 86_401), at: Self.now))
    #expect(window.contains(credential(ends: -1), at: Self.now))
  }

  @Test func `of a lifetime the part that is left counts`() {
    let third = ExpiryWindow.percent(33)
    #expect(third.contains(credential(begins: -68, ends: 32), at: Self.now))
    #expect(!third.contains(credential(begins: -67, ends: 33), at: Self.now))
    #expect(!third.contains(credential(begins: nil, ends: 1), at: Self.now))
    #expect(third.contains(credential(begins: nil, ends: -1), at: Self.now))
    // Dates that are swapped leave nothing.
    #expect(credential(begins: 100, ends: 10).percentLeft(at: Self.now) == 0)
  }

  @Test func `what has not begun is not good, and has not ended`() {
    #expect(credential(begins: 10, ends: 20).state(at: Self.now) == .notYetValid)
    #expect(credential(begins: -10, ends: 0).state(at: Self.now) == .good)
    #expect(credential(begins: -10, ends: -1).state(at: Self.now) == .expired)
  }

  @Test func `metrics have help and type once, and labels that nothing breaks out of`() {
    let text = report(
      credential("CN=a\"b\\c\nd", file: "x{},=.pem"),
      credential("CN=a\"b\\c\nd", file: "x{},=.pem", position: 2)
    ).prometheusText
    let lines = text.split(separator: "\n").map(String.init)
    let names = lines.filter { $0.hasPrefix("# TYPE ") }
    #expect(names.count == 4 && Set(names).count == 4)
    #expect(names.allSatisfy { $0.hasSuffix(" gauge") })
    #expect(lines.count { $0.hasPrefix("# HELP ") } == 4)
    let samples = lines.filter { !$0.hasPrefix("#") }
    #expect(Set(samples).count == samples.count)
    #expect(
      samples[0] == #"kthwctl_expiry_not_after_timestamp_seconds{component="",entry="1","#
        + #"file="x{},=.pem",node="",subject="CN=a\"b\\c\nd",type="certificate"} "#
        + String(Self.now.adding(seconds: 86_400).secondsSince1970)
    )
    #expect(text.hasSuffix("\n"))
  }

  @Test func `labels stay when a certificate is renewed in its place`() {
    let labels = { (text: String) in text.split(separator: "\n").map { $0.prefix { $0 != "}" } } }
    let old = report(credential(ends: 100)).prometheusText
    let new = report(credential(begins: 0, ends: 9_999)).prometheusText
    #expect(labels(old)[2] == labels(new)[2])
  }

  @Test func `a calendar has CRLF alone, short lines, and whole characters in them`() throws {
    let long = "CN=" + String(repeating: "ü€😀;,\\", count: 40) + "\nDTSTART:19700101T000000Z"
    let text = report(credential(long, ends: 40 * 86_400)).calendarText()
    let bytes = Array(text.utf8)
    for index in bytes.indices where bytes[index] == 0x0A { #expect(bytes[index - 1] == 0x0D) }
    #expect(bytes.count { $0 == 0x0A } == bytes.count { $0 == 0x0D })
    let lines = bytes.split(separator: 0x0A).map { $0.dropLast() }
    for line in lines {
      #expect(line.count <= 75)
      #expect(String(validating: line, as: UTF8.self) != nil)
    }
    // A line feed in a name starts no property.
    #expect(lines.count { $0.starts(with: Array("DTSTART:".utf8)) } == 1)
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains(#"ü€😀\;\,\\"#))
    #expect(unfolded.contains(#"\nDTSTART:19700101T000000Z"#))
  }

  @Test func `an event says when in UTC, and its name is always the same`() {
    let text = report(credential(begins: -300 * 86_400, ends: 65 * 86_400)).calendarText()
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"))
    #expect(text.contains("\r\nDTSTAMP:20261121T083030Z\r\nDTSTART:20270125T083030Z\r\n"))
    #expect(text.contains("\r\nUID:\(String(repeating: "0", count: 40))@expiry.kthwctl\r\n"))
    #expect(text.contains("BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P30D\r\nDESCRIPTION:"))
    #expect(text.hasSuffix("END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"))
  }

  private static let alarms: [(ExpiryWindow?, Int64, String)] = [
    (nil, 90 * 86_400, "-P30D"), (nil, 9 * 86_400, "-P3D"), (nil, 90, "-PT30S"),
    (.seconds(3600), 90 * 86_400, "-PT3600S"), (.percent(10), 100 * 86_400, "-P10D"),
  ]

  @Test(arguments: alarms)
  func `the alarm comes in time`(window: ExpiryWindow?, lifetime: Int64, trigger: String) {
    let text = report(credential(begins: 0, ends: lifetime)).calendarText(alarm: window)
    #expect(text.contains("\r\nTRIGGER:\(trigger)\r\n"))
  }
}
