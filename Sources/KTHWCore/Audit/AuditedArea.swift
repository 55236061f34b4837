/// Files that belong together: those of one machine, those that stay with the
/// operator, or a heap of which nothing is known.
public struct AuditedArea: Sendable {
  /// What the files have in common.
  public enum Kind: Hashable, Sendable {
    /// They are the overlay of a machine's root, and all that it gets.
    case machine(String)
    /// They stay with whoever runs the cluster: `pki`, `kubeconfigs`,
    /// `manifests`.
    case operatorSide
    /// Nobody knows: a folder of a tutorial, of cfssl, a machine's own files.
    case heap
  }

  /// What the files have in common.
  public let kind: Kind
  /// The files, by path.
  public let files: [AuditedFile]
  /// Symbolic links: where each is on its machine, and what it says.
  public let links: [String: String]

  private let byMachinePath: [String: Int]
  private let byName: [String: [Int]]

  /// Creates an area.
  public init(kind: Kind, files: [AuditedFile], links: [String: String] = [:]) {
    self.kind = kind
    self.files = files
    self.links = links
    byMachinePath = Dictionary(
      files.enumerated().compactMap { index, file in file.machinePath.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first }
    )
    byName = Dictionary(grouping: files.indices) { files[$0].name }
  }

  /// The area with some of its files.
  func keeping(_ isKept: (AuditedFile) -> Bool) -> AuditedArea {
    AuditedArea(kind: kind, files: files.filter(isKept), links: links)
  }

  /// The machine's name, where it is one's.
  public var machine: String? { if case .machine(let name) = kind { name } else { nil } }

  /// Whether a file that is named and not there is really missing.
  public var isComplete: Bool { machine != nil }

  /// Finds the file that a program would open.
  ///
  /// In a heap the one file whose path ends alike is taken for it: the files
  /// were not copied to their places yet.
  /// - Parameter path: the absolute path on the machine.
  /// - Returns: the file, or nil where there is none or several may be meant.
  public func file(at path: String) -> AuditedFile? {
    let found = byMachinePath[path] ?? byMachinePath[followed(path)]
    if let found { return files[found] }
    guard kind == .heap else { return nil }
    let parts = path.split(separator: "/")
    var candidates = byName[parts.last.map(String.init) ?? ""] ?? []
    // The longest common end decides.
    for count in 2..<max(2, parts.count + 1) where candidates.count > 1 {
      let end = "/" + parts.suffix(count).joined(separator: "/")
      let closer = candidates.filter { ("/" + files[$0].path).hasSuffix(end) }
      if !closer.isEmpty { candidates = closer }
    }
    return candidates.count == 1 ? files[candidates[0]] : nil
  }

  /// A path after the links on its way; at most eight of them.
  private func followed(_ path: String) -> String {
    guard !links.isEmpty else { return path }
    var path = path
    for _ in 0..<8 {
      guard let target = links[path] else { return path }
      let directory = path.split(separator: "/").dropLast()
      path =
        target.hasPrefix("/")
        ? target : AuditedArea.normal(directory + target.split(separator: "/"))
    }
    return path
  }

  private static func normal(_ parts: [Substring]) -> String {
    var result: [Substring] = []
    for part in parts where part != "." {
      if part == ".." { _ = result.popLast() } else { result.append(part) }
    }
    return "/" + result.joined(separator: "/")
  }
}
