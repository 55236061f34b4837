#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// TCP ports of 127.0.0.1 for servers that a test starts.
public enum LoopbackPort {
  /// A port that nobody listened on a moment ago.
  ///
  /// It is below those that systems give to outgoing connections, of which
  /// one could take it before the server does.
  /// - Returns: a port chosen by chance.
  /// - Throws: ``SystemFailure`` where there is no loopback network.
  public static func free() throws -> UInt16 {
    var failure = SystemFailure("bind to 127.0.0.1", number: EADDRINUSE)
    for _ in 0..<100 {
      let port = UInt16.random(in: 10_000..<32_000)
      let error = try errorOfBinding(to: port)
      guard error != 0 else { return port }
      failure = SystemFailure("bind to 127.0.0.1:\(port)", number: error)
    }
    throw failure
  }

  private static func errorOfBinding(to port: UInt16) throws -> Int32 {
    #if os(Linux)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw SystemFailure("make a socket") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = port.bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    return status == 0 ? 0 : errno
  }
}
