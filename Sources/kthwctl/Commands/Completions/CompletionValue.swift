import KTHWCore

/// What kind of thing a value on the command line is, by its name in the help.
enum CompletionValue: Equatable {
  /// One of these.
  case words([String])
  /// Some of these, joined by commas.
  case list([String])
  case files
  case directories
  case hosts
  case hostList
  case components
  /// A component, or a host, whose kubelet's it is.
  case holders
  /// A rule, or a file.
  case subjects
  /// Nothing that can be known here.
  case free
  /// Not thought of: a test tells, and files are offered.
  case unknown

  /// What the values of an argument of a command are.
  init(of argument: CommandModel.Argument, in command: String) {
    if !argument.values.isEmpty {
      self = .words(argument.values)
    } else {
      self =
        CompletionValue.ofCommands["\(command) \(argument.valueName)"]
        ?? CompletionValue.usual[argument.valueName] ?? .unknown
    }
  }

  /// Where a name means something else than everywhere.
  private static let ofCommands: [String: CompletionValue] = [
    "render name": .words(RenderedFile.allCases.map(\.rawValue)),
    "unit component": .words(RenderedFile.allCases.compactMap(\.unitName)),
    "cert name": .holders,
    "csr request name": .holders,
    "token create hosts": .hosts,
    "token renew hosts": .hosts,
    "kubeconfig name": .holders,
    "identities name": .components,
    "ca init name": .words(["ca", "etcd-ca", "front-proxy-ca"]),
    "tutorial name": .words(TutorialCommand.names),
  ]

  private static let usual: [String: CompletionValue] = [
    "file": .files, "files": .files, "path": .files, "paths": .files, "cluster.yaml": .files,
    "ca": .files, "ca-key": .files,
    "dir": .directories, "directory": .directories, "tree": .directories,
    "host": .hosts, "host,…": .hostList,
    "component": .components, "as": .components,
    "version": .words(releases), "kubernetes-version": .words(releases),
    "kind,…": .list(TalkEdge.Kind.allCases.map(\.rawValue)),
    "key": .words([
      "rsa-2048", "rsa-3072", "rsa-4096", "ecdsa-256", "ecdsa-384", "ecdsa-521", "ed25519",
    ]),
    "subject": .subjects,
    "name": .free, "new-name": .free, "cn": .free, "subj": .free, "organization": .free,
    "surroundings": .free, "hosts": .free, "number": .free, "text": .free, "RFC 3339": .free,
    "path-length": .free, "server": .free, "cluster": .free, "context": .free, "contexts": .free,
    "namespace": .free, "program": .free, "argument": .free, "resources": .free,
    "groups": .free, "group": .free, "description": .free, "ttl": .free, "kms-endpoint": .free,
    "kms-name": .free, "time": .free, "within": .free, "expiry": .free,
  ]

  private static let releases = KubernetesVersion.knownMinors.reversed().map { "1.\($0)" }

  /// What the shell offers.
  var beside: CompletionAnswer.Beside {
    switch self {
    case .files, .subjects, .unknown: .files
    case .directories: .directories
    default: .words
    }
  }

  /// Whether it is several, joined by commas.
  var isList: Bool {
    switch self {
    case .list, .hostList: true
    default: false
    }
  }

  /// Whether there are so many that a beginning is asked for.
  var isOnlyByPrefix: Bool { self == .subjects }

  /// The words that it may be.
  func candidates(in world: CompletionWorld) -> [CompletionAnswer.Candidate] {
    switch self {
    case .words(let words), .list(let words):
      return words.map { CompletionAnswer.Candidate(word: $0) }
    case .hosts, .hostList: return CompletionValue.hosts(in: world)
    case .components: return CompletionValue.identities
    case .holders: return CompletionValue.identities + CompletionValue.hosts(in: world)
    case .subjects:
      return AuditRule.all.map { CompletionAnswer.Candidate(word: $0.id, note: $0.title) }
    case .files, .directories, .free, .unknown: return []
    }
  }

  private static var identities: [CompletionAnswer.Candidate] {
    ComponentIdentity.all.map { CompletionAnswer.Candidate(word: $0.name, note: $0.summary) }
  }

  private static func hosts(in world: CompletionWorld) -> [CompletionAnswer.Candidate] {
    world.hosts.map { CompletionAnswer.Candidate(word: $0, note: "host") }
  }
}
