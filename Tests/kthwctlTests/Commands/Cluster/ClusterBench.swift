import KTHWCore
import KTHWTestSupport

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A directory in which a cluster is described, and made again and again.
struct ClusterBench {
  /// What a file of a tree is and holds.
  struct Content: Hashable {
    let mode: UInt16
    let bytes: [UInt8]
  }

  let scratch: ScratchDirectory

  /// Describes a cluster as a starter does, the text changed.
  init(_ starter: ClusterStarter, changing: (String) -> String = { $0 }) throws {
    scratch = try ScratchDirectory()
    try describe(changing(starter.text(kubernetesVersion: .newest)))
  }

  /// Writes another description.
  func describe(_ text: String) throws {
    try scratch.write("cluster.yaml", text)
  }

  /// Changes the description.
  func change(_ old: String, to new: String) throws {
    let text = try scratch.text("cluster.yaml")
    guard let range = text.firstRange(of: old) else {
      throw SystemFailure("find \(old) in the description", number: EINVAL)
    }
    try describe(text.replacingCharacters(in: range, with: new))
  }

  /// Makes the tree `out` of it.
  func generate(_ arguments: String...) throws -> CommandResult {
    try command(["generate", "cluster.yaml"] + arguments).run()
  }

  /// Any command, in the directory.
  func command(_ arguments: [String]) -> RunCommand {
    RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch)
  }

  /// What a command printed, read as JSON or YAML.
  static func document(_ result: CommandResult, _ form: String) throws -> Node {
    let bytes = result.output
    let node = try form == "json" ? JSONReader.node(from: bytes) : YAMLReader.node(from: bytes)
    return node ?? .mapping([Node.Entry]())
  }

  /// All files and links of a tree, by their paths in it; nil where there is
  /// no tree.
  func contents(of tree: String = "out") throws -> [String: Content]? {
    guard scratch.has(tree) else { return nil }
    var contents: [String: Content] = [:]
    for entry in scratch.entries() where entry.name.hasPrefix(tree + "/") {
      let bytes: [UInt8]
      switch entry.kind {
      case .file: bytes = try scratch.bytes(entry.name)
      case .link: bytes = Array(try scratch.linkTarget(entry.name).utf8)
      case .directory, .other: bytes = []
      }
      let path = String(entry.name.dropFirst(tree.utf8.count + 1))
      contents[path] = Content(mode: entry.mode, bytes: bytes)
    }
    return contents
  }

  /// The paths of files and links of a tree.
  func files(of tree: String = "out") -> [String] {
    scratch.entries().filter { $0.name.hasPrefix(tree + "/") && $0.kind != .directory }
      .map { String($0.name.dropFirst(tree.utf8.count + 1)) }
  }

  /// What a run could change of every file and directory, the one that the
  /// tree is in among them: which file it is, and the times of its changes.
  func traces() -> [String] {
    (scratch.names() + ["."]).map { name in
      var facts = stat()
      lstat(scratch.path(name), &facts)
      #if canImport(Darwin)
      let (change, content) = (facts.st_ctimespec, facts.st_mtimespec)
      #else
      let (change, content) = (facts.st_ctim, facts.st_mtim)
      #endif
      return "\(name) \(facts.st_ino) \(change.tv_sec).\(change.tv_nsec) "
        + "\(content.tv_sec).\(content.tv_nsec)"
    }
  }

  /// What stands beside the tree and the description.
  func besides() -> [String] {
    scratch.names().filter { !$0.contains("/") && $0 != "out" && $0 != "cluster.yaml" }
  }

  /// A certificate of the operator's side.
  func certificate(_ name: String) throws -> CertificateFacts? {
    try CertificateReader.certificates(pem: scratch.bytes("out/pki/\(name).pem")).first
  }

  /// Every secret of the tree, as it would show in a text: lines of private
  /// keys, keys in kubeconfigs and those that encrypt what etcd stores.
  func secrets() throws -> Set<String> {
    var secrets: Set<String> = []
    for path in files() where !path.hasSuffix(".pub") {
      guard scratch.mode("out/" + path) == 0o600 else { continue }
      var isKey = false
      for line in try scratch.text("out/" + path).split(separator: "\n") {
        if line.contains("-----") {
          isKey = line.contains("BEGIN") && line.contains("PRIVATE KEY")
        } else if isKey {
          secrets.insert(String(line))
        }
        let words = line.split(separator: " ").drop { $0 == "-" }
        if words.count == 2, let field = words.first,
          ["client-key-data:", "token:", "secret:"].contains(field), let value = words.last
        {
          secrets.insert(String(value))
        }
      }
    }
    return secrets
  }
}

extension String {
  fileprivate func firstRange(of words: String) -> Range<String.Index>? {
    ranges(of: words).first
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with words: String) -> String {
    self[..<range.lowerBound] + words + self[range.upperBound...]
  }
}

/// The smallest cluster on which everything happens, and the same one changed.
enum FaultCluster {
  static let moment = "2026-11-21T08:30:30Z"

  /// Two runs that begin alike make the same bytes.
  static func arguments(seed: String) -> [String] {
    ["generate", "cluster.yaml", "--at", moment, "--insecure-seed", seed]
  }
}
