extension AuditSources {
  /// Reads every area and hands it over: machines side by side, because each
  /// has few files, anything else by itself, because it may have many.
  ///
  /// - Parameters:
  ///   - workers: how many threads work.
  ///   - body: takes an area and its position; called from any thread.
  /// - Throws: ``KTHWError`` for a file that cannot be read; what `body` throws.
  func forEachArea(
    workers: Int,
    _ body: @escaping @Sendable (_ index: Int, _ area: AuditedArea) throws -> Void
  ) throws {
    let areas = areas
    for index in areas.indices where !areas[index].isMachine {
      try body(index, try areas[index].load(workers: workers))
    }
    let machines = areas.indices.filter { areas[$0].isMachine }
    let steps = WorkSteps("looked into", of: machines.count, "hosts", in: context)
    try parallelEach(count: machines.count, workers: workers) { position in
      let index = machines[position]
      try body(index, try areas[index].load(workers: 1))
      steps.advance()
    }
  }
}
