/// What is to be judged, found on the disk and not read yet.
struct AuditSources: Sendable {
  /// The areas in the order of the paths.
  private(set) var areas: [AreaSource] = []
  /// The description of a cluster that lies where one is looked for.
  private(set) var clusterFile: String?

  /// The directories that generate made.
  private(set) var trees: [String] = []

  /// The world, which is told how far the reading is.
  let context: Context

  /// Reads what is alike in all areas.
  private let alike = AlikeReader()

  /// How many files are looked at, at most.
  static let fileLimit = 1_000_000

  /// Finds out what paths are.
  ///
  /// - Throws: ``KTHWError`` with every path that is not there.
  init(_ paths: [String], context: Context) throws {
    self.context = context
    var problems = Problems()
    var heap: [AreaSource.Entry] = []
    for path in paths {
      try problems.collect {
        guard path != "-",
          let reader = try? TreeReader(AuditSources.named(path, context), context: context)
        else {
          heap.append(.loose(path))
          return
        }
        try add(reader, path, context: context, heap: &heap)
      }
    }
    try problems.throwIfAny()
    if !heap.isEmpty {
      areas.append(AreaSource(kind: .heap, entries: heap, alike: alike, context: context))
    }
  }

  private mutating func add(
    _ reader: TreeReader,
    _ path: String,
    context: Context,
    heap: inout [AreaSource.Entry]
  ) throws {
    let top = try reader.entries()
    let directories = Set(top.filter { $0.kind == .directory }.map(\.name))
    if top.contains(where: { $0.name == ClusterFile.defaultName && $0.kind == .file }) {
      clusterFile = TreePath.join(path, ClusterFile.defaultName)
    }
    if directories.contains("hosts"), !directories.isDisjoint(with: ["pki", "kubeconfigs"]) {
      if reader.isMarked { trees.append(path) }
      var own: [AreaSource.Entry] = []
      for entry in top where entry.name != "hosts" {
        try AuditSources.collect(entry, reader, path, below: nil, into: &own)
      }
      areas.append(
        AreaSource(
          kind: .operatorSide,
          root: path,
          entries: own,
          alike: alike,
          context: context
        )
      )
      for host in try reader.entries(in: "hosts") where host.kind == .directory {
        areas.append(
          AreaSource(machine: host.name, reader, host.path, shown: path, alike: alike, context)
        )
      }
    } else if directories.contains("etc"), top.allSatisfy({ $0.kind == .directory }) {
      let name = path.split(separator: "/").last.map(String.init) ?? "/"
      areas.append(AreaSource(machine: name, reader, "", shown: path, alike: alike, context))
    } else {
      let root = try AuditSources.absolute(path, context)
      for entry in top {
        try AuditSources.collect(entry, reader, path, below: root, into: &heap)
      }
    }
  }

  /// Adds a file, or all that are in a directory.
  ///
  /// - Parameters:
  ///   - entry: the file or directory.
  ///   - reader: the tree that it is in.
  ///   - shown: the tree as its user named it.
  ///   - root: what a path in the tree is below of on the machine.
  ///   - entries: gets what is found.
  /// - Throws: ``KTHWError`` for a directory that cannot be read.
  static func collect(
    _ entry: TreeEntry,
    _ reader: TreeReader,
    _ shown: String,
    below root: String?,
    into entries: inout [AreaSource.Entry]
  ) throws {
    guard entries.count < fileLimit else {
      throw KTHWError(
        .limitExceeded,
        "there are more than \(fileLimit) files",
        at: .file(shown),
        hint: "name the directories that matter"
      )
    }
    switch entry.kind {
    case .file:
      entries.append(.inTree(reader, entry, shown: TreePath.join(shown, entry.path), root))
    case .link:
      entries.append(.link(reader, entry, shown: TreePath.join(shown, entry.path), root))
    case .directory:
      guard entry.name != ".git" else { return }
      for inner in try reader.entries(in: entry.path) {
        try collect(inner, reader, shown, below: root, into: &entries)
      }
    case .other: break
    }
  }

  /// A path that ends in a name: the directory that one is in has one, too.
  private static func named(_ path: String, _ context: Context) throws -> String {
    let last = path.split(separator: "/").last
    guard last == "." || last == ".." else { return path }
    var parts: [Substring] = []
    for part in try absolute(path, context).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static func absolute(_ path: String, _ context: Context) throws -> String {
    if path.hasPrefix("/") { return path }
    return TreePath.join(try WorkingDirectory.path(context), path)
  }
}
