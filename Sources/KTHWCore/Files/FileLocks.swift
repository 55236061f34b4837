#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The right to change some files in place of what they hold, against other
/// runs of ours and against kubectl.
///
/// For every file there is a lock file beside it, as kubectl makes it, and
/// the directory of the file itself is locked as ``FileWriter`` does it: two
/// links to one file have different lock files. Signals that would end the
/// process wait until the locks are let go, so that Ctrl-C leaves none.
struct FileLocks {
  private let files: [LockFile]
  private let directories: [DirectoryLock]

  /// From what age on a lock file is taken for forgotten, in seconds; kubectl
  /// has its own for some milliseconds.
  private static let forgottenAge: Int64 = 60
  /// How long a forgotten one is waited for.
  private static let shortPatience = GoDuration.seconds(1)

  /// Takes the locks, waiting for them where others have them, and lets them
  /// go when `body` is over.
  ///
  /// All are taken or none, so that two runs never wait for each other.
  /// Directories that are missing are made.
  ///
  /// - Parameters:
  ///   - paths: the files, as the user named them.
  ///   - context: says where relative paths start, and what time it is.
  ///   - patience: how long to wait.
  ///   - body: what is done under the locks.
  /// - Returns: what `body` returns.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/locked`` where the wait was
  ///   in vain, or ``KTHWError/Code/inputOutput``; its ``Problem/peerWords``
  ///   are kubectl's. Also what `body` throws.
  static func hold<Result>(
    _ paths: [String],
    context: Context,
    waitingUpTo patience: GoDuration = DirectoryLock.defaultPatience,
    _ body: () throws -> Result
  ) throws -> Result {
    let deadline = Deadline(after: patience)
    let shortDeadline = Deadline(after: shortPatience)
    var pause = 2
    while true {
      let outcome: Outcome<Result> = try HeldSignals.during {
        switch try attempt(paths, context, deadline) {
        case .taken(let locks): return .done(try withExtendedLifetime(locks, body))
        case .busy(let busy): return .busy(busy)
        }
      }
      switch outcome {
      case .done(let result): return result
      case .busy(let busy):
        let age = context.now().secondsSince1970 - busy.holder.created.secondsSince1970
        let isForgotten = !busy.holder.isOurs && age >= forgottenAge
        guard !busy.isOwn, !(isForgotten ? shortDeadline : deadline).hasPassed else {
          throw refusal(busy, age: age)
        }
        let jitter = (try? context.random(1)).flatMap(\.first).map(Int.init) ?? 0
        Deadline.sleep(milliseconds: pause / 2 + jitter * pause / 256)
        pause = min(pause * 2, 60)
      }
    }
  }

  private enum Outcome<Result> {
    case done(Result)
    case busy(Busy)
  }

  private enum Attempt {
    case taken(FileLocks)
    case busy(Busy)
  }

  /// A lock that another has.
  private struct Busy {
    let path: String
    let holder: LockFile.Holder
    /// Whether the other is this very call.
    let isOwn: Bool
  }

  private static func attempt(
    _ paths: [String],
    _ context: Context,
    _ deadline: Deadline
  ) throws -> Attempt {
    var files: [LockFile] = []
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      try MissingDirectories.make(above: path, context)
      do {
        switch try LockFile.attempt(context.resolved(path) + ".lock") {
        case .taken(let file): files.append(file)
        case .busy(let holder):
          let isOwn = files.contains { $0.identity == holder.identity }
          return .busy(Busy(path: path + ".lock", holder: holder, isOwn: isOwn))
        }
      } catch {
        throw error.during("open", path + ".lock")
      }
    }
    let directories = try directoryLocks(paths, context, deadline)
    return .taken(FileLocks(files: files, directories: directories))
  }

  /// Locks the directories that the files themselves are in.
  ///
  /// One that cannot be opened is left to the writing to complain about.
  private static func directoryLocks(
    _ paths: [String],
    _ context: Context,
    _ deadline: Deadline
  ) throws -> [DirectoryLock] {
    var opened: [OpenDirectory.Identity: String] = [:]
    for path in paths {
      let target = LinkTarget(context.resolved(path))
      guard let directory = target.realDirectory,
        let identity = try? OpenDirectory(directory).identity
      else { continue }
      opened[identity] = directory
    }
    return try opened.sorted { $0.key < $1.key }.map { _, directory in
      try DirectoryLock(directory, shownAs: directory, until: deadline)
    }
  }

  private static func refusal(_ busy: Busy, age: Int64) -> KTHWError {
    let hint =
      if busy.isOwn {
        "one file is listed twice under different names"
      } else if busy.holder.isOurs {
        "another run is changing this file; wait for it to end"
      } else {
        "it was made \(described(age)) ago, by kubectl or another program; if none is running, "
          + "remove it: rm -f \(Terminal.printable(busy.path))"
      }
    return KTHWError(
      .locked,
      "is locked by another program",
      at: .file(busy.path),
      hint: hint,
      peerWords: PeerWords("open \(busy.path): file exists")
    )
  }

  private static func described(_ seconds: Int64) -> String {
    switch seconds {
    case ..<2: "a moment"
    case ..<120: "\(seconds) seconds"
    case ..<7200: "\(seconds / 60) minutes"
    case ..<172_800: "\(seconds / 3600) hours"
    default: "\(seconds / 86_400) days"
    }
  }
}

/// Signals that would end the process, held back for a while.
private enum HeldSignals {
  static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    var before = sigset_t()
    var held = sigset_t()
    sigemptyset(&held)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }
}
