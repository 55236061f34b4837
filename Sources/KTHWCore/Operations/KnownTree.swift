/// A tree of which an earlier run noted that there is nothing to do.
///
/// The note is believed only where everything that a run would look at is the
/// same as then: the description and the program that reads it, every file of
/// the tree by what the file system knows of it, and a clock by which no
/// certificate is due (`Docs/decisions/0014-nothing-to-do.md`). All else, and
/// every doubt, is for a run that looks at every file.
struct KnownTree {
  private let input: GenerateCluster.Input
  private let context: Context
  /// A digest of what the tree is made from; nil where that is not known.
  private let inputs: SHA256.Digest?

  init(_ input: GenerateCluster.Input, _ context: Context) {
    self.input = input
    self.context = context
    guard input.mode == .write, input.only.isEmpty, input.scope == .everything,
      let program = input.program, let description = input.description
    else {
      inputs = nil
      return
    }
    // The choices about which something is told each time; then the program,
    // whose name holds no NUL, so that no two of these are one text.
    let choices: [UInt8] = [input.encryptsAuthorityKeys ? 1 : 0]
    inputs = SHA256.digest(choices + Array(program.utf8) + [0] + description)
  }

  /// Whether a run of this kind leaves notes at all.
  var canBeNoted: Bool { inputs != nil }

  /// What a run would say, where the note answers for it.
  var output: GenerateCluster.Output? {
    get throws {
      guard let inputs, let tree = try TreeReader.ifThere(input.output, context: context),
        let note = tree.note(), note.inputs == inputs
      else { return nil }
      let now = context.now()
      guard note.start <= now, now < note.end, let survey = survey(tree),
        survey.digest == note.files, survey.count == note.count
      else { return nil }
      TreeTransaction.removeLeftovers(at: input.output, context: context)
      var output = GenerateCluster.Output()
      output.keptCount = note.credentialCount
      output.unchangedCount = note.fileCount
      return output
    }
  }

  private func survey(_ tree: TreeReader) -> TreeSurvey? {
    tree.survey(workers: input.workers, isInterrupted: context.isInterrupted)
  }
}

// MARK: - Noting

extension KnownTree {
  /// Notes that there is nothing to do in a tree that was found to be as it
  /// should be.
  ///
  /// - Parameters:
  ///   - tally: what was found.
  ///   - tree: the tree.
  ///   - start: a moment before the first file was looked at; what was changed
  ///     since then may be something else than what was found.
  func remember(_ tally: ClusterTally, in tree: TreeReader, untouchedSince start: FileTime) {
    guard let inputs, isWorthIt(tally), let survey = survey(tree), survey.newest < start else {
      return
    }
    tree.leave(TreeNote(inputs, survey, tally))
  }

  /// Notes that there will be nothing to do in a tree that was just made, and
  /// of which nobody else knows yet.
  ///
  /// - Parameters:
  ///   - tally: what was made.
  ///   - tree: the tree.
  ///   - survey: of what was made, as it was made: what anybody does to it
  ///     later is seen by the next run.
  func remember(_ tally: ClusterTally, in tree: TreeReader, made survey: TreeSurvey) {
    guard let inputs, isWorthIt(tally) else { return }
    // Whoever finds the tree may change a file at once: that must not happen
    // at the moment that the file has already.
    for _ in 0..<20 where FileTime.now <= survey.newest { Deadline.sleep(milliseconds: 1) }
    guard survey.newest < FileTime.now else { return }
    tree.leave(TreeNote(inputs, survey, tally))
  }

  /// Whether the next run has nothing to tell but that there is nothing to do.
  private func isWorthIt(_ tally: ClusterTally) -> Bool {
    tally.output.warnings.isEmpty && tally.output.leftOver.isEmpty && !tally.term.isEmpty
      && tally.output.endedTokens.isEmpty
  }
}

extension TreeNote {
  fileprivate init(_ inputs: SHA256.Digest, _ survey: TreeSurvey, _ tally: ClusterTally) {
    let output = tally.output
    self.init(
      inputs: inputs,
      files: survey.digest,
      count: survey.count,
      start: tally.term.lowerBound,
      end: tally.term.upperBound,
      credentialCount: output.keptCount + output.made.count + output.reissued.count,
      fileCount: output.unchangedCount + output.added.count + output.changed.count
    )
  }
}
