#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Why a contestant could not be measured.
struct Failure: Error, CustomStringConvertible {
  let description: String
}

/// One program, or two with a pipe between them, as a shell would start them.
struct Pipeline {
  var commands: [[String]]

  init(_ commands: [String]...) {
    self.commands = commands
  }

  /// Runs all programs to their end and adds up what they cost.
  func run() throws -> Sample {
    let start = wallMilliseconds()
    var processes: [pid_t] = []
    var input: Int32 = -1
    for (index, words) in commands.enumerated() {
      var ends: [Int32] = [-1, -1]
      let isLast = index == commands.count - 1
      if !isLast { guard pipe(&ends) == 0 else { throw Failure(description: "no pipe") } }
      processes.append(try spawn(words, input: input, output: ends[1], unused: ends[0]))
      for end in [input, ends[1]] where end >= 0 { close(end) }
      input = ends[0]
    }
    var processor = 0.0
    var memory = 0
    for (process, words) in zip(processes, commands) {
      var status: Int32 = 0
      var usage = rusage()
      while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
      guard status == 0 else {
        throw Failure(description: "\(words.joined(separator: " ")) failed with \(status)")
      }
      processor += milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
      memory = max(memory, Int(usage.ru_maxrss))
    }
    return Sample(wall: wallMilliseconds() - start, processor: processor, memory: memory)
  }

  private func spawn(
    _ words: [String],
    input: Int32,
    output: Int32,
    unused: Int32
  ) throws -> pid_t {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if input >= 0 {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
      posix_spawn_file_actions_addclose(&actions, input)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    if output >= 0 {
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_addclose(&actions, output)
      posix_spawn_file_actions_addclose(&actions, unused)
    } else {
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var process = pid_t()
    let failure = posix_spawn(&process, words[0], &actions, nil, &pointers, environ)
    guard failure == 0 else {
      throw Failure(description: "cannot start \(words[0]): \(String(cString: strerror(failure)))")
    }
    return process
  }

  private func milliseconds(_ time: timeval) -> Double {
    Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3
  }
}
