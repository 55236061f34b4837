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
    guard text.utf8.count < TreePath.limit else { throw TreePath.refusal(text, "is too long") }
    guard !text.utf8.contains(0) else { throw TreePath.refusal(text, "holds a NUL") }
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      switch part {
      case "": throw TreePath.refusal(text, "has an empty name in it, or a slash at an end")
      case ".", "..": throw TreePath.refusal(text, "has \(part) in it")
      default: break
      }
    }
    self.text = text
    (directory, name) = TreePath.split(text)
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
