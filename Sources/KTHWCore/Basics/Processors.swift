#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The processors of this machine.
public enum Processors {
  /// How many processors this process may use, counted once: on Linux those
  /// of its affinity mask, which containers narrow; elsewhere those online.
  public static let available: Int = {
    #if os(Linux)
    if let allowed = allowedByAffinity() { return allowed }
    #endif
    return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }()

  /// Counts the bits of `Cpus_allowed:\t3f,ffffffff` in /proc/self/status;
  /// glibc shows Swift no function for it.
  private static func allowedByAffinity() -> Int? {
    guard let file = fopen("/proc/self/status", "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
      guard text.hasPrefix("Cpus_allowed:") else { continue }
      let count = text.dropFirst("Cpus_allowed:".count)
        .compactMap(\.hexDigitValue).reduce(0) { $0 + $1.nonzeroBitCount }
      return count > 0 ? count : nil
    }
    return nil
  }
}
