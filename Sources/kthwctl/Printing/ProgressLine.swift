import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How far a long run is, on standard error.
///
/// On a terminal it is one line with a bar that changes, else a line every ten
/// seconds. A run of a second says nothing, and neither does one with --quiet.
///
/// It hears one thread at a time, so nothing here is locked.
final class ProgressLine: @unchecked Sendable {
  private let changes = ProgressLine.canChange
  private let start = MonotonicClock.seconds
  private var lastTold = MonotonicClock.seconds
  private var isOpen = false

  /// Whether a line on standard error can be written over.
  static var canChange: Bool { StandardStream.error.isTerminal && !Terminal.isDumb }

  /// Tells how far counted work is.
  func tell(_ work: WorkProgress) {
    guard isTime else { return }
    let words =
      "\(work.verb) \(Quantity.grouped(work.done)) of \(Quantity.grouped(work.total)) \(work.unit)"
    write(words, bar: ProgressBar(work.done, of: work.total))
  }

  /// Tells of work that is not counted.
  func tell(_ words: String) {
    guard isTime else { return }
    write(words, bar: nil)
  }

  /// Takes the line away that is still changing.
  func end() {
    guard isOpen else { return }
    isOpen = false
    ProgressLine.erase()
  }

  /// Takes away what may stand there.
  static func erase() {
    if canChange { try? StandardStream.error.write("\r\u{1b}[K") }
  }

  private var isTime: Bool {
    guard Talk.amount != .little else { return false }
    let now = MonotonicClock.seconds
    guard now - start > 1, now - lastTold > (changes ? 0.1 : 10) else { return false }
    lastTold = now
    return true
  }

  private func write(_ words: String, bar: ProgressBar?) {
    guard changes else { return Failure.say(words) }
    isOpen = true
    let line = ProgressLine.line(words, bar: bar, columns: Terminal.columns)
    try? StandardStream.error.write("\r\u{1b}[K" + line)
  }

  /// A line that fits a terminal: without the bar, or cut, where it is narrow.
  static func line(_ words: String, bar: ProgressBar?, columns: Int) -> String {
    let plain = "kthwctl: " + words
    // The last column stays free: some terminals go to the next line there.
    let room = max(0, columns - 1)
    if let bar, plain.count + 1 + bar.text.count <= room { return plain + " " + bar.text }
    return String(plain.prefix(room))
  }

  /// The terminal that standard error is.
  private enum Terminal {
    static var isDumb: Bool {
      let name = Context.system.environment("TERM") ?? ""
      return name.isEmpty || name == "dumb"
    }

    /// How many columns it has; 80 where it does not say.
    static var columns: Int {
      var size = winsize()
      guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    }
  }
}

/// A bar with a percentage: `[#####---------------]  25 %`.
struct ProgressBar {
  let text: String

  /// How wide the bar is between its brackets.
  static let width = 20

  init(_ done: Int, of total: Int) {
    let total = max(1, total)
    let done = min(max(0, done), total)
    // Rounded down: what is not at its end does not look so.
    let full = done * ProgressBar.width / total
    let percent = String(done * 100 / total)
    text =
      "[" + String(repeating: "#", count: full)
      + String(repeating: "-", count: ProgressBar.width - full) + "] "
      + String(repeating: " ", count: 3 - percent.count) + percent + " %"
  }
}

/// A clock that nobody sets.
enum MonotonicClock {
  /// Seconds since a moment that does not matter.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
