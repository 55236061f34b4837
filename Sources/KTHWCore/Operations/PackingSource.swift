/// The machines of a tree, read as overlays.
struct PackingSource: Sendable {
  /// The tree as its user named it.
  let shown: String
  /// The tree.
  let reader: TreeReader
  /// The names of the machines, sorted.
  let hosts: [String]

  /// The most bytes that one machine may get: 256 MiB.
  private static let sizeLimit = 256 << 20

  /// Opens a tree.
  ///
  /// - Throws: ``KTHWError`` where there is none.
  init(_ path: String, _ context: Context) throws {
    shown = path
    reader = try TreeReader(path, context: context)
    var hosts: [String] = []
    for entry in try reader.entries(in: "hosts") where entry.kind == .directory {
      do {
        hosts.append(try NodeName(entry.name).text)
      } catch let error as KTHWError {
        throw error.inFile(TreePath.join(path, entry.path))
      }
    }
    self.hosts = hosts
    guard !hosts.isEmpty else {
      throw KTHWError(
        .notFound,
        "has no hosts/NAME in it",
        at: .file(path),
        hint: "name a tree that kthwctl generate made"
      )
    }
  }

  /// The machines of that name, each once; all of them where none is named.
  ///
  /// - Throws: ``KTHWError`` with every name that no machine has.
  func chosen(_ names: [String]) throws -> [String] {
    guard !names.isEmpty else { return hosts }
    let known = Set(hosts)
    var problems = Problems()
    for name in names where !known.contains(name) {
      let nearest = Spelling.nearest(to: name, among: hosts.prefix(1000))
      problems.add(
        .usage,
        "there is no host named \(Terminal.quoted(name))",
        at: .file(shown),
        hint: nearest.map { "did you mean \($0)?" }
      )
    }
    try problems.throwIfAny()
    let wanted = Set(names)
    return hosts.filter(wanted.contains)
  }

  /// The Secret of the token by which a machine joins; nil where there is none.
  private func token(of host: String) throws -> BootstrapTokenSecret? {
    let path = ClusterPlan.tokenPath(of: host)
    return try reader.oldContents(of: path).flatMap { BootstrapTokenSecret(reading: $0.bytes) }
  }

  /// Reads what a machine gets.
  ///
  /// - Throws: ``KTHWError`` for what cannot be read or packed.
  func overlay(of host: String) throws -> HostOverlay {
    let root = "hosts/" + host
    var entries: [HostOverlay.Entry] = []
    var directories: [(path: String, mode: UInt16)] = []
    var filled: Set<String> = []
    var total = 0
    try reader.visit(below: root) { entry in
      let path = String(entry.path.dropFirst(root.count))
      filled.insert(TreePath.split(path).directory)
      switch entry.kind {
      case .directory: directories.append((path, entry.permissions.bits))
      case .file:
        guard let file = try reader.oldContents(of: entry.path) else { return false }
        let bytes = file.secret
        total += bytes.count
        guard total <= PackingSource.sizeLimit else {
          throw KTHWError(
            .limitExceeded,
            "the host gets more than \(PackingSource.sizeLimit >> 20) MiB",
            at: .file(TreePath.join(shown, root))
          )
        }
        entries.append(
          HostOverlay.Entry(path: path, content: .file(bytes, mode: file.permissions.bits))
        )
      case .link:
        guard let target = try reader.oldLink(of: entry.path) else { return false }
        entries.append(HostOverlay.Entry(path: path, content: .link(to: target)))
      case .other:
        throw KTHWError(
          .inputOutput,
          "is a pipe, a socket or a device, which no host can get",
          at: .file(TreePath.join(shown, entry.path)),
          hint: "move it away"
        )
      }
      return true
    }
    entries += directories.filter { !filled.contains($0.path) }.map {
      HostOverlay.Entry(path: $0.path, content: .directory(mode: $0.mode))
    }
    do {
      var overlay = try HostOverlay(host: host, entries: entries)
      overlay.token = try token(of: host)
      return overlay
    } catch let error as KTHWError {
      throw error.inFile(TreePath.join(shown, root))
    }
  }
}
