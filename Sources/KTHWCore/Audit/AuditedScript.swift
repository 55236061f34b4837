/// A script for a shell as judges see it.
public struct AuditedScript: Sendable {
  /// The text.
  public let text: String
  /// What it starts and writes; nil where it has to do with no program of a
  /// cluster.
  let shell: ShellScript?
  /// What its author may regret, which its text shows without anything else.
  let lapses: [ScriptLapse]

  /// Reads a script; what cannot be read is passed over, as a shell does that
  /// never comes to it.
  public init(_ text: String) {
    self.text = text
    shell = ShellScript.mayMatter(text) ? ShellScript(text) : nil
    lapses = ScriptLapse.all(in: ShellText(text))
  }
}

/// What the author of a script may regret.
struct ScriptLapse: Sendable {
  /// The rule that it breaks.
  let rule: AuditRule
  /// Where its line begins.
  let mark: SourceMark
  /// What stands there, in words.
  let seen: String
}

/// Reads scripts, those that are alike only once: thousands of machines have
/// the same.
struct ScriptReader: Sendable {
  private let known = Guarded<[String: AuditedScript]>([:])

  /// How many scripts are kept, at most; scripts that differ from machine to
  /// machine are not worth keeping.
  private static let limit = 256

  /// Reads a script, or takes what was read before.
  func read(_ text: String) -> AuditedScript {
    if let script = known.withLock({ $0[text] }) { return script }
    let script = AuditedScript(text)
    known.withLock { if $0.count < ScriptReader.limit { $0[text] = script } }
    return script
  }
}
