#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes symbolic links in a directory: all of a set, or none.
///
/// Every link is made under a temporary name and then renamed, so that a name
/// that was there is never missing. What a killed run left, the next one
/// clears away.
struct LinkWriter {
  private let directory: OpenDirectory
  private let context: Context
  private var links: [Link] = []

  /// A link, and how far it has come.
  private struct Link {
    let name: String
    let shown: String
    /// What a link of that name said before.
    let old: String?
    var temporary: String
    var isCommitted = false
  }

  /// Makes links.
  ///
  /// - Parameters:
  ///   - names: their names; a link that is there is replaced.
  ///   - target: what they say.
  ///   - directory: a directory that the caller has locked.
  ///   - shown: the directory as the user named it.
  ///   - context: gives the temporary names.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/inputOutput``; the links are
  ///   then as they were.
  static func write(
    _ names: [String],
    to target: String,
    in directory: OpenDirectory,
    shownAs shown: String,
    _ context: Context
  ) throws {
    var writer = LinkWriter(directory, context)
    do {
      for name in names { try writer.prepare(name, to: target, shownAs: shown + "/" + name) }
      try writer.commit()
    } catch {
      writer.rollBack()
      throw error
    }
    do {
      try directory.synchronize()
    } catch {
      throw error.during("sync", shown)
    }
  }

  private init(_ directory: OpenDirectory, _ context: Context) {
    self.directory = directory
    self.context = context
  }

  private mutating func prepare(_ name: String, to target: String, shownAs shown: String) throws {
    let old = try? directory.linkTarget(name)
    if old == target { return }
    let temporary = try TemporaryName.make(.new, context)
    do {
      try directory.symbolicLink(temporary, to: target)
    } catch {
      throw error.during("link", shown)
    }
    links.append(Link(name: name, shown: shown, old: old, temporary: temporary))
  }

  private mutating func commit() throws {
    for index in links.indices {
      do {
        try directory.rename(links[index].temporary, to: links[index].name)
      } catch {
        throw error.during("rename", links[index].shown)
      }
      links[index].isCommitted = true
    }
  }

  private func rollBack() {
    for link in links.reversed() {
      if !link.isCommitted {
        try? directory.remove(link.temporary)
      } else if let old = link.old, (try? directory.symbolicLink(link.temporary, to: old)) != nil {
        try? directory.rename(link.temporary, to: link.name)
      } else {
        try? directory.remove(link.name)
      }
    }
  }
}

extension OpenDirectory {
  /// Makes a symbolic link of a name that must be free.
  func symbolicLink(_ name: String, to target: String) throws(SystemError) {
    _ = try SystemError.retrying { symlinkat(target, descriptor, name) }
  }
}
