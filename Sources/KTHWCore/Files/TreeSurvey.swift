#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What there is in a tree, by what the file system knows of each file without
/// opening it: where it is, which inode it is, its mode, its size and when it
/// was last changed.
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
  /// When any file in the tree was last changed.
  private(set) var newest = FileTime.distantPast

  /// Adds what another thread saw.
  mutating func add(_ other: TreeSurvey) {
    digest &+= other.digest
    count += other.count
    newest = max(newest, other.newest)
  }

  /// Adds a file or a link.
  ///
  /// Its directory goes by its inode, which the tree's other entries tie to a
  /// path. Of its times the last change is enough, which nobody can set and
  /// which moves with everything else that is known of a file.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - facts: what the file system knows of it.
  ///   - directory: the inode of the directory that it is in.
  mutating func add(file name: UnsafePointer<CChar>, _ facts: stat, in directory: UInt64) {
    let changed = facts.changed
    add(
      name,
      directory,
      UInt64(facts.st_ino),
      UInt64(facts.st_mode),
      UInt64(bitPattern: Int64(facts.st_size)),
      changed.nanosecondsSince1970
    )
    newest = max(newest, changed)
  }

  /// Adds a directory.
  ///
  /// What was done to its entries shows in them and in their number, and a run
  /// does not look at its mode.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - inode: its inode.
  ///   - directory: the inode of the directory that it is in.
  mutating func add(directory name: UnsafePointer<CChar>, _ inode: UInt64, in directory: UInt64) {
    add(name, directory, inode, UInt64(S_IFDIR), 0, 0)
  }

  /// Adds the digest of a record; with a name of usual length it is one block.
  private mutating func add(
    _ name: UnsafePointer<CChar>,
    _ directory: UInt64,
    _ inode: UInt64,
    _ mode: UInt64,
    _ size: UInt64,
    _ changed: UInt64
  ) {
    let length = strlen(name)
    withUnsafeTemporaryAllocation(byteCount: 36 + length, alignment: 8) { record in
      record.storeBytes(of: directory, toByteOffset: 0, as: UInt64.self)
      record.storeBytes(of: inode, toByteOffset: 8, as: UInt64.self)
      record.storeBytes(of: size, toByteOffset: 16, as: UInt64.self)
      record.storeBytes(of: changed, toByteOffset: 24, as: UInt64.self)
      let mode = UInt32(truncatingIfNeeded: mode)
      record.storeBytes(of: mode, toByteOffset: 32, as: UInt32.self)
      UnsafeMutableRawBufferPointer(rebasing: record[36...])
        .copyMemory(from: UnsafeRawBufferPointer(start: name, count: length))
      digest &+= SHA256.digest(UnsafeRawBufferPointer(record))
    }
    count += 1
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
      try top.each { entry in
        guard strcmp(entry.name, TreeMarker.name) != 0,
          let inode = try surveyor.see(entry, in: root.descriptor, root.identity.inode)
        else { return }
        guard let listing = DirectoryListing(root.descriptor, entry.name) else {
          throw Surveyor.Doubt()
        }
        let part = try Surveyor.share(
          listing,
          surveyor.device,
          inode,
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
  ///
  /// - Returns: the inode of a directory.
  mutating func see(
    _ entry: DirectoryListing.Entry,
    in directory: Int32,
    _ inode: UInt64
  ) throws(Doubt) -> UInt64? {
    if let own = entry.directoryInode {
      survey.add(directory: entry.name, own, in: inode)
      return own
    }
    var facts = stat()
    guard fstatat(directory, entry.name, &facts, AT_SYMLINK_NOFOLLOW) == 0,
      UInt64(truncatingIfNeeded: facts.st_dev) == device
    else { throw Doubt() }
    guard facts.st_mode & S_IFMT == S_IFDIR else {
      survey.add(file: entry.name, facts, in: inode)
      return nil
    }
    let own = UInt64(facts.st_ino)
    survey.add(directory: entry.name, own, in: inode)
    return own
  }

  /// Looks at a file, or at a directory and everything in it.
  private mutating func visit(
    _ entry: DirectoryListing.Entry,
    in directory: Int32,
    _ inode: UInt64,
    depth: Int = 2
  ) throws {
    guard let own = try see(entry, in: directory, inode) else { return }
    guard depth < Surveyor.depthLimit, let listing = DirectoryListing(directory, entry.name) else {
      throw Doubt()
    }
    try listing.each { inner in
      try visit(inner, in: listing.descriptor, own, depth: depth + 1)
    }
  }

  /// Looks at everything in a directory of which very much may be in.
  static func share(
    _ listing: DirectoryListing,
    _ device: UInt64,
    _ inode: UInt64,
    among workers: Int,
    isInterrupted: @escaping @Sendable () -> Bool
  ) throws -> TreeSurvey {
    let descriptor = listing.descriptor
    let sum = Guarded((listing: listing, survey: TreeSurvey()))
    try parallelEach(count: workers, workers: workers) { _ in
      var surveyor = Surveyor(device: device)
      var batch = DirectoryListing.Batch()
      while try sum.withLock({ try $0.listing.take(batchSize, into: &batch) }) {
        guard !isInterrupted() else { throw Doubt() }
        try batch.each { try surveyor.visit($0, in: descriptor, inode) }
      }
      let part = surveyor.survey
      sum.withLock { $0.survey.add(part) }
    }
    return sum.withLock { $0.survey }
  }
}
