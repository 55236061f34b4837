extension Compare {
  static func seconds(_ milliseconds: Double) -> String { decimal(milliseconds / 1000, places: 2) }

  /// Linux counts in kibibytes, Darwin in bytes.
  static func mebibytes(_ count: Int) -> String {
    #if os(Linux)
    decimal(Double(count) / 1024, places: 1)
    #else
    decimal(Double(count) / 1_048_576, places: 1)
    #endif
  }
}
