#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file to be written, its place, and how far it has come.
struct OutputTarget {
  let file: OutputFile
  let directory: OpenDirectory
  let name: String
  /// Whether something had the name before.
  let isReplacement: Bool

  /// The temporary name of the new file.
  var temporary: String?
  /// A second name of the old file.
  var backup: String?
  /// Whether the new file has its name.
  var isCommitted = false

  /// Looks at what is in a file's place.
  ///
  /// - Throws: ``KTHWError`` with the reason why it may not be written.
  init(_ file: OutputFile, named name: String, in directory: OpenDirectory) throws {
    if let problem = try OutputTarget.refusal(of: file, named: name, in: directory) {
      throw KTHWError(problem)
    }
    self.file = file
    self.name = name
    self.directory = directory
    do {
      isReplacement = try directory.facts(of: name) != nil
    } catch {
      throw error.during("look at", file.path)
    }
  }

  /// Why a file may not be written, or nil.
  static func refusal(
    of file: OutputFile,
    named name: String,
    in directory: OpenDirectory
  ) throws -> Problem? {
    let place = Place.file(file.path)
    let facts: stat
    do {
      guard let found = try directory.facts(of: name) else { return nil }
      facts = found
    } catch {
      throw error.during("look at", file.path)
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK:
      return Problem(
        .inputOutput,
        "is a symbolic link, and nothing is written through links",
        at: place,
        hint: "remove the link, or name the file that it points to"
      )
    case S_IFDIR:
      return Problem(.inputOutput, "is a directory, and a file should be written", at: place)
    default:
      return Problem(.inputOutput, "is a pipe or a device, not a regular file", at: place)
    }
    if file.replacement == .refuseExisting {
      return Problem(
        .alreadyExists,
        "is there already, and is not replaced",
        at: place,
        hint: "move it away if you mean to make a new one"
      )
    }
    if facts.st_nlink > 1 {
      return Problem(
        .inputOutput,
        "has \(facts.st_nlink) names (hard links), and the others would keep what is old",
        at: place,
        hint: "remove this name first, or write elsewhere"
      )
    }
    if facts.st_uid != geteuid(), geteuid() != 0 {
      return Problem(
        .inputOutput,
        "belongs to another user",
        at: place,
        hint: "run the command as its owner, or remove the file first"
      )
    }
    return nil
  }
}
