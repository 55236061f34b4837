/// The parts of usage texts that the programs we act as share.
enum UsageText {
  /// Flags, what they mean and what they are by themselves.
  static func flags(_ flags: [GoFlags.Flag]) -> String {
    table(
      flags.map { flag in
        let standard = flag.kind == .boolean || flag.standard.isEmpty ? "" : " (\(flag.standard))"
        return ("-" + flag.name, flag.meaning + standard)
      }
    )
  }

  /// Two columns.
  static func table(_ rows: [(name: String, meaning: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { name, meaning in
      "  " + name + String(repeating: " ", count: width - name.count) + "  " + meaning + "\n"
    }.joined()
  }
}
