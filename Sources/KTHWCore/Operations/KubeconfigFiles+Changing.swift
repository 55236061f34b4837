#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension KubeconfigFiles {
  /// What a change leads to.
  typealias Change<Result> = (edited: Kubeconfig, result: Result)

  /// Changes what the files say together, and writes the files that this
  /// makes different.
  ///
  /// The change is tried without the locks first: one that is refused makes
  /// no directory and no lock file. Where somebody is just writing a file in
  /// place, what is read then may be half of it; so the attempt under the
  /// locks decides, and what that reads is what is changed.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for other programs.
  ///   - relativizesPaths: whether paths in changed stanzas are rewritten as
  ///     kubectl does it.
  ///   - body: gives the kubeconfig as it is to be, and what else it found.
  /// - Returns: the files that were written, and what `body` found.
  /// - Throws: what `body` throws; ``KTHWError`` where files cannot be
  ///   locked, read or written.
  func change<Result>(
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience,
    relativizingPaths relativizesPaths: Bool = false,
    _ body: (LoadedKubeconfig) throws -> Change<Result>
  ) throws -> (files: [String], result: Result) {
    try refusePipes()
    let refusal = refusal(body)
    if let refusal, !areLocked { throw refusal }
    do {
      return try FileLocks.hold(sources.files, context: context, waitingUpTo: patience) {
        let loaded = try load()
        let (edited, result) = try body(loaded)
        let change = try KubeconfigChange(
          from: loaded,
          to: edited,
          relativizingPathsIn: relativizesPaths ? WorkingDirectory.path(context) : nil,
          readFile: load(file:)
        )
        try write(change)
        return (change.files.map(\.name), result)
      }
    } catch let error as KTHWError where error.code == .locked {
      throw refusal ?? error
    }
  }

  /// A pipe can be read once and not replaced, and one without a writer is
  /// waited for without end.
  private func refusePipes() throws {
    for file in sources.files {
      var facts = stat()
      guard stat(context.resolved(file), &facts) == 0, facts.st_mode & S_IFMT == S_IFIFO else {
        continue
      }
      throw KTHWError(
        .inputOutput,
        "is a pipe, and a kubeconfig that is changed must be a file",
        at: .file(file),
        peerWords: PeerWords("open \(file): is a pipe")
      )
    }
  }

  private func refusal<Result>(
    _ body: (LoadedKubeconfig) throws -> Change<Result>
  ) -> (any Error)? {
    do {
      _ = try body(load())
      return nil
    } catch {
      return error
    }
  }

  /// Whether somebody is changing one of the files at the moment.
  private var areLocked: Bool {
    sources.files.contains { LockFile.isThere($0, context) }
  }
}
