#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// `kthw-fuzz TARGET [options and corpus folders of libFuzzer]`; without a
/// target it lists them.
@main
enum Fuzz {
  static func main() {
    let names = FuzzTarget.all.map(\.name)
    guard CommandLine.arguments.count > 1 else {
      for name in names { print(name) }
      return
    }
    guard let target = FuzzTarget.all.first(where: { $0.name == CommandLine.arguments[1] }) else {
      print("no such target; there are \(names.joined(separator: ", "))")
      exit(2)
    }
    chosen = target
    var words = [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)
    // The driver keeps the words for as long as it runs.
    if words.count == 1 { words.append("-help=1") }
    var count = CInt(words.count)
    var pointers = words.map { strdup($0) } + [nil]
    let status = pointers.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return runDriver(&count, &start, takeInput)
    }
    exit(status)
  }

  /// What the driver calls; set once, before it runs.
  nonisolated(unsafe) private static var chosen: FuzzTarget?

  /// The most processor time that an input may take, in nanoseconds.
  ///
  /// What is promised is a second for any input. The sanitizers make everything
  /// three to five times as slow, which is allowed for only where the input is
  /// large.
  private static func limit(_ count: Int) -> Int64 {
    count > 64 << 10 ? 10_000_000_000 : 1_000_000_000
  }

  fileprivate static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let target = chosen else { return -1 }
    let started = processorTime()
    target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
    let taken = processorTime() - started
    demand(taken < limit(count), "\(target.name): \(count) bytes took \(taken / 1_000_000) ms")
    return 0
  }

  private static func processorTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// What the driver calls.
///
/// The name is libFuzzer's, whose library asks for it although its own `main`
/// is not used.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Fuzz.take(bytes, count)
}

/// libFuzzer's loop (compiler-rt, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
