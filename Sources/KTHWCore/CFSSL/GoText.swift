/// Text as Go's standard library writes it.
enum GoText {
  /// Text in quotes for Go-worded messages that people see: what `%q` gives
  /// for plain text, made safe for a terminal.
  static func quoted(_ text: String) -> String { Terminal.quoted(text) }
}
