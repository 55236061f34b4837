#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A system call that failed while a test was being set up.
public struct SystemFailure: Error, CustomStringConvertible {
  /// What was being done.
  public let action: String
  /// The error number.
  public let number: Int32

  /// Creates a failure from what was being done and an error number.
  public init(_ action: String, number: Int32) {
    self.action = action
    self.number = number
  }

  /// Creates a failure from what was being done and `errno`.
  public init(_ action: String) {
    self.init(action, number: errno)
  }

  /// The action and the system's words for the error.
  public var description: String {
    "\(action): \(strerror(number).map { String(cString: $0) } ?? "error \(number)")"
  }
}

/// Whole files, read and written without Foundation.
enum WholeFile {
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFailure("open \(path)") }
    defer { close(descriptor) }
    var contents: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { unistdRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFailure("read \(path)") }
      guard count > 0 else { return contents }
      contents += buffer[..<count]
    }
  }

  static func write(_ contents: [UInt8], to path: String, mode: UInt16 = 0o644) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
    guard descriptor >= 0 else { throw SystemFailure("create \(path)") }
    defer { close(descriptor) }
    var start = 0
    while start < contents.count {
      let count = contents[start...].withUnsafeBytes {
        unistdWrite(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFailure("write \(path)") }
      start += count
    }
    guard fchmod(descriptor, mode_t(mode)) == 0 else { throw SystemFailure("chmod \(path)") }
  }

  /// Makes a directory and those above it; one that is there is left alone.
  static func makeDirectories(_ path: String) throws {
    guard access(path, F_OK) != 0 else { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try makeDirectories(String(path[..<slash]))
    }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw SystemFailure("mkdir \(path)") }
  }
}

// Inside `WholeFile` the bare names would mean its own functions.
private func unistdRead(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  read(descriptor, start, count)
}

private func unistdWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}

/// The value of an environment variable of the test process.
func environmentValue(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
