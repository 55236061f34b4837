import KTHWCore

/// A run that may take long, of a command that reads much and writes at its
/// end, if at all: it tells how far it is, and a signal ends it.
///
/// What such a command writes is there as a whole or not at all, so that it
/// may end at any moment; `generate`, which makes a tree file by file, takes
/// that away itself (``Interruption/heldBack()``).
enum LongRun {
  /// Runs something in a context that tells of its progress.
  ///
  /// - Parameters:
  ///   - world: the context without that.
  ///   - body: what to run.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws.
  static func run<Output>(
    in world: Context = .system,
    _ body: (Context) throws -> Output
  ) throws -> Output {
    let progress = ProgressLine()
    defer { progress.end() }
    Interruption.heldBack().endTheProcess()
    var context = world
    context.progress = { progress.tell($0) }
    return try body(context)
  }
}
