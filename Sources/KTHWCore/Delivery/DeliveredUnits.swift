/// A unit of systemd that has to do with files of an overlay.
struct DeliveredUnit: Sendable {
  /// The name, such as `etcd.service`.
  let name: String
  /// The paths of all that it reads, itself included, in their order.
  let paths: [String]
  /// A digest of all that: it is another one where the unit must be restarted.
  let digest: String
  /// Whether it comes with the machine's distribution: it is enabled by that
  /// and takes new files without a stop.
  let isForeign: Bool
}

/// Finds out which units read which files, from what the files say.
///
/// A unit reads the files whose paths it says, those whose paths stand in files
/// that it reads, and so on; a script that looks beside itself (`${0%/*}`)
/// reads what lies there.
struct DeliveredUnits {
  private let overlay: HostOverlay
  private let digests: [String: String]
  /// The texts of files that may name others.
  private let mentions: [String: Set<String>]
  private let siblings: [String: [String]]

  init(_ delivery: HostDelivery) {
    overlay = delivery.overlay
    digests = Dictionary(
      delivery.manifest.rows.map { ($0.path, ($0.digest ?? "") + " " + "\($0.mode ?? 0)") },
      uniquingKeysWith: { $1 }
    )
    let siblings = Dictionary(
      grouping: overlay.entries.map(\.path),
      by: { DeliveredUnits.directory(of: $0) }
    )
    self.siblings = siblings
    var mentions: [String: Set<String>] = [:]
    for entry in overlay.entries {
      guard case .file(let bytes, _) = entry.content, bytes.count <= DeliveredUnits.textLimit else {
        continue
      }
      let directory = DeliveredUnits.directory(of: entry.path)
      mentions[entry.path] = bytes.withUnsafeBytes { bytes in
        // Keys and kubeconfigs with everything inside name nothing.
        guard !bytes.holds("-----BEGIN ") else { return [] }
        var found = DeliveredUnits.paths(in: bytes)
        if bytes.holds("${0%/*}") { found.insert(directory) }
        return found
      }
    }
    self.mentions = mentions
  }

  /// Larger files are nobody's configuration.
  private static let textLimit = 1 << 20

  /// Where files of programs are whose units the distribution has.
  private static let foreign = [
    ("/etc/modules-load.d/", "systemd-modules-load.service"),
    ("/etc/sysctl.d/", "systemd-sysctl.service"),
    ("/etc/haproxy/", "haproxy.service"),
    ("/etc/nginx/", "nginx.service"),
  ]

  /// In which order units are started; others come after these.
  private static let order = [
    "systemd-modules-load", "systemd-sysctl", "kthw-hosts", "kthw-pod-routes", "containerd", "etcd",
    "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy",
  ]

  /// The units, in the order in which they are started.
  ///
  /// - Throws: ``KTHWError`` where hashing fails.
  func all() throws -> [DeliveredUnit] {
    var roots: [String: Set<String>] = [:]
    var own: Set<String> = []
    let units = "/etc/systemd/system/"
    for entry in overlay.entries {
      guard case .file = entry.content else { continue }
      if entry.path.hasPrefix(units) {
        let parts = entry.path.dropFirst(units.utf8.count).split(separator: "/")
        guard let first = parts.first else { continue }
        // A unit, or a file that changes one.
        let isChange = parts.count == 2 && first.hasSuffix(".d")
        let name = String(isChange ? first.dropLast(2) : first)
        guard isChange || parts.count == 1, DeliveredUnits.isUnit(name) else { continue }
        roots[name, default: []].insert(entry.path)
        if !isChange { own.insert(name) }
      }
      for (directory, name) in DeliveredUnits.foreign where entry.path.hasPrefix(directory) {
        roots[name, default: []].insert(entry.path)
      }
    }
    return roots.map { name, roots in
      let paths = closure(of: roots).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let text = paths.map { "\($0) \(digests[$0] ?? "")\n" }.joined()
      return DeliveredUnit(
        name: name,
        paths: paths,
        digest: Hexadecimal.plain(Hash.sha256(Array(text.utf8))),
        isForeign: !own.contains(name)
      )
    }.sorted { (DeliveredUnits.rank($0), $0.name) < (DeliveredUnits.rank($1), $1.name) }
  }

  private static func directory(of path: String) -> String {
    String(path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)])
  }

  private static func rank(_ unit: DeliveredUnit) -> Int {
    order.firstIndex { unit.name == $0 + ".service" } ?? order.count
  }

  private static func isUnit(_ name: String) -> Bool {
    let kinds = [".service", ".socket", ".timer", ".path", ".mount"]
    // One of a template has no name before its user gives it one.
    return kinds.contains { name.hasSuffix($0) && !name.hasSuffix("@" + $0) }
      && name.utf8.allSatisfy { isPath($0) && $0 != UInt8(ascii: "/") }
  }

  private func closure(of roots: Set<String>) -> Set<String> {
    var known = roots
    var waiting = Array(roots)
    while let path = waiting.popLast() {
      for mention in mentions[path] ?? [] {
        let files = digests[mention] != nil ? [mention] : siblings[mention] ?? []
        for file in files where known.insert(file).inserted { waiting.append(file) }
      }
    }
    return known
  }

  /// All absolute paths that stand in a text.
  private static func paths(in bytes: UnsafeRawBufferPointer) -> Set<String> {
    var found: Set<String> = []
    var start: Int?
    for index in 0...bytes.count {
      let isInside = index < bytes.count && isPath(bytes[index])
      if isInside {
        if start == nil { start = index }
      } else if let first = start {
        start = nil
        var end = index
        // The end of a sentence, or a directory that is named as one.
        while end > first + 1, ".,/".utf8.contains(bytes[end - 1]) { end -= 1 }
        guard bytes[first] == UInt8(ascii: "/"), end - first > 1 else { continue }
        found.insert(
          String(decoding: UnsafeRawBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self)
        )
      }
    }
    return found
  }

  private static func isPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
      true
    case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "@"), UInt8(ascii: "+"):
      true
    default: false
    }
  }
}
