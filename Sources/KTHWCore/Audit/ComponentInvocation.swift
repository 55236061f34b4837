/// A program of the cluster as a unit or a static pod starts it.
struct ComponentInvocation: Hashable, Sendable {
  /// A flag that it gets.
  struct Argument: Hashable, Sendable {
    /// The flag without dashes; empty for a word that is none.
    let name: String
    /// What it is set to; nil where nothing is said.
    let value: String?
    /// Where it stands.
    let mark: SourceMark?
  }

  /// The program.
  let program: ComponentProgram
  /// The file that starts it.
  let file: String
  /// Where the command begins.
  let mark: SourceMark?
  /// What it gets, in its order.
  let arguments: [Argument]

  /// The flag of a name that counts: the last one.
  func argument(_ name: String) -> Argument? { arguments.last { $0.name == name } }

  /// What a flag is set to; empty where it is given without a value.
  subscript(name: String) -> String? { argument(name).map { $0.value ?? "" } }

  /// Whether a switch is on; nil where it is not given.
  func isOn(_ name: String) -> Bool? {
    guard let argument = argument(name) else { return nil }
    return ["", "true", "t", "1", "TRUE", "True", "T"].contains(argument.value ?? "")
  }

  /// The place of a flag; of the command where it is not given.
  func place(of name: String? = nil) -> Place {
    let found = name.flatMap { self.argument($0) }
    return .file(file, found?.mark ?? mark, field: found.map { "--" + $0.name })
  }
}

extension ComponentInvocation {
  /// Takes a command apart; nil where it is of no program of the cluster.
  ///
  /// A value may stand behind `=` or be the next word. Switches never take
  /// the next word, which is how the flag library of Kubernetes reads them.
  init?(words: [CommandWord], file: String) {
    guard let first = words.first,
      let name = first.text.split(separator: "/").last,
      let program = ComponentProgram(rawValue: String(name))
    else { return nil }
    self.program = program
    self.file = file
    mark = first.mark
    var arguments: [Argument] = []
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      guard word.text.hasPrefix("-"), word.text.count > 1 else {
        arguments.append(Argument(name: "", value: word.text, mark: word.mark))
        continue
      }
      let text = word.text.drop { $0 == "-" }
      if let equals = text.firstIndex(of: "=") {
        let value = String(text[text.index(after: equals)...])
        arguments.append(Argument(name: String(text[..<equals]), value: value, mark: word.mark))
      } else if let next = rest.first, !next.text.hasPrefix("-"),
        !ComponentInvocation.switches.contains(String(text))
      {
        rest.removeFirst()
        arguments.append(Argument(name: String(text), value: next.text, mark: word.mark))
      } else {
        arguments.append(Argument(name: String(text), value: nil, mark: word.mark))
      }
    }
    self.arguments = arguments
  }

  /// Flags that are true where nothing follows them.
  private static let switches: Set<String> = [
    "allow-privileged", "allocate-node-cidrs", "anonymous-auth", "client-cert-auth",
    "enable-aggregator-routing", "enable-bootstrap-token-auth", "enable-garbage-collector",
    "enable-swagger-ui", "fail-swap-on", "kubelet-https", "leader-elect", "logtostderr",
    "peer-client-cert-auth", "profiling", "register-node", "rotate-certificates",
    "rotate-server-certificates", "use-service-account-credentials", "alsologtostderr",
  ]

  /// The programs that the files of an area start.
  static func all(in area: AuditedArea) -> [ComponentInvocation] {
    area.files.flatMap { file -> [ComponentInvocation] in
      switch file.content {
      case .unit(let unit):
        return unit.values(of: "ExecStart").compactMap {
          ComponentInvocation(words: $0.words, file: file.path)
        }
      case .documents(.staticPod, let documents):
        return documents.flatMap { ofPod($0, file: file.path) }
      default: return []
      }
    }
  }

  /// The programs that a static pod starts, as kubeadm writes them.
  private static func ofPod(_ pod: Node, file: String) -> [ComponentInvocation] {
    (pod["spec"]?["containers"]?.items ?? []).compactMap { container in
      let nodes = (container["command"]?.items ?? []) + (container["args"]?.items ?? [])
      let words = nodes.compactMap { node in
        node.scalar.map {
          CommandWord(text: $0.text, mark: node.mark ?? SourceMark(line: 1, column: 1))
        }
      }
      return ComponentInvocation(words: words, file: file)
    }
  }
}
