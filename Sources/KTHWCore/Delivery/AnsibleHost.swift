/// What the playbook has to know of one machine, in JSON.
enum AnsibleHost {
  /// The text.
  ///
  /// - Throws: ``KTHWError`` where hashing fails.
  static func text(of delivery: HostDelivery) throws -> String {
    var files: [Node] = []
    var links: [Node] = []
    var directories: Set<String> = [DeliveryCheck.directory]
    for entry in delivery.overlay.entries where entry.path != DeliveryCheck.path {
      directories.insert(directory(of: entry.path))
      switch entry.content {
      case .file(_, let mode):
        let digits = String(mode, radix: 8)
        files.append(
          .mapping([
            "path": .string(entry.path),
            "mode": .string(String(repeating: "0", count: max(0, 4 - digits.count)) + digits),
            "secret": .boolean(mode & 0o004 == 0),
          ])
        )
      case .link(let target):
        links.append(
          .mapping([
            "path": .string(entry.path),
            "target": .string(target),
            "once": .boolean(entry.path == ResolverLink.path),
          ])
        )
      case .directory: directories.insert(entry.path)
      }
    }
    let manifest = HostDelivery.plain(delivery.manifest.text)
    let sorted = directories.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let document: Node = .mapping([
      "manifest": .string(Hexadecimal.plain(manifest.withUnsafeBytes(Hash.sha256))),
      "directories": .sequence(sorted.map(Node.string)),
      "files": .sequence(files),
      "links": .sequence(links),
      "units": .sequence(try DeliveredUnits(delivery).all().map(unit)),
    ])
    return JSONWriter.indented(document) + "\n"
  }

  private static func unit(_ unit: DeliveredUnit) -> Node {
    .mapping([
      "name": .string(unit.name),
      "digest": .string(unit.digest),
      // Load balancers read their files again without letting go of clients.
      "reload": .boolean(unit.isForeign && !unit.name.hasPrefix("systemd-")),
      "enable": .boolean(unit.isForeign && !unit.name.hasPrefix("systemd-")),
      "files": .sequence(unit.paths.map(Node.string)),
    ])
  }

  private static func directory(of path: String) -> String {
    String(path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)])
  }
}
