import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Asks a person for a passphrase, which the terminal does not show.
enum TerminalPassphrase {
  /// Asks, twice where a key is to be encrypted with the answer.
  ///
  /// - Returns: the passphrase; nil where there is nobody to ask: no terminal
  ///   belongs to the process, or what is said to a person goes elsewhere.
  /// - Throws: ``KTHWError`` for what is no passphrase, or with
  ///   ``KTHWError/Code/interrupted``.
  static func ask(_ request: PassphraseRequest) throws -> SecretBytes? {
    guard isatty(2) == 1, request.attempt < 3, let terminal = Terminal() else { return nil }
    let file = KTHWCore.Terminal.printable(request.file)
    switch request.purpose {
    case .opening:
      if request.attempt > 0 { terminal.say("It does not open the key.\n") }
      return try terminal.answer(to: "Passphrase of \(file): ")
    case .encrypting:
      let first = try terminal.answer(to: "New passphrase for \(file): ")
      let second = try terminal.answer(to: "The same again: ")
      let isSame = first.withUnsafeBytes { one in
        second.withUnsafeBytes { one.elementsEqual($0) }
      }
      guard isSame else {
        throw KTHWError(.invalidValue, "the two passphrases differ")
      }
      return first
    }
  }

  /// The terminal that the process belongs to.
  private struct Terminal: ~Copyable {
    private let descriptor: Int32
    private let settings: termios

    /// Opens it; nil where there is none.
    init?() {
      let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { return nil }
      var settings = termios()
      guard tcgetattr(descriptor, &settings) == 0 else {
        close(descriptor)
        return nil
      }
      self.descriptor = descriptor
      self.settings = settings
    }

    deinit { close(descriptor) }

    func say(_ text: String) {
      _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Asks a question, and takes a line that is not shown.
    ///
    /// Signals that end or stop a program wait meanwhile, because they would
    /// leave the terminal mute.
    func answer(to question: String) throws -> SecretBytes {
      var held = sigset_t()
      var before = sigset_t()
      sigemptyset(&held)
      for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { sigaddset(&held, signal) }
      pthread_sigmask(SIG_BLOCK, &held, &before)
      // What was held back strikes here, when all is as it was.
      defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
      var mute = settings
      mute.c_lflag &= ~tcflag_t(ECHO)
      mute.c_lflag |= tcflag_t(ECHONL | ICANON)
      var original = settings
      guard tcsetattr(descriptor, TCSAFLUSH, &mute) == 0 else {
        throw KTHWError(.inputOutput, "the terminal cannot be kept from showing a passphrase")
      }
      defer { tcsetattr(descriptor, TCSAFLUSH, &original) }
      // A line that shows how far a run is may stand there.
      say("\r\u{1b}[K" + question)
      let line = try SecretBytes(capacity: 4096) { memory, count in
        try waitForLine(unlessAny: held)
        count = read(descriptor, memory.baseAddress, memory.count)
        guard count > 0 else {
          count = 0
          throw KTHWError(.invalidValue, "no passphrase was typed")
        }
      }
      return try line.withUnsafeBytes(PassphraseFile.passphrase)
    }

    /// Waits until somebody has ended a line.
    private func waitForLine(unlessAny held: sigset_t) throws {
      var held = held
      while true {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Held signals do not wake: they are looked for ten times a second.
        if poll(&request, 1, 100) > 0 { return }
        var pending = sigset_t()
        sigpending(&pending)
        for signal: Int32 in 1..<32
        where sigismember(&held, signal) == 1 && sigismember(&pending, signal) == 1 {
          say("\n")
          throw KTHWError(.interrupted, "interrupted")
        }
      }
    }
  }
}
