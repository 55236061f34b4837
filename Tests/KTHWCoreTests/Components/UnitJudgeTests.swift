import KTHWTestSupport
import Testing

@testable import KTHWCore

/// systemd and etcd themselves read what is rendered.
@Suite struct UnitJudgeTests {
  /// A folder of programs that do nothing.
  private func programs(in scratch: ScratchDirectory) throws -> String {
    for program in ComponentProgram.allCases {
      try scratch.write("bin/\(program.rawValue)", "#!/bin/sh\n", mode: 0o755)
    }
    return scratch.path("bin")
  }

  @Test(.judged(by: "systemd-analyze"), arguments: [10, 18, 24, 36], [false, true])
  func `systemd has nothing to say about any unit`(minor: Int, isAwkward: Bool) throws {
    for shape in UnitShape.all {
      var spec = try shape.spec(minor: minor)
      for host in spec.hosts {
        let scratch = try ScratchDirectory()
        spec.programDirectory = try programs(in: scratch)
        if isAwkward {
          for program in ComponentProgram.allCases {
            spec.extraArguments[program.rawValue] = SystemdUnitTests.awkward.map {
              ExtraArgument("x", $0)
            }
          }
        }
        var units: [String: String] = [:]
        for (file, _) in UnitFlagsTests.programs where file.belongs(on: host, in: spec) {
          units[file.rawValue] = try file.text(for: host, in: spec)
        }
        guard !units.isEmpty else { continue }
        try SystemdJudge.expectNothingToSay(about: units, in: scratch)
      }
    }
  }

  @Test(.judged(by: "etcd")) func `etcd knows every flag that it is given`() throws {
    let release = try etcdRelease()
    for hierarchy in PKISettings.Hierarchy.allCases {
      let scratch = try ScratchDirectory()
      var spec = try UnitShape.all[3].spec(minor: 36, hierarchy: hierarchy)
      spec.versions.etcd = release
      spec.extraArguments["etcd"] = [ExtraArgument("data-dir", scratch.path("data"))]
      let host = try #require(spec.hosts.named("controller-1"))
      let unit = try UnitFile(try RenderedFile.etcdUnit.text(for: host, in: spec))
      let flags = try unit.flags()
      // It stops at certificates that are not there: every flag was read.
      let result = try RunCommand("etcd", flags).run()
      #expect(!result.succeeded)
      #expect(!result.errorText.contains("flag provided but not defined"), "\(result)")
      #expect((result.errorText + result.outputText).contains("/etc/etcd/"), "\(result)")
      // The same way shows a flag that it does not know.
      let wrong = try RunCommand("etcd", flags + ["--no-such-flag=1"]).run()
      #expect(wrong.errorText.contains("flag provided but not defined"), "\(wrong)")
    }
  }

  /// `etcd Version: 3.4.23` is the first line.
  private func etcdRelease() throws -> ReleaseNumber {
    let result = try RunCommand("etcd", ["--version"]).run().expecting(0)
    let words = try #require(result.outputLines.first).split(separator: " ")
    return try ReleaseNumber(String(try #require(words.last)))
  }
}
