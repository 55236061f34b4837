import KTHWCore

/// Acts as kubectl, as far as that is about kubeconfig files.
enum KubectlTool {
  /// Runs a command line.
  ///
  /// - Returns: the exit status: 0, or 1 for whatever went wrong.
  static func run(_ arguments: ArraySlice<String>) -> Int32 {
    do {
      try perform(arguments)
      return 0
    } catch let end as KubectlEnd {
      return end.status
    } catch {
      return KubectlFailure.report(error)
    }
  }

  private static func perform(_ arguments: ArraySlice<String>) throws {
    let words = KubectlWords(arguments, flags: PosixFlags(flags: KubectlFlags.global))
    switch words.name {
    case "config": try KubectlConfig.run(words.others)
    case "version": try version(words.others)
    case "options": try StandardStream.output.write(KubectlHelp.globalOptions())
    case "help": try help(words.others)
    case let name?:
      throw KTHWError(
        .unsupported,
        "\(Terminal.quoted(name)) needs a real kubectl; this is kthwctl, which stands in for "
          + "kubectl config alone",
        hint: "install kubectl, and keep it before this one on PATH"
      )
    case nil:
      _ = try PosixFlags(flags: KubectlFlags.global).parse(words.others, of: "kubectl")
      try StandardStream.output.write(KubectlHelp.root)
    }
  }

  private static func help(_ words: [String]) throws {
    let names = words.filter { !$0.hasPrefix("-") }
    guard names.first == "config" else {
      return try StandardStream.output.write(KubectlHelp.root)
    }
    let command = names.count > 1 ? KubectlSubcommand(named: names[1]) : nil
    let text = command.map { KubectlHelp.text(for: $0) } ?? KubectlHelp.text()
    try StandardStream.output.write(text)
  }

  /// `version`: says who is speaking; a server's version is not ours to ask.
  private static func version(_ words: [String]) throws {
    let own: [PosixFlags.Flag] = [
      .init("client", nil, .boolean, means: "the program's own version alone"),
      .init("output", "o", means: "json or yaml"),
      .init("short", nil, .boolean),
    ]
    let values = try PosixFlags(flags: own + KubectlFlags.global)
      .parse(words, of: "kubectl version")
    let client = KubectlVersion()
    switch values.text("output") ?? "" {
    case "": try StandardStream.output.write(client.text)
    case "json": try StandardStream.output.write(client.json)
    case "yaml": try StandardStream.output.write(client.yaml)
    default: throw KTHWError(.usage, "--output must be 'yaml' or 'json'")
    }
    guard values.boolean("client") == true else {
      throw KTHWError(
        .unsupported,
        "the server's version needs a real kubectl",
        hint: "version --client shows this program's own"
      )
    }
  }
}

/// A run that has said everything already.
struct KubectlEnd: Error {
  let status: Int32
}

/// What `kubectl version --client` tells.
struct KubectlVersion {
  private let number = "v\(Release.kubectlVersion)+kthwctl.\(Release.version)"

  private var fields: [(name: String, value: String)] {
    let parts = Release.kubectlVersion.split(separator: ".")
    return [
      ("gitVersion", number), ("major", String(parts[0])), ("minor", String(parts[1])),
    ]
  }

  /// For people, and for scripts that take the line apart.
  var text: String { "Client Version: \(number)\n" }

  var json: String {
    let lines = fields.map { "    \"\($0.name)\": \"\($0.value)\"" }
    return "{\n  \"clientVersion\": {\n\(lines.joined(separator: ",\n"))\n  }\n}\n"
  }

  var yaml: String {
    "clientVersion:\n" + fields.map { "  \($0.name): \"\($0.value)\"\n" }.joined()
  }
}

extension KubectlHelp {
  /// The help of the program itself.
  static let root = """
    kthwctl \(Release.version), standing in for kubectl: it reads and changes kubeconfig files and \
    talks to no cluster.

    Commands:
      config    Read and change kubeconfig files
      options   List the flags that all commands take
      version   Print the version (with --client)

    Everything else needs a real kubectl: https://kubernetes.io/docs/tasks/tools/

    Usage:
      kubectl config SUBCOMMAND [options]

    """
}

extension PosixFlags {
  /// Reads a command line of a command.
  ///
  /// - Parameters:
  ///   - words: the words behind the command's name.
  ///   - command: the whole name, for the message.
  /// - Returns: what it says.
  /// - Throws: ``KubectlEnd`` where the flags are refused, which is told.
  func parse(_ words: [String], of command: String) throws -> Values {
    do {
      return try parse(words)
    } catch {
      KubectlFailure.say("error: \(error.text)")
      KubectlFailure.say("See '\(command) --help' for usage.")
      if let hint = error.hint { KubectlFailure.say("hint: \(hint)") }
      throw KubectlEnd(status: 1)
    }
  }
}
