/// Receives the files of a tree, each with what is there already.
///
/// One run holds the tree against the old one, another writes it: the same
/// walk over the plan, with another of these at its end.
protocol TreeSink: Sendable {
  /// A file stands in the old tree as it shall be.
  func keep(_ path: String) throws
  /// A file is to be written.
  func write(_ file: PlannedFile) throws
}

/// A file of the plan, what it shall hold, and what is there.
struct PlannedFile: Sendable {
  /// Which file it is.
  let artifact: Artifact
  /// What it shall hold; nil for a link, and for what this run does not make.
  var wanted: OutputFile.Contents?
  /// What is there.
  var old: OldFile?
  /// What a link there says.
  var oldLink: String?
  /// The credential that it is a part of, and what becomes of that; nil also
  /// where all is written and nothing shown.
  var credential: ResolvedCredential?

  /// Whether nothing has its name.
  var isNew: Bool { old == nil && oldLink == nil }

  /// Whether all is as it shall be.
  var isDone: Bool {
    if case .link(let target) = artifact.content { return oldLink == target }
    guard let wanted, let old else { return false }
    return old.permissions == .exactly(artifact.permissions) && old.holds(wanted)
  }
}

/// Ends at the first file that is not as it shall be.
struct ComparingSink: TreeSink {
  /// There is something to be written.
  struct Difference: Error {}

  func keep(_ path: String) {}
  func write(_ file: PlannedFile) throws { throw Difference() }
}

/// Writes nothing, and shows what would be where somebody looks.
struct ShowingSink: TreeSink {
  /// Is shown every difference.
  let show: (@Sendable (FileDifference) -> Void)?

  func keep(_ path: String) {}
  func write(_ file: PlannedFile) throws {
    if let show { show(try FileDifference(file)) }
  }
}

/// Fills a new tree.
struct WritingSink: TreeSink {
  let transaction: TreeTransaction

  func keep(_ path: String) throws { try transaction.keep(path) }

  func write(_ file: PlannedFile) throws {
    let artifact = file.artifact
    if case .link(let target) = artifact.content {
      try transaction.link(artifact.path, to: target)
      return
    }
    guard let wanted = file.wanted else {
      preconditionFailure("\(artifact.path) was to be made, and was not")
    }
    try transaction.write(artifact.path, wanted, permissions: .exactly(artifact.permissions))
  }
}
