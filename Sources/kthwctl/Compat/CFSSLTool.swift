import KTHWCore

/// Acts as `cfssl`.
///
/// Exit statuses are cfssl's: 0 for success and help, 1 for any failure, 2
/// for flags that break Go's rules.
enum CFSSLTool {
  /// Runs a command line without the program's name.
  static func run(_ arguments: ArraySlice<String>, context: Context = .system) -> Int32 {
    do {
      let topLevel = try GoFlags(flags: []).parse(arguments)
      guard let name = topLevel.positionals.first else {
        CFSSLLog.say("No command is given.")
        return listing(status: 1)
      }
      return run(name, topLevel.positionals.dropFirst(), context: context)
    } catch {
      guard case .invalid(let message, _) = error else { return listing(status: 0) }
      CFSSLLog.say(message)
      CFSSLLog.say("hint: flags stand behind the command: cfssl COMMAND -flag")
      return listing(status: 2)
    }
  }

  private static func run(
    _ name: String,
    _ arguments: ArraySlice<String>,
    context: Context
  ) -> Int32 {
    if let command = CFSSLCommand.all.first(where: { $0.name == name }) {
      return run(command, arguments, context: context)
    }
    if let reason = CFSSLCommand.absent[name] {
      CFSSLLog.say("cfssl \(name) is not part of this program: \(reason)")
      return 1
    }
    CFSSLLog.say("Command \(Terminal.printable(name)) is not defined.")
    if let near = Spelling.nearest(to: name, among: CFSSLCommand.all.map(\.name)) {
      CFSSLLog.say("hint: did you mean \(near)?")
    }
    return listing(status: 1)
  }

  private static func run(
    _ command: CFSSLCommand,
    _ arguments: ArraySlice<String>,
    context: Context
  ) -> Int32 {
    CompatFailure.catching(usage: command.usage) {
      let values = try CFSSLFlags.table.parse(arguments)
      try command.run(CFSSLInvocation(of: command.name, values, context: context))
    }
  }

  private static func listing(status: Int32) -> Int32 {
    try? StandardStream.error.write(CFSSLCommand.list)
    return status
  }
}
