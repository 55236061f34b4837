/// What every machine gets, and what else lies in a tree, for a report.
///
/// Beyond fifty machines those that have the same programs and files are told
/// of as one, so that thousands of them are still a page.
///
/// It takes areas as they are read, from any thread.
final class HostSurvey: Sendable {
  /// Up to how many machines each has a place of its own.
  static let hostLimit = 50
  /// How many files and flags of one place are shown.
  static let fileLimit = 300
  static let flagLimit = 120

  /// How many machines there are.
  private let count: Int
  private let groups = Guarded<[Shape: Group]>([:])
  private let others = Guarded<[Int: ClusterReport.Place]>([:])

  /// Creates a survey of areas.
  init(_ sources: AuditSources) {
    count = sources.areas.count { $0.isMachine }
  }

  /// Machines that are alike.
  private struct Group {
    var first: String
    var place: ClusterReport.Place
    var names: [String]
  }

  /// What machines that are alike have in common.
  private struct Shape: Hashable {
    /// A machine of which nobody else is alike.
    let name: String?
    let programs: [String]
    let files: [ClusterReport.File]
  }

  /// Takes an area.
  ///
  /// - Parameters:
  ///   - index: its position among the areas.
  ///   - area: its files.
  ///   - invocations: the programs that it starts.
  func take(_ index: Int, _ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    let place = HostSurvey.place(of: area, invocations)
    guard let name = area.machine else {
      if !place.files.isEmpty { others.withLock { $0[index] = place } }
      return
    }
    let isGrouped = count > HostSurvey.hostLimit
    let shape = Shape(
      name: isGrouped ? nil : "\(index) \(name)",
      programs: place.programs.map(\.name),
      files: isGrouped ? place.files : []
    )
    groups.withLock { groups in
      guard var group = groups[shape] else {
        groups[shape] = Group(first: name, place: place, names: [name])
        return
      }
      group.names.append(name)
      if NumberedName.precedes(name, group.first) {
        group.first = name
        group.place = place
      }
      groups[shape] = group
    }
  }

  /// Adds what was taken to a report.
  ///
  /// - Parameters:
  ///   - report: what to add to.
  ///   - spec: the description of the cluster, where there is one.
  func fill(_ report: inout ClusterReport, _ spec: ClusterSpec?) {
    let sorted = groups.withLock { Array($0.values) }.sorted {
      $0.first == $1.first
        ? $0.names.count > $1.names.count : NumberedName.precedes($0.first, $1.first)
    }
    let shown = sorted.prefix(HostSurvey.hostLimit)
    report.hostCount = count
    report.places = shown.map { HostSurvey.described($0, spec) }
    report.places += others.withLock { $0.sorted { $0.key < $1.key }.map(\.value) }
    report.omittedHosts = sorted.dropFirst(shown.count).reduce(0) { $0 + $1.names.count }
  }

  /// A place with what the description says of its machines.
  private static func described(_ group: Group, _ spec: ClusterSpec?) -> ClusterReport.Place {
    var place = group.place
    let names = group.names.sorted(by: NumberedName.precedes)
    place.title = Terminal.printable(NumberedName.list(names))
    if let host = spec?.hosts.named(group.first) {
      let roles = HostRole.allCases.filter(host.has).map(\.rawValue).joined(separator: ", ")
      place.details = names.count == 1 ? [roles, "\(host.address)"] : [roles]
    }
    if names.count > 1 {
      place.note =
        "These \(Quantity.grouped(names.count)) hosts have the same programs and files. "
        + "The flags are those of \(Terminal.printable(group.first))."
    }
    return place
  }

  /// What an area holds; nothing of what is in its files but programs' flags.
  private static func place(
    of area: AuditedArea,
    _ invocations: [ComponentInvocation]
  ) -> ClusterReport.Place {
    var place = ClusterReport.Place(title: title(of: area.kind))
    let shown = area.files.prefix(fileLimit)
    place.files = shown.map { file in
      let path = area.machine == nil ? file.path : file.machinePath ?? file.path
      return ClusterReport.File(
        path: path,
        mode: "\(FileMode.exactly(file.permissions))",
        kind: file.content.noun,
        isSecret: file.content.isSecret,
        isOpen: file.permissions & 0o077 != 0
      )
    }
    place.omittedFiles = area.files.count - shown.count
    place.programs = invocations.prefix(40).map { program in
      let flags = program.arguments.prefix(flagLimit).map(ShownFlag.text)
      return ClusterReport.Program(
        name: program.program.rawValue,
        file: area.file(named: program.file)?.machinePath ?? program.file,
        flags: flags,
        omittedFlags: program.arguments.count - flags.count
      )
    }
    return place
  }

  private static func title(of kind: AuditedArea.Kind) -> String {
    switch kind {
    case .machine(let name): name
    case .operatorSide: "What stays with the operator"
    case .heap: "The files that were named"
    }
  }
}

extension AuditedArea {
  /// The file of a path as its user knows it.
  fileprivate func file(named path: String) -> AuditedFile? { files.first { $0.path == path } }
}

extension AuditedContent {
  /// Whether whoever reads it can act in somebody's name, or read secrets.
  fileprivate var isSecret: Bool {
    switch self {
    case .objects(let objects):
      objects.contains {
        switch $0.content {
        case .privateKey, .encryptedKey: true
        default: false
        }
      }
    case .kubeconfig(let kubeconfig):
      kubeconfig.users.contains { _, user in
        user.clientKeyData != nil || !user.token.isEmpty || !user.password.isEmpty
      }
    case .encryption: true
    default: false
    }
  }

  /// What it is, as a noun.
  fileprivate var noun: String {
    switch self {
    case .objects(let objects): AuditedContent.noun(of: objects)
    case .kubeconfig: "kubeconfig"
    case .encryption: "encryption configuration"
    case .cluster: "description of the cluster"
    case .unit: "unit of systemd"
    case .documents(.other, _): "document"
    case .documents(.staticPod, _): "static pod"
    case .documents(.auditPolicy, _): "audit policy"
    case .documents(.containerNetwork, _): "network of pods"
    case .documents(let kind, _): kind.rawValue
    case .text(.hosts, _): "names of hosts"
    case .text(.sysctl, _): "settings of the kernel"
    case .text(.modules, _): "modules of the kernel"
    case .text(let kind, _): "configuration of \(kind.rawValue)"
    case .script: "script"
    case .unreadable(let kind, _): "unreadable as \(kind)"
    case .unknown: "unknown"
    }
  }

  private static func noun(of objects: [InspectedObject]) -> String {
    var names: [String] = []
    for object in objects {
      let name =
        switch object.content {
        case .certificate(let facts): facts.isAuthority ? "CA certificate" : "certificate"
        case .request: "request"
        case .privateKey: "private key"
        case .encryptedKey: "private key behind a passphrase"
        case .publicKey: "public key"
        }
      if !names.contains(name) { names.append(name) }
    }
    let count = objects.count > names.count ? " (\(Quantity.grouped(objects.count)))" : ""
    return (names.isEmpty ? "nothing" : names.joined(separator: ", ")) + count
  }
}
