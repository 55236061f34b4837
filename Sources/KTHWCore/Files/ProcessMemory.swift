internal import CSystem

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The memory of this process, as others see it.
public enum ProcessMemory {
  /// Keeps private keys and passphrases in memory from everybody else: no core
  /// file is written when the process dies, and no other process of the same
  /// user may look into it.
  ///
  /// For a program of its own, at its start; two system calls. The limit on
  /// core files alone would not do: where a program collects them, as
  /// systemd-coredump does, Linux ignores the limit. What root may do stays.
  public static func keepFromOthers() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
    setrlimit(RLIMIT_CORE, &none)
    #endif
    _ = kthw_forbid_dumps()
  }
}
