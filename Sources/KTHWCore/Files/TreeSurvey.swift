#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What there is in a tree, by what the file system knows of each file without
/// opening it: where it is, which inode it is, its mode, its size and its times.
///
/// Two surveys of a tree are the same exactly where nothing was added, removed,
/// written, renamed, replaced or given another mode in between. However large
/// the tree, a survey is a few words: digests of all files, added up, so that
/// their order does not matter and several threads can share the work.
struct TreeSurvey: Hashable, Sendable {
  /// The sum of the digests of all files and directories.
  private(set) var digest = SHA256.Digest()
  /// How many files and directories there are.
  private(set) var count = 0
  /// When anything in the tree was last changed.
  private(set) var newest = FileTime.distantPast

  /// Adds what another thread saw.
  fileprivate mutating func add(_ other: TreeSurvey) {
    digest &+= other.digest
    count += other.count
    newest = max(newest, other.newest)
  }

  /// Adds one file or directory.
  ///
  /// Its directory goes by its inode, which the tree's other entries tie to a
  /// path.
  fileprivate mutating func add(
    _ name: UnsafePointer<CChar>,
    _ facts: stat,
    in directory: UInt64
  ) {
    let length = strlen(name)
    let (modified, changed) = (facts.modified, facts.changed)
    withUnsafeTemporaryAllocation(byteCount: 64 + length, alignment: 8) { record in
      func store(_ number: UInt64, at index: Int) {
        record.storeBytes(of: number, toByteOffset: index * 8, as: UInt64.self)
      }
      store(directory, at: 0)
      store(UInt64(facts.st_ino), at: 1)
      store(UInt64(facts.st_mode), at: 2)
      store(UInt64(bitPattern: Int64(facts.st_size)), at: 3)
      store(UInt64(bitPattern: modified.seconds), at: 4)
      store(UInt64(bitPattern: modified.nanoseconds), at: 5)
      store(UInt64(bitPattern: changed.seconds), at: 6)
      store(UInt64(bitPattern: changed.nanoseconds), at: 7)
      UnsafeMutableRawBufferPointer(rebasing: record[64...])
        .copyMemory(from: UnsafeRawBufferPointer(start: name, count: length))
      digest &+= SHA256.digest(UnsafeRawBufferPointer(record))
    }
    count += 1
    newest = max(newest, modified, changed)
  }
}

// MARK: - Walking

extension TreeReader {
  /// Looks at everything in the tree but the file by which it is known.
  ///
  /// - Parameters:
  ///   - workers: how many threads look.
  ///   - isInterrupted: whether to give up.
  /// - Returns: the survey; nil where something could not be looked at, or is
  ///   no part of the tree, such as a file system that is mounted in it.
  func survey(workers: Int, isInterrupted: @escaping @Sendable () -> Bool) -> TreeSurvey? {
    let root = directories.root
    var surveyor = Surveyor(device: root.identity.device)
    do {
      guard let top = DirectoryListing(root.descriptor, ".") else { throw Surveyor.Doubt() }
      try top.each { name in
        guard strcmp(name, TreeMarker.name) != 0 else { return }
        let facts = try surveyor.see(name, in: root.descriptor, root.identity.inode)
        guard facts.st_mode & S_IFMT == S_IFDIR else { return }
        guard let listing = DirectoryListing(root.descriptor, name) else { throw Surveyor.Doubt() }
        let part = try Surveyor.share(
          listing,
          of: facts,
          among: workers,
          isInterrupted: isInterrupted
        )
        surveyor.survey.add(part)
      }
    } catch {
      return nil
    }
    return surveyor.survey
  }
}

/// Looks at files; one for each thread.
private struct Surveyor {
  /// Something cannot be looked at, and nothing is said of the tree.
  struct Doubt: Error {}

  /// The file system that the tree is on.
  let device: UInt64
  var survey = TreeSurvey()

  /// Deeper than anything that a plan has.
  private static let depthLimit = 32
  /// How many names a thread takes at a time.
  private static let batchSize = 16

  init(device: UInt64) {
    self.device = device
  }

  /// Looks at one file or directory, and not at what is in it.
  mutating func see(
    _ name: UnsafePointer<CChar>,
    in directory: Int32,
    _ inode: UInt64
  ) throws(Doubt) -> stat {
    var facts = stat()
    guard fstatat(directory, name, &facts, AT_SYMLINK_NOFOLLOW) == 0,
      UInt64(truncatingIfNeeded: facts.st_dev) == device
    else { throw Doubt() }
    survey.add(name, facts, in: inode)
    return facts
  }

  /// Looks at a file, or at a directory and everything in it.
  private mutating func visit(
    _ name: UnsafePointer<CChar>,
    in directory: Int32,
    _ inode: UInt64,
    depth: Int = 2
  ) throws {
    let facts = try see(name, in: directory, inode)
    guard facts.st_mode & S_IFMT == S_IFDIR else { return }
    guard depth < Surveyor.depthLimit, let listing = DirectoryListing(directory, name) else {
      throw Doubt()
    }
    let own = UInt64(facts.st_ino)
    try listing.each { inner in
      try visit(inner, in: listing.descriptor, own, depth: depth + 1)
    }
  }

  /// Looks at everything in a directory of which very much may be in.
  static func share(
    _ listing: DirectoryListing,
    of facts: stat,
    among workers: Int,
    isInterrupted: @escaping @Sendable () -> Bool
  ) throws -> TreeSurvey {
    let device = UInt64(truncatingIfNeeded: facts.st_dev)
    let inode = UInt64(facts.st_ino)
    let descriptor = listing.descriptor
    let sum = Guarded((listing: listing, survey: TreeSurvey()))
    try parallelEach(count: workers, workers: workers) { _ in
      var surveyor = Surveyor(device: device)
      var names: [CChar] = []
      while try sum.withLock({ try $0.listing.take(batchSize, into: &names) }) {
        guard !isInterrupted() else { throw Doubt() }
        try names.withUnsafeBufferPointer { names in
          var rest = names[...]
          while let name = UnsafeBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
            try surveyor.visit(name, in: descriptor, inode)
            rest = rest.dropFirst(strlen(name) + 1)
          }
        }
      }
      let part = surveyor.survey
      sum.withLock { $0.survey.add(part) }
    }
    return sum.withLock { $0.survey }
  }
}
