#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Milliseconds of the monotonic clock.
func wallMilliseconds() -> Double { milliseconds(of: CLOCK_MONOTONIC) }

/// Milliseconds that this process, all its threads, spent on processors.
func processMilliseconds() -> Double { milliseconds(of: CLOCK_PROCESS_CPUTIME_ID) }

private func milliseconds(of clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
}

/// Times a piece of work inside this process.
func timed(_ work: () throws -> Void) rethrows -> Sample {
  let (wall, processor) = (wallMilliseconds(), processMilliseconds())
  try work()
  return Sample(
    wall: wallMilliseconds() - wall,
    processor: processMilliseconds() - processor
  )
}
