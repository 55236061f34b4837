import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Time for whoever follows a lab on a terminal.
struct LabPause {
  private let isWanted: Bool
  private let interruption: Interruption

  /// Creates a pause, which is none where nobody sits at the terminal.
  init(isWanted: Bool, _ interruption: Interruption) {
    self.isWanted = isWanted && isatty(0) == 1 && StandardStream.error.isTerminal
    self.interruption = interruption
  }

  /// How often a signal is looked for, in milliseconds.
  private static let patience: Int32 = 100

  /// Waits for Enter.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/interrupted``, also at the
  ///   end of the input.
  func wait() throws {
    guard isWanted else { return }
    try? StandardStream.error.write("Enter goes on, Ctrl-C stops here ")
    var wait = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    while true {
      try interruption.refuse()
      let count = poll(&wait, 1, LabPause.patience)
      guard count > 0 else {
        if count < 0, errno != EINTR { return }
        continue
      }
      var byte: UInt8 = 0
      guard read(0, &byte, 1) > 0 else {
        try? StandardStream.error.write("\n")
        throw KTHWError.stoppedLab
      }
      if byte == UInt8(ascii: "\n") { return }
    }
  }
}

extension Interruption {
  /// Ends a lab between two steps.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/interrupted``.
  func refuse() throws {
    if isPending { throw KTHWError.stoppedLab }
  }
}

extension KTHWError {
  /// A lab that can be gone on with.
  fileprivate static var stoppedLab: KTHWError {
    KTHWError(.interrupted, "interrupted", hint: "the same command goes on from here")
  }
}
