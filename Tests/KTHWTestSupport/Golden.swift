public import Testing

/// Texts that are ours, kept under `Tests/Goldens` and compared to the byte.
///
/// `KTHW_RECORD=1 swift test` writes what was seen instead and fails the run,
/// so that nobody takes a recording for a pass. Nothing is recorded on CI.
public enum Golden {
  /// Compares a text with its golden file.
  ///
  /// - Parameters:
  ///   - text: what the program said.
  ///   - name: the file below `folder`, such as `help/cert.txt`.
  ///   - folder: a folder of the repository.
  ///   - file: where `Tests` is looked for; the caller's own file.
  ///   - location: where a difference is reported.
  public static func expect(
    _ text: String,
    matches name: String,
    below folder: String = "Tests/Goldens",
    file: String = #filePath,
    location: SourceLocation = #_sourceLocation
  ) {
    guard let root = repository(seenFrom: file) else {
      Issue.record("no folder named Tests above \(file)", sourceLocation: location)
      return
    }
    let path = [root, folder, name].joined(separator: "/")
    guard environmentValue("KTHW_RECORD") == "1" else {
      compare(text, with: path, name, location)
      return
    }
    guard environmentValue("CI") == nil, !Judges.areRequired else {
      Issue.record("KTHW_RECORD is set on CI: nothing is recorded here", sourceLocation: location)
      return
    }
    do {
      if let slash = path.lastIndex(of: "/") {
        try WholeFile.makeDirectories(String(path[..<slash]))
      }
      try WholeFile.write(Array(text.utf8), to: path)
      Issue.record("recorded \(name): look at it, then run again", sourceLocation: location)
    } catch {
      Issue.record(error, sourceLocation: location)
    }
  }

  private static func compare(
    _ text: String,
    with path: String,
    _ name: String,
    _ location: SourceLocation
  ) {
    guard let bytes = try? WholeFile.read(path) else {
      let advice = "there is no golden \(name); record it with KTHW_RECORD=1"
      Issue.record("\(advice). The text:\n\(text)", sourceLocation: location)
      return
    }
    let golden = String(decoding: bytes, as: UTF8.self)
    guard Array(text.utf8) != bytes else { return }
    let seen = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(seen, wanted).prefix { $0 == $1 }.count
    let difference = """
      \(name) differs from line \(line + 1) on
      golden: \(line < wanted.count ? String(wanted[line]) : "(ends here)")
      seen:   \(line < seen.count ? String(seen[line]) : "(ends here)")
      """
    Issue.record("\(difference)\nwhole text:\n\(text)", sourceLocation: location)
  }

  private static func repository(seenFrom file: String) -> String? {
    let parts = file.split(separator: "/")
    guard let tests = parts.lastIndex(of: "Tests") else { return nil }
    return "/" + parts[..<tests].joined(separator: "/")
  }
}
