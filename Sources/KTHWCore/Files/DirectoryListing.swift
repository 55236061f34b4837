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

  /// Hands on all names; each is there until the next.
  func each(_ body: (UnsafePointer<CChar>) throws -> Void) throws {
    while let name = try next() { try body(name) }
  }

  /// Appends so many names to an emptied buffer, a NUL behind each.
  ///
  /// - Returns: whether there were any.
  func take(_ count: Int, into names: inout [CChar]) throws -> Bool {
    names.removeAll(keepingCapacity: true)
    for _ in 0..<count {
      guard let name = try next() else { break }
      names += UnsafeBufferPointer(start: name, count: strlen(name) + 1)
    }
    return !names.isEmpty
  }

  /// The next name but for `.` and `..`; nil at the end.
  private func next() throws -> UnsafePointer<CChar>? {
    while let name = try nextEntry() {
      if strcmp(name, ".") != 0, strcmp(name, "..") != 0 { return name }
    }
    return nil
  }

  #if canImport(Darwin)
  private func nextEntry() throws -> UnsafePointer<CChar>? {
    errno = 0
    guard let found = readdir(stream) else {
      // The end and a failure look the same but for this.
      guard errno == 0 else { throw Unreadable() }
      return nil
    }
    // The stream owns the entry, until the next one.
    return withUnsafePointer(to: &found.pointee.d_name) { start in
      UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
    }
  }
  #else
  /// Where the parts of an entry are: its length, and its name (getdents(2)).
  private static let lengthOffset = 16
  private static let nameOffset = 19

  private func nextEntry() throws -> UnsafePointer<CChar>? {
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
    return buffer.baseAddress.map {
      UnsafeRawPointer($0 + entry + DirectoryListing.nameOffset).assumingMemoryBound(to: CChar.self)
    }
  }
  #endif
}
