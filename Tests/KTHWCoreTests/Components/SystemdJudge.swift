import KTHWTestSupport
import Testing

/// What `systemd-analyze verify` says of units.
enum SystemdJudge {
  /// Writes units below a directory and has them read.
  ///
  /// - Parameters:
  ///   - units: text by the name of the file.
  ///   - scratch: where they are written.
  ///   - location: where an objection is reported.
  /// - Throws: what writing or running throws.
  static func expectNothingToSay(
    about units: [String: String],
    in scratch: ScratchDirectory,
    location: SourceLocation = #_sourceLocation
  ) throws {
    for (name, text) in units { try scratch.write("units/\(name)", text) }
    let paths = units.keys.sorted().map { scratch.path("units/\($0)") }
    let result = try RunCommand("systemd-analyze", ["verify", "--man=no"] + paths).run()
    // It also speaks of units of the machine that runs the test.
    let objections = result.errorText.split(separator: "\n").filter { line in
      units.keys.contains { line.contains($0) }
    }
    #expect(objections.isEmpty, "\(result)", sourceLocation: location)
    #expect(result.succeeded, "\(result)", sourceLocation: location)
  }
}
