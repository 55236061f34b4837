#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension UnsafeRawBufferPointer {
  /// Whether a word stands in the bytes.
  func holds(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length > 0 else { return true }
    guard var next = baseAddress else { return false }
    var left = count
    while left >= length,
      let found = memchr(next, Int32(word.utf8Start.pointee), left - length + 1)
    {
      if memcmp(found, word.utf8Start, length) == 0 { return true }
      left -= UnsafeRawPointer(found) - next + 1
      next = UnsafeRawPointer(found) + 1
    }
    return false
  }
}

extension String {
  /// Whether a word stands in the text, byte for byte.
  ///
  /// `contains(_:)` compares characters, which thousands of lines of scripts
  /// make felt: it takes fifty times as long.
  func holds(_ word: StaticString) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).holds(word) }
    return found ?? contains("\(word)")
  }
}
