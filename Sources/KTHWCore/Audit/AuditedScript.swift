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
