#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A descriptor that is read to its end.
struct OpenInput: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool
  /// The name that messages use.
  private let name: String

  /// Opens a file for reading; never waits for a pipe's other end.
  init(path: String, name: String) throws {
    self.name = name
    isOwned = true
    do {
      descriptor = try SystemError.retrying {
        open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
      }
    } catch {
      throw error.during("open", name)
    }
  }

  /// Reads from a descriptor that somebody else opened and will close.
  init(borrowing descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
    isOwned = false
  }

  deinit {
    // Nothing was written, so there is nothing that closing could lose.
    if isOwned { close(descriptor) }
  }

  /// Reads everything there is.
  ///
  /// - Throws: ``KTHWError``, with ``KTHWError/Code/limitExceeded`` before a
  ///   byte is read where the file's size says so.
  func contents(_ limit: Int, isSecret: Bool) throws -> ReadBuffer {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw SystemError.last.during("open", name) }
    let kind = facts.st_mode & S_IFMT
    if kind == S_IFDIR { throw SystemError(EISDIR).during("read", name) }
    if kind == S_IFBLK {
      throw KTHWError(.inputOutput, "is a disk, not a file", at: .file(name))
    }
    let size = kind == S_IFREG ? Int(facts.st_size) : 0
    guard size <= limit else { throw InputFile.tooLarge(name, limit) }

    // One byte more than the size, so that the end shows without growing;
    // files in /proc say 0 and are read all the same.
    var buffer = ReadBuffer(capacity: size > 0 ? size + 1 : 16_384, isSecret: isSecret)
    while try next(into: &buffer, mayLackWriter: kind == S_IFIFO) > 0 {
      guard buffer.count <= limit else { throw InputFile.tooLarge(name, limit) }
    }
    return buffer
  }

  /// Reads the next piece; 0 is the end.
  private func next(into buffer: inout ReadBuffer, mayLackWriter: Bool) throws -> Int {
    let descriptor = descriptor
    var patience = InputFile.patienceInMilliseconds
    while true {
      do {
        let isFirst = buffer.count == 0
        let count = try buffer.append { room throws(SystemError) in
          try SystemError.retrying { read(descriptor, room.baseAddress, room.count) }
        }
        guard count == 0, isFirst, mayLackWriter else { return count }
        // A named pipe also reads as empty before its first writer has come;
        // only a pipe whose writer has left says that it hung up.
        if !isOwned { return 0 }
        if try wait(milliseconds: 0) & POLLHUP != 0 { return 0 }
        guard patience > 0 else {
          throw KTHWError(.inputOutput, "is a pipe that nobody writes into", at: .file(name))
        }
        _ = try wait(milliseconds: 50)
        patience -= 50
      } catch let error as SystemError {
        guard error.number == EAGAIN else { throw error.during("read", name) }
        // Somebody has the other end open and has not written yet.
        _ = try wait(milliseconds: -1)
      }
    }
  }

  /// Waits for something to happen to the descriptor.
  private func wait(milliseconds: Int32) throws -> Int32 {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    do {
      _ = try SystemError.retrying { poll(&request, 1, milliseconds) }
    } catch {
      throw error.during("read", name)
    }
    return Int32(request.revents)
  }
}
