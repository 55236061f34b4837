import KTHWCore
import KTHWTestSupport
import Testing

/// A command that writes files, as the fault tests run it.
struct Writer: Sendable {
  /// What a run of the same words does that comes after a whole one.
  enum Again: Sendable {
    /// It leaves the same files.
    case same
    /// It leaves others that are whole as well.
    case others
    /// It leaves others, unless what it read is changed while it works.
    case othersInTurn
    /// It fails and leaves everything as it is.
    case refuses
  }

  /// What tells whether new files are whole.
  enum Wholeness: Sendable {
    /// They are the same each time.
    case fixed
    /// Keys of theirs come by chance, or the time stands in them.
    case judged(@Sendable (ScratchDirectory) throws -> Bool)
  }

  /// What it is called in tables.
  let name: String
  /// The words after `kthwctl`.
  let words: [String]
  /// A file of the directory that standard input is.
  var input: String?
  /// What it writes; an output that ends in a slash is a tree.
  let outputs: [String]
  /// Those of them that only their owner may read.
  var secrets: [String] = []
  let again: Again
  var wholeness = Wholeness.fixed
  /// The exit status of a run that meets no fault.
  var status: Int32 = 0
  /// What stands there before.
  let prepare: @Sendable (WriterStock, ScratchDirectory) throws -> Void

  /// The run, in a directory that was prepared.
  func command(in directory: ScratchDirectory) throws -> RunCommand {
    var command = RunCommand(RunCommand.kthwctlPath, words).inside(directory)
    // kubectl's old name for a kubeconfig is looked for below it.
    command.environment["HOME"] = directory.path
    if let input { command.input = .bytes(try directory.bytes(input)) }
    return command
  }

  /// A directory in which everything stands that the run needs.
  func prepared() throws -> ScratchDirectory {
    let directory = try ScratchDirectory()
    try prepare(try WriterStock.shared(), directory)
    return directory
  }

  /// Whether the run's files are there and belong together, those of `new`
  /// where they are the same each time.
  func isWhole(_ directory: ScratchDirectory, _ new: Standing) throws -> Bool {
    switch wholeness {
    case .fixed: try Standing(directory) == new
    case .judged(let judge): try outputs.allSatisfy(directory.has) && judge(directory)
    }
  }
}

extension Writer: CustomTestStringConvertible {
  var testDescription: String { name }
}

/// Everything below a directory: what it is, who may use it, what it holds.
struct Standing: Hashable {
  /// One file, directory or link.
  struct Thing: Hashable {
    let kind: ScratchDirectory.Entry.Kind
    let mode: UInt16
    let bytes: [UInt8]
  }

  /// What there is, by its path.
  let things: [String: Thing]

  init(_ directory: ScratchDirectory) throws {
    var things: [String: Thing] = [:]
    for entry in directory.entries() {
      let bytes: [UInt8] =
        switch entry.kind {
        case .file: try directory.bytes(entry.name)
        case .link: Array(try directory.linkTarget(entry.name).utf8)
        case .directory, .other: []
        }
      things[entry.name] = Thing(kind: entry.kind, mode: entry.mode, bytes: bytes)
    }
    self.things = things
  }

  /// Names that only runs use that are not at their end yet.
  var leftovers: [String] {
    things.keys.filter { path in
      let name = path.split(separator: "/").last ?? ""
      return name.hasPrefix(".kthwctl-") || name.contains(".kthw-") || name.hasSuffix(".lock")
    }.sorted()
  }

  /// Those of some outputs that are not as in another directory.
  func differences(from other: Standing, in outputs: [String]) -> [String] {
    outputs.flatMap { output -> [String] in
      guard output.hasSuffix("/") else {
        return things[output] == other.things[output] ? [] : [output]
      }
      return Set(things.keys).union(other.things.keys).filter {
        $0.hasPrefix(output) && things[$0] != other.things[$0]
      }
    }
  }
}

extension ScratchDirectory {
  /// Copies something of another directory, with its modes.
  func copy(_ name: String, from other: ScratchDirectory, as copy: String? = nil) throws {
    let words = ["-a", other.path(name), path(copy ?? name)]
    try RunCommand("cp", words).run().expecting(0)
  }
}
