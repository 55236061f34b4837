import KTHWTestSupport
import Testing

/// A page's commands, run in one shell and one folder, from top to bottom.
struct WalkthroughRun {
  /// What the commands left behind.
  let scratch: ScratchDirectory

  /// Between what commands print: no program prints it.
  private static let mark = "\u{1E}"

  init(_ page: Walkthrough, named name: String) throws {
    scratch = try ScratchDirectory()
    for folder in ["here", "home", "machines", "program"] { try scratch.makeDirectory(folder) }
    try scratch.link("program/kthwctl", to: RunCommand.kthwctlPath)
    try scratch.write("page.sh", WalkthroughRun.script(of: page))
    var command = RunCommand("/bin/bash", [scratch.path("page.sh")])
    command.directory = scratch.path("here")
    command.umask = 0o022
    command.timeout = 600
    command.environment["HOME"] = scratch.path("home")
    command.environment["LC_ALL"] = "C.UTF-8"
    command.environment["KTHW_MACHINES"] = scratch.path("machines")
    command.environment["PLAYED"] = SourceTree.path("Tests/Scripts/walkthrough/played")
    command.environment["PATH"] = [
      scratch.path("program"), SourceTree.path("Tests/Scripts/walkthrough/closed"),
      command.environment["PATH"] ?? "/usr/bin:/bin",
    ].joined(separator: ":")
    let result = try command.run()
    WalkthroughRun.judge(result, page, name)
  }

  private static func script(of page: Walkthrough) -> String {
    var script = "exec 2>&1\n"
    for step in page.steps {
      script += step.isPlayed ? "__path=$PATH PATH=$PLAYED:$PATH\n" : ""
      script += step.isScript ? "set -eo pipefail\n" : ""
      script += step.command + "\n"
      script += "__status=$?\nset +eo pipefail\nprintf '\(mark)%s\(mark)' \"$__status\"\n"
      script += step.isPlayed ? "PATH=$__path\n" : ""
    }
    return script
  }

  private static func judge(_ result: CommandResult, _ page: Walkthrough, _ name: String) {
    let parts = result.outputText.split(separator: mark, omittingEmptySubsequences: false)
    for (index, step) in page.steps.enumerated() {
      let printed = index * 2 < parts.count ? String(parts[index * 2]) : ""
      let place = "\(name):\(step.line): \(step.command)"
      guard index * 2 + 1 < parts.count else {
        Issue.record("\(place)\nended everything, having printed\n\(printed)\(result.errorText)")
        return
      }
      let status = Int32(parts[index * 2 + 1]) ?? -1
      if status != step.status {
        Issue.record("\(place)\nhas status \(status), having printed\n\(printed)")
      }
      guard let shown = step.output else { continue }
      var lines = printed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      if !Walkthrough.matches(lines[...], shown[...]) {
        let wanted = shown.joined(separator: "\n")
        Issue.record("\(place)\nshows\n\(wanted)\nand printed\n\(printed)")
      }
    }
  }
}
