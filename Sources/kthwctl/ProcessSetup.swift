import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a process that holds private keys settles before anything else.
enum ProcessSetup {
  /// Settles it; cheap, because every start pays for it.
  static func prepare() {
    // A reader that leaves early must not kill us between two files: the
    // write fails instead, and is reported as any other.
    signal(SIGPIPE, SIG_IGN)
    // The same for a limit on file sizes: it is to be an error like a full
    // disk, after which nothing is left behind.
    signal(SIGXFSZ, SIG_IGN)
    ProcessMemory.keepFromOthers()
    keepStandardDescriptors()
    OpenSSLLibrary.useAlone()
  }

  /// Occupies descriptors 0 to 2 where they came closed.
  ///
  /// No file we open becomes standard output then. They are opened the wrong
  /// way round: using one still fails.
  private static func keepStandardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
