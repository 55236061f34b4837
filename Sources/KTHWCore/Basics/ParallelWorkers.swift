#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Threads that do pieces of work, round after round, each with a state that
/// it keeps from one round to the next.
///
/// Every worker takes the next piece that nobody has, because the time an RSA
/// key takes is a matter of luck. The thread that calls is one of the workers,
/// so one worker means no thread at all. The others begin at once to make
/// their states, while their owner does what must come first. To be used by
/// one thread, on which the others end with it.
final class ParallelWorkers<State> {
  private let makingState: @Sendable () throws -> State
  private let board = NoticeBoard<@Sendable (Result<State, any Error>) -> Void>()
  private let threads: [SystemThread]
  private var ownState: State?

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - workers: how many threads work, at most.
  ///   - makingState: makes what one worker keeps.
  ///   - ahead: what the other threads do before the first piece of work, for
  ///     all: what is found out once in a process and takes long.
  init(
    _ workers: Int,
    makingState: @escaping @Sendable () throws -> State,
    ahead: @escaping @Sendable () -> Void = {}
  ) {
    self.makingState = makingState
    let board = board
    // A thread that the system refuses is one worker fewer, nothing worse.
    threads = (1..<max(1, workers)).compactMap { _ in
      SystemThread {
        let state = Result { try makingState() }
        ahead()
        board.serve { work in work(state) }
      }
    }
  }

  /// Whether more than one thread works.
  var areSeveral: Bool { !threads.isEmpty }

  deinit {
    board.close()
    for thread in threads { thread.join() }
  }

  /// The calling thread's state, made when it is asked for the first time.
  ///
  /// - Throws: what making it throws.
  func own() throws -> State {
    if let ownState { return ownState }
    let state = try makingState()
    ownState = state
    return state
  }

  /// Does pieces of work, and comes back when all are done.
  ///
  /// The first error stops the others after the piece they are at, and is
  /// thrown when all have stopped.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are; they are numbered from 0.
  ///   - body: does the piece with a number.
  /// - Throws: the first error of making a state or of `body`.
  func each(
    count: Int,
    _ body: @escaping @Sendable (_ state: State, _ index: Int) throws -> Void
  ) throws {
    guard count > 0 else { return }
    let progress = Guarded(Progress())
    let work: @Sendable (Result<State, any Error>) -> Void = { state in
      do {
        let state = try state.get()
        while let index = progress.withLock({ $0.takeNext(of: count) }) { try body(state, index) }
      } catch {
        progress.withLock { $0.stop(for: error) }
      }
    }
    // A single piece is not worth waking anybody.
    if count > 1 { board.put(work) }
    work(Result { try own() })
    board.takeDown()
    if let error = progress.withLock({ $0.error }) { throw error }
  }
}

private struct Progress {
  private var next = 0
  private(set) var error: (any Error)?

  mutating func takeNext(of count: Int) -> Int? {
    guard error == nil, next < count else { return nil }
    defer { next += 1 }
    return next
  }

  mutating func stop(for error: any Error) {
    if self.error == nil { self.error = error }
  }
}

/// Where one thread puts a notice that others act on, once each.
private final class NoticeBoard<Notice>: @unchecked Sendable {
  // Unchecked: the mutex guards all that changes. It and the condition must
  // not move, and so are on the heap.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var notice: Notice?
  private var number = 0
  private var readers = 0
  private var isClosed = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Puts a notice up.
  func put(_ notice: Notice) {
    change {
      self.notice = notice
      number += 1
    }
  }

  /// Takes the notice down, and waits for those who are acting on it.
  ///
  /// Whoever has not seen it yet is not waited for.
  func takeDown() {
    pthread_mutex_lock(mutex)
    notice = nil
    while readers > 0 { pthread_cond_wait(changed, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Sends everybody home.
  func close() {
    change { isClosed = true }
  }

  /// Acts on each notice, until the board is closed.
  func serve(_ act: (Notice) -> Void) {
    var seen = 0
    pthread_mutex_lock(mutex)
    while !isClosed {
      guard let notice, number > seen else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      seen = number
      readers += 1
      pthread_mutex_unlock(mutex)
      act(notice)
      pthread_mutex_lock(mutex)
      readers -= 1
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
  }

  private func change(_ body: () -> Void) {
    pthread_mutex_lock(mutex)
    body()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }
}
