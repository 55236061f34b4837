import KTHWCore

/// How far a run of generate is, on standard error, and how files differ, on
/// standard output.
///
/// The events come to one thread at a time, so nothing here is locked.
final class GenerationProgress: @unchecked Sendable {
  private let line = ProgressLine()
  /// Why differences are no longer printed: a full disk, a closed pipe.
  private(set) var failure: (any Error)?

  /// Tells of an event; a difference is data and goes to standard output.
  func tell(_ event: GenerateCluster.Event) {
    switch event {
    case .compared(let count, let total):
      line.tell(WorkProgress("compared", count, of: total, "hosts"))
    case .made(let count, let total): line.tell(WorkProgress("made", count, of: total, "hosts"))
    case .committing: line.tell("writing everything to the disk")
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
  func end() { line.end() }
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
