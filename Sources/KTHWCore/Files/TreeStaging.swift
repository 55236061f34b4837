#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directory beside a tree in which its successor grows.
///
/// It is locked as long as a run works in it. One that nobody has locked was
/// left by a killed run: half a new tree, or an old one whose removal was
/// cut short. Both are taken away by the next run.
enum TreeStaging {
  /// Makes the directory or takes over what a killed run left, and leaves it
  /// empty and locked.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/locked``.
  static func open(beside place: TreePlace, until deadline: Deadline) throws -> OpenDirectory {
    while true {
      let isNew = try make(place)
      do {
        if let opened = try taken(place, isNew: isNew, until: deadline) {
          try settleTreeSetAside(place, until: deadline)
          return opened
        }
      } catch {
        // Only an empty one goes, and not one that another run has.
        if isNew, (error as? KTHWError)?.code != .locked {
          try? place.parent.removeDirectory(place.stagingName)
        }
        throw error
      }
    }
  }

  /// Locks and empties the directory; nil where it was renamed meanwhile.
  private static func taken(
    _ place: TreePlace,
    isNew: Bool,
    until deadline: Deadline
  ) throws -> OpenDirectory? {
    let opened: OpenDirectory
    do {
      opened = try place.parent.directory(place.stagingName)
    } catch {
      switch error.number {
      case ENOENT: return nil
      case ENOTDIR, ELOOP: throw inTheWay(place)
      default: throw error.during("make a directory beside", place.shown)
      }
    }
    let isLocked = try DirectoryLock.lock(opened, shownAs: place.shown, until: deadline)
    // Whoever had the lock may have given the directory another name.
    guard try isAt(place.stagingName, opened, place) else { return nil }
    // Without locks, only who made it knows that nobody else uses it.
    guard isLocked || isNew else {
      throw KTHWError(
        .locked,
        "another run is making this tree, or was killed",
        at: .file(place.shown),
        hint: "if none is running, remove the directory \(Terminal.printable(opened.path))"
      )
    }
    try clear(opened, place)
    return opened
  }

  /// Locks the tree that is to be replaced; nil where there is none.
  static func lockedTree(at place: TreePlace, until deadline: Deadline) throws -> OpenDirectory? {
    while true {
      guard let tree = try place.openTree() else { return nil }
      try place.refuseUnlessReplaceable(tree)
      _ = try DirectoryLock.lock(tree, shownAs: place.shown, until: deadline)
      if try isAt(place.name, tree, place) { return tree }
    }
  }

  /// Whether a directory still has a name beside the tree.
  static func isAt(
    _ name: String,
    _ directory: OpenDirectory,
    _ place: TreePlace
  ) throws -> Bool {
    do {
      return try place.parent.facts(of: name).map(OpenDirectory.Identity.init)
        == directory.identity
    } catch {
      throw error.during("look at", place.shown)
    }
  }

  /// - Returns: whether the directory was not there before.
  private static func make(_ place: TreePlace) throws -> Bool {
    do {
      guard try place.parent.makeDirectory(place.stagingName) else { return false }
    } catch {
      throw error.during("make a directory beside", place.shown)
    }
    do {
      // A umask may have taken our own rights away; others cannot exchange a
      // directory of ours for something else where they cannot write.
      try place.parent.setPermissions(of: place.stagingName, to: .exactly(0o700))
    } catch {
      try? place.parent.removeDirectory(place.stagingName)
      throw error.during("make a directory beside", place.shown)
    }
    return true
  }

  /// Empties what a killed run left.
  private static func clear(_ staging: OpenDirectory, _ place: TreePlace) throws {
    var facts = stat()
    guard fstat(staging.descriptor, &facts) == 0, facts.st_uid == geteuid() || geteuid() == 0
    else { throw inTheWay(place) }
    do {
      let names = try staging.names()
      guard names.isEmpty || names.contains(TreeMarker.name) else { throw inTheWay(place) }
      if !names.isEmpty { try TreeRemoval.empty(staging) }
      guard facts.st_mode & 0o777 != 0o700 else { return }
      // An old tree had the permissions of a tree that is done.
      _ = try SystemError.retrying { fchmod(staging.descriptor, 0o700) }
    } catch let error as SystemError {
      throw error.during("remove what a killed run left in", staging.path)
    }
  }

  private static func inTheWay(_ place: TreePlace) -> KTHWError {
    KTHWError(
      .inputOutput,
      "is needed to make the new tree in, and is something else",
      at: .file(place.parent.path + "/" + place.stagingName),
      hint: "move it away"
    )
  }

  /// Puts back, or removes, what a run without exchange had set aside when it
  /// was killed.
  ///
  /// The new tree is then made again.
  private static func settleTreeSetAside(_ place: TreePlace, until deadline: Deadline) throws {
    // An empty one is what a removal left that was cut short at its last step.
    guard let aside = try place.openTreeSetAside(orEmpty: true) else { return }
    _ = try DirectoryLock.lock(aside, shownAs: place.shown, until: deadline)
    do {
      if try place.parent.facts(of: place.name) == nil {
        try place.parent.rename(place.asideName, toFree: place.name)
        try place.parent.synchronize()
      } else {
        try TreeRemoval.remove(aside, named: place.asideName, in: place.parent)
      }
    } catch {
      throw error.during("remove what a killed run left at", aside.path)
    }
  }
}
