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
/// On a terminal it is one line that changes, else a line now and then. A run
/// of a second says nothing.
///
/// The events come to one thread at a time, so nothing here is locked.
final class GenerationProgress: @unchecked Sendable {
  private let isTerminal = isatty(2) == 1
  private let start = GenerationProgress.seconds
  private var lastTold = GenerationProgress.seconds
  private var isLineOpen = false
  /// Why differences are no longer printed: a full disk, a closed pipe.
  private(set) var failure: (any Error)?

  /// Tells of an event; a difference is data and goes to standard output.
  func tell(_ event: GenerateCluster.Event) {
    switch event {
    case .compared(let count, let total): tell("compared \(count) of \(total) hosts")
    case .made(let count, let total): tell("made \(count) of \(total) hosts")
    case .committing: tell("writing everything to the disk")
    case .differs(let difference):
      end()
      guard failure == nil else { return }
      do {
        try StandardStream.output.write(DifferenceText(difference).text)
      } catch {
        failure = error
      }
    }
  }

  /// Takes the line away that is still changing.
  func end() {
    guard isLineOpen else { return }
    isLineOpen = false
    try? StandardStream.error.write("\r\u{1b}[K")
  }

  private func tell(_ words: String) {
    let now = GenerationProgress.seconds
    let pause = isTerminal ? 0.1 : 10
    guard now - start > 1, now - lastTold > pause else { return }
    lastTold = now
    guard isTerminal else { return Failure.say(words) }
    isLineOpen = true
    try? StandardStream.error.write("\r\u{1b}[Kkthwctl: \(words)")
  }

  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A difference between two files as `diff -u` prints it.
struct DifferenceText {
  let text: String

  init(_ difference: FileDifference) {
    let path = Terminal.printable(difference.path)
    let old = difference.isNew ? "/dev/null" : "a/\(path)"
    let new = difference.isRemoved ? "/dev/null" : "b/\(path)"
    text = "--- \(old)\n+++ \(new)\n" + difference.lines.map { $0 + "\n" }.joined()
  }
}
