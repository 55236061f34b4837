/// A key that is compared byte by byte.
///
/// Swift's strings are equal when they are canonically equivalent, so that
/// "é" in one scalar equals "é" in two; for JSON, YAML and Kubernetes those
/// are different keys.
struct KeyBytes: Hashable {
  let text: String

  static func == (left: KeyBytes, right: KeyBytes) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether two texts are the same UTF-8, scalar by scalar.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}
