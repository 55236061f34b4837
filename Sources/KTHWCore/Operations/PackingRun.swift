/// Writes machines' files into one directory, all at once.
struct PackingRun: Sendable {
  private let input: PackHosts.Input
  private let hosts: [String]
  private let files: PackedFiles
  private let source: PackingSource
  private let context: Context

  init(
    _ input: PackHosts.Input,
    _ hosts: [String],
    _ files: PackedFiles,
    _ source: PackingSource,
    _ context: Context
  ) {
    self.input = input
    self.hosts = hosts
    self.files = files
    self.source = source
    self.context = context
  }

  /// Does it.
  ///
  /// - Throws: ``KTHWError``; then the directory is as it was.
  func output() throws -> PackHosts.Output {
    // Only Ansible's files hold no keys: those it takes from the tree.
    let permissions: FileMode = .exactly(input.format == .ansible ? 0o755 : 0o700)
    let transaction = try TreeTransaction.begin(
      at: input.output,
      context: context,
      madeBy: "bundle"
    ) { _ in
      permissions
    }
    do {
      try refuseTree(transaction)
      let made = Guarded([PackHosts.Output.File?](repeating: nil, count: hosts.count))
      let written = Guarded(0)
      for file in files.shared where try transaction.put(file) { written.withLock { $0 += 1 } }
      let (hosts, files, source, context) = (hosts, files, source, context)
      let steps = WorkSteps("packed", of: hosts.count, "hosts", in: context)
      try parallelEach(count: hosts.count, workers: input.workers) { index in
        guard !context.isInterrupted() else {
          throw KTHWError(.interrupted, "interrupted; nothing was changed")
        }
        let packed = try files.files(of: source.overlay(of: hosts[index]))
        for file in packed where try transaction.put(file) { written.withLock { $0 += 1 } }
        let size = packed.reduce(0) { $0 + $1.contents.withUnsafeBytes(\.count) }
        let file = PackHosts.Output.File(host: hosts[index], path: packed[0].path, size: size)
        made.withLock { $0[index] = file }
        steps.advance()
      }
      var output = PackHosts.Output()
      output.files = made.withLock(\.self).compactMap(\.self)
      output.writtenCount = written.withLock(\.self)
      output.removed = try carryOver(transaction)
      if output.writtenCount == 0, output.removed.isEmpty {
        transaction.abandon()
      } else {
        try transaction.commit()
      }
      return output
    } catch {
      transaction.abandon()
      throw error
    }
  }

  /// Refuses the tree itself, or another one, as the place for what is made.
  private func refuseTree(_ transaction: TreeTransaction) throws {
    guard let old = transaction.old else { return }
    let names = Set(try old.entries().filter { $0.kind == .directory }.map(\.name))
    guard names.contains("pki") || old.isSameTree(as: source.reader) else { return }
    throw KTHWError(
      .inputOutput,
      "is the tree of a cluster, and bundles go elsewhere",
      at: .file(input.output),
      hint: "name another directory with --output"
    )
  }

  /// Takes over what else is in the directory, but for files of machines that
  /// are no more where all machines are packed.
  private func carryOver(_ transaction: TreeTransaction) throws -> [String] {
    let present = Set(source.hosts)
    var removed: [String] = []
    try transaction.carryOver { entry in
      guard input.hosts.isEmpty, let host = input.format.host(of: entry), !present.contains(host)
      else { return true }
      removed.append(entry.path)
      return false
    }
    return removed
  }
}

extension TreeTransaction {
  /// Writes a file, or keeps that of the old tree where it is the same.
  ///
  /// - Returns: whether it was written.
  /// - Throws: ``KTHWError``.
  fileprivate func put(_ file: PackedFile) throws -> Bool {
    if let old = try? oldContents(of: file.path), old.permissions == file.mode,
      old.holds(file.contents)
    {
      try keep(file.path)
      return false
    }
    try write(file.path, file.contents, permissions: file.mode)
    return true
  }
}
