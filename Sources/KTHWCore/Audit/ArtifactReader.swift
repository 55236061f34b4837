/// Who reads a file, and by which flag or key: found in the units and
/// configurations of a cluster that has everything.
enum ArtifactReader {
  /// The readers of a file of a machine, as `kube-apiserver --etcd-cafile`.
  static func readers(of file: HostFile) -> [String] {
    guard let spec = SampleCluster.spec else { return [] }
    let found = readers(of: spec.path(of: file), in: spec)
    return found.isEmpty ? fixed[file].map { [$0] } ?? [] : found
  }

  /// The readers of a text, whose place is the same in every cluster.
  static func readers(of file: RenderedFile) -> [String] {
    guard let spec = SampleCluster.spec, !file.isClusterWide else { return ["kubectl apply -f"] }
    if file.isUnit { return ["systemd"] }
    let found = readers(of: file.path(in: spec.layout), in: spec)
    return found.isEmpty ? [fixedReader(of: file)] : found
  }

  private static func readers(of path: String, in spec: ClusterSpec) -> [String] {
    var found: [String] = []
    for (name, text) in texts(in: spec) {
      let words = words(before: path, in: text)
      guard !words.isEmpty else { continue }
      found.append(name + " " + words.joined(separator: ", "))
    }
    return found
  }

  /// Every text of every kind of machine, once.
  private static func texts(in spec: ClusterSpec) -> [(name: String, text: String)] {
    RenderedFile.allCases.filter { !$0.isClusterWide }.compactMap { file in
      guard let host = spec.hosts.first(where: { file.belongs(on: $0, in: spec) }),
        let text = try? file.text(for: host, in: spec)
      else { return nil }
      return (file.unitName ?? file.rawValue, text)
    }
  }

  /// Where a text names a path: flags of a unit's program, keys of a
  /// configuration.
  static func words(before path: String, in text: String) -> [String] {
    var words: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      for range in line.ranges(of: path) {
        // A part of a longer path is another one.
        let isPart = { (letter: Character) in
          letter.isLetter || letter.isNumber || "-._/".contains(letter)
        }
        if line[range.upperBound...].first.map(isPart) == true { continue }
        if line[..<range.lowerBound].last.map(isPart) == true { continue }
        let before = line[..<range.lowerBound].split { " \t=:\"'".contains($0) }
        let word = before.last.map(String.init) ?? ""
        if !words.contains(word) { words.append(word) }
      }
    }
    return words
  }

  private static let fixed: [HostFile: String] = [
    .etcdHealthCertificate: "etcdctl --cert, for health and backups",
    .etcdHealthKey: "etcdctl --key, for health and backups",
  ]

  private static func fixedReader(of file: RenderedFile) -> String {
    switch file {
    case .sysctl: "systemd-sysctl, at boot"
    case .modules: "systemd-modules-load, at boot"
    case .containerdConfiguration, .cniConfiguration: "containerd"
    case .haproxyConfiguration: "haproxy, by the distribution's unit"
    case .nginxLoadBalancer, .nginxHealthProxy: "nginx, by the distribution's unit"
    case .hostEntries: "apply.sh beside it"
    case .podRoutes: "pod-routes.sh beside it"
    default: "systemd"
    }
  }
}
