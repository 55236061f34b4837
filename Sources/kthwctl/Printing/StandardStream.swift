import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output or standard error, written with every call checked.
///
/// Nothing is buffered: a caller hands over a whole document, and when
/// `write` comes back the system has all of it. A full disk or a closed pipe
/// is an error, so that half a document is never taken for a success.
struct StandardStream: Sendable {
  /// What data goes to.
  static let output = StandardStream(descriptor: 1, name: "standard output")
  /// What is said to a person goes to.
  static let error = StandardStream(descriptor: 2, name: "standard error")

  let descriptor: Int32
  /// The stream's name in messages.
  let name: String

  /// Whether a person sits behind it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes a text.
  ///
  /// - Throws: ``KTHWError`` with `inputOutput`, or `closedPipe` when nobody
  ///   reads any more.
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes a secret without a copy of it.
  ///
  /// - Throws: as ``write(_:)-(String)``.
  func write(_ secret: SecretBytes) throws {
    try secret.withUnsafeBytes { try write($0) }
  }

  /// Writes bytes.
  ///
  /// - Throws: as ``write(_:)-(String)``.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = systemWrite(UnsafeRawBufferPointer(rebasing: rest))
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else {
        try recover(from: errno)
      }
    }
  }

  /// Closes the stream, because some file systems report a full disk only then.
  ///
  /// - Throws: ``KTHWError`` with `inputOutput`.
  func close() throws {
    guard systemClose(descriptor) != 0 else { return }
    let code = errno
    // Interrupted or never open: there is nothing left that could be lost.
    if code != EINTR, code != EBADF { throw failure(code) }
  }

  private func recover(from code: Int32) throws {
    switch code {
    case EINTR:
      return
    case EAGAIN:
      // Somebody made the terminal or pipe non-blocking: wait until it takes more.
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&ready, 1, -1)
    case EPIPE:
      throw KTHWError(.closedPipe, "\(name): nobody reads it any more")
    default:
      throw failure(code)
    }
  }

  private func failure(_ code: Int32) -> KTHWError {
    KTHWError(.inputOutput, "\(name): cannot write: \(String(cString: strerror(code)))")
  }

  private func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private func systemClose(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
    Glibc.close(descriptor)
    #elseif canImport(Musl)
    Musl.close(descriptor)
    #else
    Darwin.close(descriptor)
    #endif
  }
}

extension KTHWError.Code {
  /// The reader of a pipe has gone: a failure, but nothing to complain about.
  static let closedPipe = KTHWError.Code("closed-pipe")
}
