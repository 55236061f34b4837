/// The steps of writing a set of files.
struct FileTransaction {
  private let context: Context
  /// Held until the transaction ends.
  private let locks: [DirectoryLock]
  /// In the order in which they get their names.
  private var targets: [OutputTarget]

  /// Locks the directories and looks at what is in the files' places.
  ///
  /// - Throws: ``KTHWError`` with every file that may not be written.
  init(
    _ files: [OutputFile],
    context: Context,
    holding held: DirectoryLock?,
    until deadline: Deadline
  ) throws {
    self.context = context
    let names = try files.map {
      try FileName(context.resolved($0.path), shownAs: $0.path)
    }
    // Two paths may lead to one directory, and one process cannot lock it
    // twice. All runs lock in the same order, so that none waits for ever.
    var identities: [String: OpenDirectory.Identity] = [:]
    for name in names where identities[name.directory] == nil {
      identities[name.directory] = try OpenDirectory(name.directory).identity
    }
    var locks: [OpenDirectory.Identity: DirectoryLock] = [:]
    if let held { locks[held.directory.identity] = held }
    for (path, identity) in identities.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) })
    where locks[identity] == nil {
      let lock = try DirectoryLock(path, shownAs: path, until: deadline)
      locks[lock.directory.identity] = lock
    }
    self.locks = Array(locks.values)

    var problems = Problems()
    var targets: [OutputTarget] = []
    var seen: Set<FileName> = []
    for (file, name) in zip(files, names) {
      guard let identity = identities[name.directory], let lock = locks[identity] else {
        // The directory was exchanged for another between two looks at it.
        throw KTHWError(.inputOutput, "the directory was moved meanwhile", at: .file(file.path))
      }
      let place = FileName(directory: lock.directory.path, name: name.name)
      if !seen.insert(place).inserted {
        problems.add(.usage, "would be written twice", at: .file(file.path))
      } else if let target = try problems.collect({
        try OutputTarget(file, named: name.name, in: lock.directory)
      }) {
        targets.append(target)
      }
    }
    try problems.throwIfAny()
    self.targets =
      targets.filter(\.file.contents.isSecret) + targets.filter { !$0.file.contents.isSecret }
  }

  /// Writes every file under a temporary name.
  mutating func prepare() throws {
    for index in targets.indices {
      let target = targets[index]
      let made = try TemporaryFile(of: target.file, in: target.directory, context)
      targets[index].temporary = made.name
    }
  }

  /// Gives every file its name.
  mutating func commit() throws {
    try keepOldFiles()
    try writeJournals()
    for index in targets.indices {
      guard let temporary = targets[index].temporary else { continue }
      let target = targets[index]
      do {
        switch target.file.replacement {
        case .replace: try target.directory.rename(temporary, to: target.name)
        case .refuseExisting: try target.directory.create(target.name, from: temporary)
        }
      } catch {
        throw error.during("rename", target.file.path)
      }
      targets[index].isCommitted = true
      targets[index].temporary = nil
    }
    removeJournals()
    for target in targets {
      if let backup = target.backup { try? target.directory.remove(backup) }
    }
  }

  /// Takes everything back that was done.
  mutating func rollBack() {
    // First of all, or the next run would finish what is given up here.
    removeJournals()
    for target in targets.reversed() {
      if target.isCommitted {
        if let backup = target.backup {
          try? target.directory.rename(backup, to: target.name)
        } else if !target.isReplacement {
          try? target.directory.remove(target.name)
        }
      } else {
        for name in [target.temporary, target.backup].compactMap(\.self) {
          try? target.directory.remove(name)
        }
      }
    }
  }

  /// Waits until the new names are on the disk.
  func synchronize() throws {
    for lock in locks where targets.contains(where: { $0.directory === lock.directory }) {
      do {
        try lock.directory.synchronize()
      } catch {
        throw error.during("sync", lock.directory.path)
      }
    }
  }

  /// Gives old files a second name, to bring them back by.
  ///
  /// The last file of the set needs none: nothing can fail after it.
  private mutating func keepOldFiles() throws {
    for index in targets.indices.dropLast() where targets[index].isReplacement {
      let target = targets[index]
      let name = try TemporaryName.make(.old, context)
      do {
        try target.directory.link(target.name, to: name)
        targets[index].backup = name
      } catch {
        guard OpenDirectory.meansNoHardLinks(error) else {
          throw error.during("link", target.file.path)
        }
      }
    }
  }

  /// One journal in each directory that gets more than one file.
  private func writeJournals() throws {
    for lock in locks where lock.isHeld {
      let here = targets.filter { $0.directory === lock.directory }
      guard here.count > 1 else { continue }
      let entries = here.compactMap { target in
        target.temporary.map {
          CommitJournal.Entry(
            temporary: $0,
            final: target.name,
            replacement: target.file.replacement
          )
        }
      }
      try CommitJournal(entries).write(in: lock.directory, context)
    }
  }

  private func removeJournals() {
    for lock in locks where lock.isHeld {
      let here = targets.count { $0.directory === lock.directory }
      if here > 1 { try? lock.directory.remove(CommitJournal.name) }
    }
  }
}
