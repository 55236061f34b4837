/// A file of the output directory.
struct PackedFile: Sendable {
  /// The path in the directory.
  let path: String
  /// What it holds.
  let contents: OutputFile.Contents
  /// Who may read it.
  let mode: FileMode
}

/// Makes the files of a form.
struct PackedFiles: Sendable {
  private let format: PackHosts.Format
  private let modified: Int64
  /// What is the same for all machines.
  let shared: [PackedFile]

  /// - Throws: ``KTHWError`` where `SOURCE_DATE_EPOCH` is no time, or where an
  ///   inventory is asked for and the tree does not say what its machines do.
  init(_ input: PackHosts.Input, _ source: PackingSource, _ context: Context) throws {
    format = input.format
    modified = try PackedFiles.modified(context)
    shared = format == .ansible ? try PackedFiles.project(input, source, context) : []
  }

  /// A machine's files.
  ///
  /// - Throws: ``KTHWError`` for what cannot be packed.
  func files(of overlay: HostOverlay) throws -> [PackedFile] {
    let delivery = try HostDelivery(overlay)
    let name = format.fileName(of: overlay.host)
    switch format {
    case .tar:
      let archive = try delivery.archive(modified: modified)
      return [PackedFile(path: name, contents: .secret(archive), mode: .ownerOnly)]
    case .cloudInit:
      let text = try CloudConfig.text(of: delivery)
      return [PackedFile(path: name, contents: .secret(text), mode: .ownerOnly)]
    case .ansible:
      let folder = "hosts/" + overlay.host
      return [
        PackedFile(
          path: folder + "/manifest",
          contents: .text(delivery.manifest.text),
          mode: .everyoneReads
        ),
        PackedFile(
          path: folder + "/host.json",
          contents: .text(try AnsibleHost.text(of: delivery)),
          mode: .everyoneReads
        ),
      ]
    }
  }

  /// The inventory, the playbook and the script.
  private static func project(
    _ input: PackHosts.Input,
    _ source: PackingSource,
    _ context: Context
  ) throws -> [PackedFile] {
    let description = TreePath.join(input.tree, ClusterPlan.description.path)
    let spec = try ClusterFile.read(description, in: context).spec
    let there = Set(source.hosts)
    var problems = Problems()
    for host in spec.hosts where !there.contains(host.name.text) {
      problems.add(
        .notFound,
        "nothing is made for the host \(host.name)",
        at: .file(input.tree),
        hint: "run kthwctl generate, then this again"
      )
    }
    try problems.throwIfAny()
    let tree = try relativePath(from: input.output, to: input.tree, context)
    let inventory = try AnsibleInventory.text(of: spec, tree: tree)
    let texts = [("inventory.yaml", inventory)] + AnsiblePlaybook.files
    return texts.map { PackedFile(path: $0, contents: .text($1), mode: .everyoneReads) }
      + [
        PackedFile(
          path: "check.sh",
          contents: .text(DeliveryCheck.text),
          mode: .everyoneExecutes
        )
      ]
  }

  /// Where a directory is, seen from another: both can then be moved together.
  private static func relativePath(
    from directory: String,
    to target: String,
    _ context: Context
  ) throws -> String {
    func parts(_ path: String) throws -> [Substring] {
      let absolute =
        path.hasPrefix("/") ? path : TreePath.join(try WorkingDirectory.path(context), path)
      var parts: [Substring] = []
      for part in absolute.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      return parts
    }
    let (from, to) = (try parts(directory), try parts(target))
    let common = zip(from, to).prefix { $0 == $1 }.count
    let up = Array(repeating: Substring(".."), count: from.count - common)
    return (up + to[common...]).joined(separator: "/")
  }

  /// The one time that everything in an archive has: the moment that is asked
  /// for by `SOURCE_DATE_EPOCH`
  /// (https://reproducible-builds.org/specs/source-date-epoch/), else the
  /// beginning of 1970, so that the same files give the same bytes.
  private static func modified(_ context: Context) throws -> Int64 {
    guard let text = context.environment("SOURCE_DATE_EPOCH"), !text.isEmpty else { return 0 }
    // What an archive has room for ends in the year 2242.
    guard let number = Decimal.value(text.utf8), number < 1 << 33 else {
      throw KTHWError(
        .invalidValue,
        "SOURCE_DATE_EPOCH is \(Terminal.quoted(text)), and seconds since 1970 are expected"
      )
    }
    return Int64(number)
  }
}
