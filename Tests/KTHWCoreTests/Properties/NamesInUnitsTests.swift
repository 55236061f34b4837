import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Any text is an argument of a program exactly as it is, or refused.
@Suite struct `Names in units` {
  private func command(_ names: some Sequence<String>) -> SystemdCommand {
    SystemdCommand(program: "/bin/true", arguments: names.map { "--x=\($0)" }, isSpread: true)
  }

  /// What no unit can hold is refused: a NUL, which ends every text of C, and
  /// what is no character, for which systemd passes over the whole line.
  private func names(_ count: Int, seed: UInt64) throws -> [String] {
    var source = HostileNames(seed: seed)
    return source.all(count).filter { name in
      let isStray = { (scalar: Unicode.Scalar) in
        scalar == "\0" || scalar.properties.isNoncharacterCodePoint
      }
      guard name.unicodeScalars.contains(where: isStray) else { return true }
      #expect(throws: KTHWError.self) { try command([name]).text() }
      return false
    }
  }

  @Test(.enabled(if: SystemdReading.isThere, "systemd is not installed"))
  func `systemd reads every name as it was meant`() throws {
    let names = try names(PropertyRun.count(5_000, long: 100_000), seed: PropertyRun.seed)
    // A line of systemd's may have a megabyte.
    let batches = names.inBatches(of: 500)
    for group in batches.inBatches(of: 20) {
      var units: [String: String] = [:]
      for (number, batch) in group.enumerated() {
        let line = try command(batch).text()
        units["n\(number).service"] =
          "[Unit]\nDefaultDependencies=no\n[Service]\nExecStart=\(line)\nRestart=no\n"
      }
      let words = try SystemdReading().words(of: units)
      for (number, batch) in group.enumerated() {
        let read = words["n\(number).service"] ?? []
        // Variables are put in when the program starts: two signs are one then.
        let meant = batch.map { "--x=" + SystemdWord.doubling("$", in: $0) }
        #expect(read.count == meant.count + 1, "KTHW_SEED=\(PropertyRun.seed)")
        for (found, name) in zip(read.dropFirst(), meant) where found != name {
          Issue.record(
            "KTHW_SEED=\(PropertyRun.seed): \(name.debugDescription) is read as \(found)"
          )
        }
      }
    }
  }

  @Test func `our own reader of units has the same words`() throws {
    let names = try names(PropertyRun.count(5_000, long: 100_000), seed: PropertyRun.seed &+ 1)
    for batch in names.inBatches(of: 500) {
      let unit = KTHWCore.UnitFile(
        "[Service]\nExecStart=\(try command(batch).text())\nRestart=no\n"
      )
      let words = try #require(unit.values(of: "ExecStart").first).words.map(\.text)
      let meant = ["/bin/true"] + batch.map { "--x=\($0)" }
      for (found, name) in zip(words, meant) where !found.utf8.elementsEqual(name.utf8) {
        Issue.record("KTHW_SEED=\(PropertyRun.seed): \(name.debugDescription) is read as \(found)")
      }
      #expect(words.count == meant.count)
      #expect(unit.values(of: "Restart").map(\.value) == ["no"])
      #expect(unit.strayLines.isEmpty)
    }
  }
}
