import KTHWCore

/// One of cfssl's commands: what its usage text says, and what it does.
struct CFSSLCommand: Sendable {
  let name: String
  /// What it does, as a list of commands says it.
  let summary: String
  /// Its command lines, without `cfssl` and the name.
  let forms: [String]
  /// What its words stand for.
  var words: [(name: String, meaning: String)] = []
  /// The flags that matter to it; it takes all others as well.
  let flags: [String]
  let run: @Sendable (CFSSLInvocation) throws -> Void

  /// The commands, in the order in which they are listed.
  static let all: [CFSSLCommand] = [
    gencert, sign, selfsign, genkey, gencsr, certinfo, bundle, printDefaults, version,
  ]

  /// cfssl's commands that are not here, and why.
  static let absent: [String: String] = {
    let server =
      "there is no server and no client for one here; certificates are signed on the spot"
    let revocation =
      "revocation lists and OCSP are not made here: no Kubernetes component reads them"
    return [
      "serve": server, "info": server, "scan": "connecting to servers is not done here",
      "revoke": revocation, "crl": revocation, "gencrl": revocation, "ocspdump": revocation,
      "ocsprefresh": revocation, "ocspserve": revocation, "ocspsign": revocation,
    ]
  }()

  /// The usage text.
  var usage: String {
    var text = "\(name): \(summary)\n\nUsage:\n"
    for form in forms { text += "  cfssl \(name) \(form)\n" }
    if !words.isEmpty { text += "\nArguments:\n" + UsageText.table(words) }
    let listed = flags + ["config", "loglevel"].filter { !flags.contains($0) }
    let known = CFSSLFlags.table.flags
    text += "\nFlags, which come before the arguments:\n"
    text += UsageText.flags(listed.compactMap { name in known.first { $0.name == name } })
    return text
  }

  /// The list of commands.
  static var list: String {
    "Usage: cfssl COMMAND [FLAGS] [ARGUMENTS]\n\nCommands:\n"
      + UsageText.table(all.map { ($0.name, $0.summary) })
      + "\n`cfssl COMMAND -h` tells more about each.\n"
  }
}
