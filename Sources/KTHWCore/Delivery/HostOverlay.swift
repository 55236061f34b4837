/// What one machine gets: files and symbolic links below its root.
struct HostOverlay: Sendable {
  /// Something in an overlay.
  struct Entry: Sendable {
    /// The absolute path on the machine.
    let path: String
    /// What it is.
    let content: TarArchive.Content
  }

  /// The machine's name.
  let host: String
  /// What there is, by the bytes of the paths.
  ///
  /// Directories only where nothing
  /// is in them: all others come with what they hold.
  let entries: [Entry]
  /// The Secret of the token by which the machine joins, which is no file of
  /// it, and says when the token ends.
  var token: BootstrapTokenSecret?

  /// Takes entries in any order.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for names that
  ///   lists of files cannot hold: those with control characters.
  init(host: String, entries: [Entry]) throws {
    for entry in entries {
      try HostOverlay.check(entry.path, entry.path)
      if case .link(let target) = entry.content { try HostOverlay.check(target, entry.path) }
    }
    self.host = host
    self.entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func check(_ text: String, _ path: String) throws {
    guard text.isEmpty || text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
    throw KTHWError(
      .invalidName,
      "\(Terminal.quoted(path)) has a control character in its name or target",
      hint: "rename it; lists of files are lines"
    )
  }

  /// Adds what belongs to the delivery itself.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where the
  ///   overlay has a file of that name.
  func adding(_ entry: Entry) throws -> HostOverlay {
    guard !entries.contains(where: { $0.path == entry.path }) else {
      throw KTHWError(
        .alreadyExists,
        "the host \(host) has a file \(entry.path) of its own, where kthwctl puts one",
        hint: "move it elsewhere"
      )
    }
    var whole = try HostOverlay(host: host, entries: entries + [entry])
    whole.token = token
    return whole
  }
}
