#if canImport(Glibc)
import Glibc
internal import CSystem
#elseif canImport(Musl)
import Musl
internal import CSystem
#else
import Darwin
#endif

/// The names in a directory, one after the other, without holding them all.
///
/// Of a tree of many small directories most time goes into opening and closing
/// them. On Linux this asks the kernel for nothing but the names, where the C
/// library would also ask what the descriptor is, twice how it was opened, and
/// then copy each name.
final class DirectoryListing {
  /// The names cannot be read to their end.
  struct Unreadable: Error {}

  /// The directory, open as long as this is there.
  let descriptor: Int32

  #if canImport(Darwin)
  private let stream: UnsafeMutablePointer<DIR>
  #else
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 8)
  /// What of the buffer was not handed on yet.
  private var rest = 0..<0
  #endif

  /// Opens a directory in another one; nil where that fails.
  init?(_ parent: Int32, _ name: UnsafePointer<CChar>) {
    let opened = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    descriptor = opened
    #if canImport(Darwin)
    guard let stream = fdopendir(opened) else {
      close(opened)
      return nil
    }
    self.stream = stream
    #endif
  }

  deinit {
    #if canImport(Darwin)
    closedir(stream)
    #else
    buffer.deallocate()
    close(descriptor)
    #endif
  }

  /// A name in a directory, and what the directory says of it.
  struct Entry {
    /// The name; there until the next entry is asked for.
    let name: UnsafePointer<CChar>
    /// The inode of a directory; nil for everything else, and on file systems
    /// that do not say what is one.
    let directoryInode: UInt64?
  }

  /// Hands on all entries but `.` and `..`.
  func each(_ body: (Entry) throws -> Void) throws {
    while let entry = try next() { try body(entry) }
  }

  /// Copies so many entries into an emptied batch.
  ///
  /// - Returns: whether there were any.
  func take(_ count: Int, into batch: inout Batch) throws -> Bool {
    batch.removeAll()
    for _ in 0..<count {
      guard let entry = try next() else { break }
      batch.append(entry)
    }
    return !batch.isEmpty
  }

  /// The next entry but for `.` and `..`; nil at the end.
  private func next() throws -> Entry? {
    while let entry = try nextEntry() {
      if strcmp(entry.name, ".") != 0, strcmp(entry.name, "..") != 0 { return entry }
    }
    return nil
  }

  #if canImport(Darwin)
  private func nextEntry() throws -> Entry? {
    errno = 0
    guard let found = readdir(stream) else {
      // The end and a failure look the same but for this.
      guard errno == 0 else { throw Unreadable() }
      return nil
    }
    // The stream owns the entry, until the next one.
    return withUnsafePointer(to: &found.pointee.d_name) { start in
      Entry(
        name: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self),
        directoryInode: found.pointee.d_type == DT_DIR ? found.pointee.d_ino : nil
      )
    }
  }
  #else
  /// Where the parts of an entry are: its inode, its length, what it is, and
  /// its name (getdents(2)).
  private static let inodeOffset = 0
  private static let lengthOffset = 16
  private static let typeOffset = 18
  private static let nameOffset = 19

  private func nextEntry() throws -> Entry? {
    if rest.isEmpty {
      let count = kthw_read_directory(descriptor, buffer.baseAddress, buffer.count)
      guard count >= 0 else { throw Unreadable() }
      guard count > 0 else { return nil }
      rest = 0..<count
    }
    let entry = rest.lowerBound
    let length = buffer.load(fromByteOffset: entry + DirectoryListing.lengthOffset, as: UInt16.self)
    // The kernel says so; but a length of nothing would go on for ever.
    guard length > DirectoryListing.nameOffset, Int(length) <= rest.count else {
      throw Unreadable()
    }
    rest = (entry + Int(length))..<rest.upperBound
    let inode = buffer.loadUnaligned(
      fromByteOffset: entry + DirectoryListing.inodeOffset,
      as: UInt64.self
    )
    let isDirectory = Int(buffer[entry + DirectoryListing.typeOffset]) == Int(DT_DIR)
    return buffer.baseAddress.map { start in
      let name = UnsafeRawPointer(start + entry + DirectoryListing.nameOffset)
      return Entry(
        name: name.assumingMemoryBound(to: CChar.self),
        directoryInode: isDirectory ? inode : nil
      )
    }
  }
  #endif
}

extension DirectoryListing {
  /// Some entries of a directory, copied.
  struct Batch {
    private var names: [CChar] = []
    private var inodes: [UInt64?] = []

    var isEmpty: Bool { inodes.isEmpty }

    mutating func removeAll() {
      names.removeAll(keepingCapacity: true)
      inodes.removeAll(keepingCapacity: true)
    }

    mutating func append(_ entry: Entry) {
      names += UnsafeBufferPointer(start: entry.name, count: strlen(entry.name) + 1)
      inodes.append(entry.directoryInode)
    }

    /// Hands on all entries, in their order.
    func each(_ body: (Entry) throws -> Void) throws {
      try names.withUnsafeBufferPointer { names in
        var rest = names[...]
        for inode in inodes {
          guard let name = UnsafeBufferPointer(rebasing: rest).baseAddress else { return }
          try body(Entry(name: name, directoryInode: inode))
          rest = rest.dropFirst(strlen(name) + 1)
        }
      }
    }
  }
}
