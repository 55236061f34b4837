/// Where something is in a tree: names with slashes between them.
///
/// No path leads out of its tree: there is no `..` in it, no `.`, no empty
/// name and nothing that the system would cut off or read otherwise.
struct TreePath: Hashable, Sendable {
  /// The whole path, such as `pki/ca.pem`.
  let text: String
  /// The directories above, `pki`; empty for what is at the top.
  let directory: String
  /// The last name, `ca.pem`.
  let name: String

  /// More than any system takes in one call.
  private static let limit = 4096

  /// Takes a path apart.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  init(_ text: String) throws {
    var copy = text
    let parts = copy.withUTF8 { bytes in
      TreePath.lastSlash(ofPath: bytes).map { slash in
        (
          String(decoding: UnsafeBufferPointer(rebasing: bytes[..<max(slash, 0)]), as: UTF8.self),
          String(decoding: UnsafeBufferPointer(rebasing: bytes[(slash + 1)...]), as: UTF8.self)
        )
      }
    }
    guard let parts else { throw TreePath.refusal(text) }
    self.text = text
    (directory, name) = parts
  }

  /// Where the last slash of a path stands, found in one walk.
  ///
  /// There are as many paths as files.
  /// - Returns: -1 where there is none; nil where the text is no path.
  private static func lastSlash(ofPath bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count < limit else { return nil }
    var last = -1
    // How many characters of the name that has begun are dots.
    var dots = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0: return nil
      case UInt8(ascii: "/"):
        guard isName(index - last - 1, dots) else { return nil }
        (last, dots) = (index, 0)
      case UInt8(ascii: "."): dots += 1
      default: break
      }
    }
    return isName(bytes.count - last - 1, dots) ? last : nil
  }

  private static func isName(_ length: Int, _ dots: Int) -> Bool {
    length > 0 && (length != dots || length > 2)
  }

  /// What is wrong with a text that is no path.
  private static func refusal(_ text: String) -> KTHWError {
    guard text.utf8.count < TreePath.limit else { return refusal(text, "is too long") }
    guard !text.utf8.contains(0) else { return refusal(text, "holds a NUL") }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let dots = parts.first(where: { $0 == "." || $0 == ".." }) else {
      return refusal(text, "has an empty name in it, or a slash at an end")
    }
    return refusal(text, "has \(dots) in it")
  }

  /// The directories above and the last name.
  static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }

  /// A name below a directory, whose path may be empty.
  static func join(_ directory: String, _ name: String) -> String {
    directory.isEmpty ? name : directory + "/" + name
  }

  private static func refusal(_ text: String, _ fault: String) -> KTHWError {
    KTHWError(
      .invalidName,
      "the path \(Terminal.quoted(text)) in a tree \(fault)",
      hint: "use names with single slashes between them, such as pki/ca.pem"
    )
  }
}
