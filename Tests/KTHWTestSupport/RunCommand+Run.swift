#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension RunCommand {
  /// Runs the command and waits for its end.
  ///
  /// - Returns: how it ended and what it said.
  /// - Throws: ``SystemFailure`` where it cannot be started.
  public func run() throws -> CommandResult {
    // A program that stops reading must not end the tests with it.
    signal(SIGPIPE, SIG_IGN)
    let path = program.contains("/") ? program : Judges.path(of: program)
    guard let path else { throw SystemFailure("find \(program) on PATH", number: ENOENT) }

    let start = monotonicSeconds()
    // Between making a pipe and marking it, another test's program could
    // inherit it and keep it open: one start at a time.
    pthread_mutex_lock(&startMutex)
    let started = Result {
      let pipes = (try Pipe(), try Pipe(), try Pipe())
      return (pipes, try spawn(path, pipes.0, pipes.1, pipes.2))
    }
    pthread_mutex_unlock(&startMutex)
    let ((inputPipe, outputPipe, errorPipe), process) = try started.get()
    inputPipe.closeReading()
    outputPipe.closeWriting()
    errorPipe.closeWriting()
    if case .brokenPipe = output { outputPipe.closeReading() }

    var exchange = Exchange(input: inputPipe, output: outputPipe, errors: errorPipe)
    if case .bytes(let bytes) = input { exchange.pending = bytes[...] }
    let inTime = exchange.run(until: start + timeout)
    if !inTime { kill(-process, SIGKILL) }

    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let signalNumber = status & 0x7f
    #if os(Linux)
    let unit = 1024
    #else
    let unit = 1
    #endif
    return CommandResult(
      command: ([name ?? program] + arguments).joined(separator: " "),
      ending: !inTime
        ? .timedOut
        : signalNumber == 0
          ? .exited((status >> 8) & 0xff)
          : .killed(signal: signalNumber),
      output: exchange.collectedOutput,
      errors: exchange.collectedErrors,
      peakMemory: Int(usage.ru_maxrss) * unit,
      seconds: monotonicSeconds() - start
    )
  }

  private func spawn(
    _ path: String,
    _ inputPipe: Pipe,
    _ outputPipe: Pipe,
    _ errorPipe: Pipe
  ) throws -> pid_t {
    var actions = Actions()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .bytes: posix_spawn_file_actions_adddup2(&actions, inputPipe.reading, 0)
    case .closed: posix_spawn_file_actions_addclose(&actions, 0)
    }
    switch output {
    case .captured, .brokenPipe:
      posix_spawn_file_actions_adddup2(&actions, outputPipe.writing, 1)
    case .file(let name):
      posix_spawn_file_actions_addopen(&actions, 1, name, O_WRONLY | O_CREAT, 0o644)
    }
    posix_spawn_file_actions_adddup2(&actions, errorPipe.writing, 2)

    var attributes = Attributes()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // A group of its own, so that a timeout ends its children as well.
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))

    var image = path
    var words = [name ?? program] + arguments
    if umask != nil || directory != nil {
      // POSIX has neither for a program about to start: bash sets them on
      // itself and becomes the program.
      let mask = umask.map { "umask \(String($0, radix: 8)) && " } ?? ""
      let script = mask + "cd -- \"$1\" && shift && exec -a \"$0\" \"$@\""
      image = "/bin/bash"
      words = ["bash", "-c", script, words[0], directory ?? ".", path] + arguments
    }
    var process = pid_t()
    let failure = withCStrings(words) { words in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawn(&process, image, &actions, &attributes, words, variables)
      }
    }
    guard failure == 0 else { throw SystemFailure("start \(path)", number: failure) }
    return process
  }
}

#if canImport(Darwin)
private typealias Actions = posix_spawn_file_actions_t?
private typealias Attributes = posix_spawnattr_t?
#else
private typealias Actions = posix_spawn_file_actions_t
private typealias Attributes = posix_spawnattr_t
#endif

// Only ever given to the two mutex calls.
nonisolated(unsafe) private var startMutex = pthread_mutex_t()

private func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

private func withCStrings<Result>(
  _ texts: [String],
  _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let start = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
    return body(start)
  }
}

/// A pipe whose ends close with exec and with the last reference.
private final class Pipe {
  private(set) var reading: Int32
  private(set) var writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemFailure("make a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    closeReading()
    closeWriting()
  }

  func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}

/// Feeds a program and reads from it at the same time.
private struct Exchange {
  let input: Pipe
  let output: Pipe
  let errors: Pipe
  var pending: ArraySlice<UInt8> = []
  var collectedOutput: [UInt8] = []
  var collectedErrors: [UInt8] = []

  init(input: Pipe, output: Pipe, errors: Pipe) {
    (self.input, self.output, self.errors) = (input, output, errors)
    _ = fcntl(input.writing, F_SETFL, O_NONBLOCK)
  }

  /// Goes on until both outputs end; false when the deadline came first.
  mutating func run(until deadline: Double) -> Bool {
    if pending.isEmpty { input.closeWriting() }
    while output.reading >= 0 || errors.reading >= 0 {
      let left = deadline - monotonicSeconds()
      guard left > 0 else { return false }
      // Negative descriptors are ignored by poll.
      var waits = [
        pollfd(fd: input.writing, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 3, Int32(min(left * 1000, 1_000_000)) + 1) > 0 else { continue }
      if waits[0].revents != 0 { feed() }
      if waits[1].revents != 0, !drain(output, into: &collectedOutput) { output.closeReading() }
      if waits[2].revents != 0, !drain(errors, into: &collectedErrors) { errors.closeReading() }
    }
    return true
  }

  private mutating func feed() {
    let count = pending.withUnsafeBytes { write(input.writing, $0.baseAddress, $0.count) }
    if count > 0 { pending = pending.dropFirst(count) }
    let mayGoOn = count >= 0 || errno == EAGAIN || errno == EINTR
    if pending.isEmpty || !mayGoOn { input.closeWriting() }
  }

  private func drain(_ pipe: Pipe, into bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { read(pipe.reading, $0.baseAddress, $0.count) }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    bytes += buffer[..<count]
    return count > 0
  }
}
