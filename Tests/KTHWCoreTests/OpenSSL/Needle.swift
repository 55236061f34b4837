import KTHWTestSupport

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

#if os(Linux)
/// Bytes to look for, kept so that the search does not find itself.
struct Needle {
  private static let key: UInt8 = 0xA5

  let name: String
  let masked: [UInt8]

  static func mask(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { bytes.map { $0 ^ key } }

  /// A needle of the private number of a key in PEM, as many bytes as all
  /// kinds of keys have.
  static func key(_ name: String, _ pem: SecretBytes) throws -> [Needle] {
    let block = try pem.withUnsafeBytes { try PEM.secretBlocks(in: $0) }.first
    let number = try block?.bytes.withUnsafeBytes { der -> [UInt8] in
      switch try PrivateKeyShape(der: der) {
      case .rsa(let numbers): Needle.mask(numbers.prime1)
      case .ec(let key): Needle.mask(key.scalar)
      case .ed25519(let seed): Needle.mask(seed)
      case .other, .encrypted: []
      }
    }
    guard let number, number.count >= 24 else { return [] }
    let text = pem.withUnsafeBytes {
      Needle.mask(UnsafeRawBufferPointer(rebasing: $0[70..<min(118, $0.count)]))
    }
    return [
      Needle(name: name + ": the number, big-endian", masked: Array(number.prefix(24))),
      Needle(name: name + ": the number, reversed", masked: Array(number.reversed().prefix(24))),
      Needle(name: name + ": the text", masked: text),
    ]
  }

  func revealed() -> [UInt8] { masked.map { $0 ^ Needle.key } }

  /// Where the bytes stand in the writable memory of this process: the lines
  /// of /proc/self/maps.
  func occurrences() throws -> [String] {
    let memory = open("/proc/self/mem", O_RDONLY)
    guard memory >= 0 else { throw SystemFailure("open /proc/self/mem") }
    defer { close(memory) }
    let size = 1 << 20
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: size + masked.count, alignment: 16)
    defer { buffer.deallocate() }
    var places: [String] = []
    for (range, name) in try Self.writableRanges() {
      var start = range.lowerBound
      while start < range.upperBound {
        // Pieces overlap, so that nothing hides on a border.
        let wanted = min(size + masked.count - 1, range.upperBound - start)
        let got = pread(memory, buffer, wanted, off_t(start))
        guard got > 0 else { break }
        if isFound(in: UnsafeRawBufferPointer(start: buffer, count: got)) { places.append(name) }
        start += size
      }
    }
    // What was read is a copy; it must not be found by the next search.
    memset(buffer, 0, size + masked.count)
    return places
  }

  private func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
    // Memory is full of zeros; looking for one of those would take long.
    let anchor = masked.firstIndex { $0 ^ Needle.key != 0 } ?? 0
    guard let base = bytes.baseAddress, bytes.count >= masked.count else { return false }
    var start = anchor
    while start < bytes.count,
      let found = memchr(base + start, Int32(masked[anchor] ^ Needle.key), bytes.count - start)
    {
      let offset = UnsafeRawPointer(found) - base - anchor
      if offset + masked.count <= bytes.count,
        masked.indices.allSatisfy({ bytes[offset + $0] ^ Needle.key == masked[$0] })
      {
        return true
      }
      start = offset + anchor + 1
    }
    return false
  }

  private static func writableRanges() throws -> [(Range<Int>, String)] {
    guard let file = fopen("/proc/self/maps", "re") else { throw SystemFailure("open maps") }
    defer { fclose(file) }
    var ranges: [(Range<Int>, String)] = []
    var line = [CChar](repeating: 0, count: 8192)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
      let fields = text.split(separator: " ")
      let ends = fields.first?.split(separator: "-").compactMap { Int($0, radix: 16) } ?? []
      guard ends.count == 2, fields.count > 1, fields[1].hasPrefix("rw") else { continue }
      ranges.append((ends[0]..<ends[1], text))
    }
    return ranges
  }
}
#endif
