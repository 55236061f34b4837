import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The signals by which a user or a system ends a program, held back so that
/// a long run finds out between two steps and takes its half-made files away.
///
/// They stay pending instead of being handled: nothing runs at an odd moment.
/// Threads made later hold them back as well.
struct Interruption: Sendable {
  private let signals: [Int32]

  /// Holds back those that are not ignored, as `nohup` has it of SIGHUP.
  static func heldBack() -> Interruption {
    let signals = [SIGINT, SIGTERM, SIGHUP].filter { signal in
      var action = sigaction()
      guard sigaction(signal, nil, &action) == 0 else { return false }
      return !action.isIgnored
    }
    let interruption = Interruption(signals: signals)
    var set = interruption.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
    return interruption
  }

  /// Has them end the process at any moment, as they do by themselves; but
  /// the line that shows how far it is goes first, and the exit status is that
  /// of an interruption.
  ///
  /// A thread waits for them, so that nothing has to ask.
  func endTheProcess() {
    let numbers = signals.reduce(0) { $0 | 1 << Int($1) }
    // The numbers themselves go to the thread, in place of an address of them.
    guard let box = UnsafeMutableRawPointer(bitPattern: numbers) else { return }
    #if canImport(Darwin) || canImport(Musl)
    var thread: pthread_t?
    #else
    var thread = pthread_t()
    #endif
    let status = pthread_create(&thread, nil, { Interruption.wait(for: Int(bitPattern: $0)) }, box)
    // Without a thread they end the process as ever.
    if status != 0 { release() }
  }

  private static func wait(for numbers: Int) -> UnsafeMutableRawPointer? {
    let held = Interruption(signals: (1..<32).filter { numbers & 1 << Int($0) != 0 })
    var set = held.set
    var signal: Int32 = 0
    while sigwait(&set, &signal) != 0 {}
    ProgressLine.erase()
    _exit(Failure.report(KTHWError(.interrupted, "interrupted")))
  }

  /// Whether one has come.
  var isPending: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return signals.contains { sigismember(&pending, $0) == 1 }
  }

  /// Takes what has come, so that it does not kill, and lets the next one
  /// end the process as ever.
  func release() {
    var set = set
    var signal: Int32 = 0
    while isPending, sigwait(&set, &signal) == 0 {}
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  private var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}

extension sigaction {
  fileprivate var isIgnored: Bool {
    #if canImport(Darwin)
    let handler = __sigaction_u.__sa_handler
    #elseif canImport(Musl)
    let handler = __sa_handler.sa_handler
    #else
    let handler = __sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
