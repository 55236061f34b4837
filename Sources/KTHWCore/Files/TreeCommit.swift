#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The steps by which a new tree takes an old one's place.
struct TreeCommit {
  private let place: TreePlace
  private let new: OpenDirectory
  private let old: OpenDirectory?

  init(_ place: TreePlace, new: OpenDirectory, old: OpenDirectory?) {
    self.place = place
    self.new = new
    self.old = old
  }

  /// Takes them all.
  ///
  /// - Parameter permissions: of the tree where there was none before.
  /// - Throws: ``KTHWError``; the old tree is in its place then.
  func run(permissions: FileMode) throws {
    try step("chmod") { () throws(SystemError) in
      var facts = stat()
      var mode = mode_t(permissions.bits)
      if let old {
        _ = try SystemError.retrying { fstat(old.descriptor, &facts) }
        mode = facts.st_mode & 0o777
      }
      _ = try SystemError.retrying { fchmod(new.descriptor, mode) }
    }
    try step("sync") { () throws(SystemError) in try new.synchronizeFileSystem() }
    guard let old else { return try publish() }
    let leftover = try replace(old)
    // What is not removed now, the next run removes.
    try? TreeRemoval.remove(old, named: leftover, in: place.parent)
  }

  /// Gives the tree its name where there was none.
  private func publish() throws {
    try step("rename") { () throws(SystemError) in
      try place.parent.rename(place.stagingName, toFree: place.name)
    }
    try settle { () throws(SystemError) in
      try place.parent.rename(place.name, toFree: place.stagingName)
    }
  }

  /// Exchanges the trees.
  ///
  /// - Returns: the name that the old one has now.
  private func replace(_ old: OpenDirectory) throws -> String {
    guard try TreeStaging.isAt(place.name, old, place) else {
      throw KTHWError(
        .inputOutput,
        "was moved or replaced while its successor was made",
        at: .file(place.shown),
        hint: "run the command again"
      )
    }
    do {
      try place.parent.exchange(place.stagingName, with: place.name)
    } catch {
      guard OpenDirectory.meansNoSuchRename(error) else { throw refusal(error) }
      return try replaceByTwoRenames()
    }
    try settle { () throws(SystemError) in
      try place.parent.exchange(place.stagingName, with: place.name)
    }
    return place.stagingName
  }

  /// For file systems that cannot exchange: between the two there is no tree.
  private func replaceByTwoRenames() throws -> String {
    do {
      try place.parent.rename(place.name, toFree: place.asideName)
    } catch {
      throw refusal(error)
    }
    do {
      try place.parent.rename(place.stagingName, toFree: place.name)
    } catch {
      try? place.parent.rename(place.asideName, toFree: place.name)
      throw refusal(error)
    }
    try settle { () throws(SystemError) in
      try place.parent.rename(place.name, toFree: place.stagingName)
      try place.parent.rename(place.asideName, toFree: place.name)
    }
    return place.asideName
  }

  /// Waits until the new names are on the disk, or takes them back.
  private func settle(orUndo undo: () throws(SystemError) -> Void) throws {
    do {
      try place.parent.synchronize()
    } catch {
      try? undo()
      throw error.during("sync", place.shown)
    }
  }

  private func refusal(_ error: SystemError) -> KTHWError {
    switch error.number {
    case EBUSY, EXDEV: place.isMountPoint
    default: error.during("rename", place.shown)
    }
  }

  private func step(_ action: String, _ body: () throws(SystemError) -> Void) throws {
    do {
      try body()
    } catch {
      throw error.during(action, place.shown)
    }
  }
}
