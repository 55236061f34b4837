/// How a property over random values is run: the seed repeats a run, and the
/// long mode draws many more values.
public enum PropertyRun {
  /// Where chance begins: `KTHW_SEED`, or the same on every run.
  public static let seed = environmentValue("KTHW_SEED").flatMap(UInt64.init) ?? 20_261_121

  /// Whether `KTHW_LONG=1` asks for everything, however long that takes.
  public static let isLong = environmentValue("KTHW_LONG") == "1"

  /// How many values to draw.
  ///
  /// - Parameters:
  ///   - sample: how many are enough on every run.
  ///   - long: how many there are in the long mode.
  /// - Returns: one of them.
  public static func count(_ sample: Int, long: Int) -> Int { isLong ? long : sample }

  /// Says in the long mode what was tried, for the list of figures.
  ///
  /// - Parameter text: what, with its count.
  public static func report(_ text: String) {
    if isLong { print("figure: \(text) (KTHW_SEED=\(seed))") }
  }
}
