#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What a run leaves in the file by which a tree is known: of what, and until
/// when, there is nothing to do.
///
/// A later run believes it where all of it holds, and looks at every file
/// otherwise (`Docs/decisions/0014-nothing-to-do.md`). It holds no secret and
/// nothing that follows from one.
struct TreeNote: Hashable, Sendable {
  /// A digest of what the tree was made from.
  let inputs: SHA256.Digest
  /// What was in the tree when it was as it should be.
  let files: SHA256.Digest
  /// How many files and directories that were.
  let count: Int
  /// The first moment at which no certificate has to be made anew.
  let start: Timestamp
  /// The first moment after that at which one has to be.
  let end: Timestamp
  /// How many credentials stay as they are.
  let credentialCount: Int
  /// How many files of the plan stay as they are.
  let fileCount: Int
}

// MARK: - As text

extension TreeNote {
  /// The whole of the tree's file: what every tree has, then the note.
  var text: String { unproven + "check: \(SHA256.digest(Array(unproven.utf8)).hexadecimal)\n" }

  /// All but the last line, without which a note is none.
  var unproven: String {
    TreeMarker.text + """
      there is nothing to do as long as this holds:
      inputs: \(inputs.hexadecimal)
      files: \(count) \(files.hexadecimal)
      time: \(start.secondsSince1970) \(end.secondsSince1970)
      kept: \(credentialCount) \(fileCount)

      """
  }

  /// Reads what ``text`` wrote.
  ///
  /// - Returns: nil for everything else, a single octet of it be it.
  init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 8 else { return nil }
    func words(_ line: Int, _ name: String) -> [Substring] {
      lines[line].hasPrefix(name) ? lines[line].dropFirst(name.count).split(separator: " ") : []
    }
    let (files, time, kept) = (words(3, "files: "), words(4, "time: "), words(5, "kept: "))
    guard let inputs = words(2, "inputs: ").first.flatMap(SHA256.Digest.init(hexadecimal:)),
      files.count == 2, let count = Int(files[0]),
      let digest = SHA256.Digest(hexadecimal: files[1]),
      time.count == 2, let start = Int64(time[0]), let end = Int64(time[1]),
      kept.count == 2, let credentialCount = Int(kept[0]), let fileCount = Int(kept[1])
    else { return nil }
    self.init(
      inputs: inputs,
      files: digest,
      count: count,
      start: Timestamp(secondsSince1970: start),
      end: Timestamp(secondsSince1970: end),
      credentialCount: credentialCount,
      fileCount: fileCount
    )
    guard self.text == text else { return nil }
  }
}

extension SHA256.Digest {
  fileprivate init?(hexadecimal text: Substring) {
    guard text.utf8.count == 64 else { return nil }
    self.init()
    var rest = text.utf8[...]
    for index in indices {
      guard let word = UInt32(Substring(rest.prefix(8)), radix: 16) else { return nil }
      self[index] = word
      rest = rest.dropFirst(8)
    }
  }
}

// MARK: - In the tree

extension TreeReader {
  /// The note that an earlier run left; nil where there is none to be
  /// believed.
  func note() -> TreeNote? {
    guard let file = NoteFile(in: directories.root, O_RDONLY), !file.isForeign,
      let text = file.text()
    else { return nil }
    return TreeNote(text: text)
  }

  /// Leaves a note, in the place of one that was there.
  ///
  /// A note is worth no failure: where it cannot be left, there is none. It is
  /// written into the file that is there, because a new one would have to be
  /// cleared away after a kill; half a note is none.
  ///
  /// - Parameter note: the note, of a survey that was taken before.
  func leave(_ note: TreeNote) {
    guard let file = NoteFile(in: directories.root, O_RDWR), file.isOursAlone,
      file.text()?.hasPrefix(TreeMarker.text) == true
    else { return }
    let before = FileTime.now
    guard file.write(note.unproven, at: 0),
      // A server's clock may be behind ours, and a file system may round times
      // down: then a later change could look like an earlier one.
      let written = file.facts()?.modified, written >= before,
      file.write(note.text.dropFirst(note.unproven.count), at: note.unproven.utf8.count)
    else { return file.cut(to: TreeMarker.text.utf8.count) }
    file.cut(to: note.text.utf8.count)
  }
}

/// The file by which a tree is known, opened.
private final class NoteFile {
  private let descriptor: Int32

  /// More than any note has.
  private static let limit = 1024

  init?(in root: OpenDirectory, _ access: Int32) {
    let opened = openat(
      root.descriptor,
      TreeMarker.name,
      access | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    )
    guard opened >= 0 else { return nil }
    descriptor = opened
  }

  deinit {
    close(descriptor)
  }

  func facts() -> stat? {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return facts
  }

  /// Whether somebody else than ourselves and root could have written it.
  var isForeign: Bool {
    guard let facts = facts() else { return true }
    return facts.st_uid != geteuid() && facts.st_uid != 0 || facts.st_mode & 0o022 != 0
  }

  /// Whether it is ours, and no second name of something else that is.
  var isOursAlone: Bool {
    guard let facts = facts() else { return false }
    return facts.st_uid == geteuid() && facts.st_nlink == 1
  }

  /// All of it; nil where it is longer than any note, or not UTF-8.
  func text() -> String? {
    var bytes = [UInt8](repeating: 0, count: NoteFile.limit)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0, count < bytes.count else { return nil }
    return String(validating: bytes[..<count], as: UTF8.self)
  }

  func write(_ text: some StringProtocol, at position: Int) -> Bool {
    let bytes = Array(text.utf8)
    return pwrite(descriptor, bytes, bytes.count, off_t(position)) == bytes.count
  }

  /// Takes away what is behind.
  func cut(to length: Int) {
    _ = ftruncate(descriptor, off_t(length))
  }
}
