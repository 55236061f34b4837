#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Says which temporary files are about to get which names, so that a run
/// that is killed between two renames can be finished by the next one.
///
/// It is there only from the moment when every file of a set is complete and
/// on the disk until the last one has its name. A key and its certificate
/// are therefore never left apart: whoever next takes the directory's lock
/// gives the rest their names.
struct CommitJournal {
  /// The journal's name in the directory that it is about.
  static let name = ".kthwctl-journal"

  /// A file that is about to get its name.
  struct Entry: Hashable {
    /// Its temporary name.
    let temporary: String
    /// The name that it shall have.
    let final: String
    /// What happens where a file of that name is there.
    let replacement: OutputFile.Replacement
  }

  let entries: [Entry]

  /// Creates a journal of what is about to happen.
  init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// Puts the journal in place, whole or not at all.
  func write(in directory: OpenDirectory, _ context: Context) throws {
    let file = OutputFile(
      CommitJournal.path(in: directory),
      .text(text),
      mode: .ownerOnly
    )
    let temporary = try TemporaryFile(of: file, in: directory, context)
    do {
      // The renames that follow are in the same directory: journaling file
      // systems keep their order even when the power fails.
      try directory.rename(temporary.name, to: CommitJournal.name)
    } catch {
      try? directory.remove(temporary.name)
      throw error.during("rename", file.path)
    }
  }

  /// One line a file: what to do, the temporary name, the final name in
  /// hexadecimal because names may hold line ends.
  private var text: String {
    entries.map { entry in
      let verb = entry.replacement == .replace ? "replace" : "create"
      return "\(verb) \(entry.temporary) \(Hexadecimal.plain(entry.final.utf8))\n"
    }.joined() + "end\n"
  }

  private static func path(in directory: OpenDirectory) -> String {
    directory.path + "/" + name
  }
}

// MARK: - Reading

extension CommitJournal {
  /// Reads the journal that a killed run left, if it can be trusted: a
  /// regular file of our own that nobody else can write to.
  init?(in directory: OpenDirectory) {
    guard let facts = try? directory.facts(of: CommitJournal.name),
      facts.st_mode & S_IFMT == S_IFREG, facts.st_uid == geteuid(), facts.st_nlink == 1,
      facts.st_mode & 0o022 == 0
    else { return nil }
    let descriptor = openat(
      directory.descriptor,
      CommitJournal.name,
      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    )
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let input = OpenInput(borrowing: descriptor, name: CommitJournal.name)
    guard let buffer = try? input.contents(16 << 20, isSecret: false) else { return nil }
    self.init(text: buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
  }

  /// Reads a journal's text; nil where any of it is not as we write it.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast() == "", lines.popLast() == "end" else { return nil }
    var entries: [Entry] = []
    for line in lines {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3, words[0] == "replace" || words[0] == "create",
        TemporaryName.isOurs(words[1]), let final = CommitJournal.name(hexadecimal: words[2])
      else { return nil }
      entries.append(
        Entry(
          temporary: words[1],
          final: final,
          replacement: words[0] == "replace" ? .replace : .refuseExisting
        )
      )
    }
    self.entries = entries
  }

  /// A name in this very directory, or nil.
  private static func name(hexadecimal text: String) -> String? {
    let digits = Array(text)
    guard !digits.isEmpty, digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index].hexDigitValue, let low = digits[index + 1].hexDigitValue
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    let name = String(decoding: bytes, as: UTF8.self)
    guard name != ".", name != "..", !bytes.contains(UInt8(ascii: "/")), !bytes.contains(0)
    else { return nil }
    return name
  }
}
