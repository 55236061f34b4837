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
    /// How many dashes it begins with.
    var dashes = 2
  }

  /// The program.
  let program: ComponentProgram
  /// The program's name as it is written.
  let writtenName: String
  /// The file that starts it.
  let file: String
  /// Where the command begins.
  let mark: SourceMark?
  /// What it gets, in its order.
  let arguments: [Argument]
  /// Whether it may get more than can be seen: the rest of the command is in
  /// a variable, or its environment says more.
  var isOpen = false

  /// The flag of a name that counts: the last one.
  func argument(_ name: String) -> Argument? { arguments.last { $0.name == name } }

  /// What a flag is set to; empty where it is given without a value.
  subscript(name: String) -> String? { argument(name).map { $0.value ?? "" } }

  /// Whether a switch is on; nil where it is not given.
  func isOn(_ name: String) -> Bool? {
    guard let argument = argument(name) else { return nil }
    return ["", "true", "t", "1", "TRUE", "True", "T"].contains(argument.value ?? "")
  }

  /// What a flag is set to, where that is known: a variable that nobody has
  /// set and a blank to be filled in are not.
  func known(_ name: String) -> String? {
    guard let value = argument(name)?.value, !value.isEmpty else { return nil }
    return ComponentInvocation.isLiteral(value) ? value : nil
  }

  /// Whether a text means what it says: it has no variable of a shell or of
  /// systemd and no blank in it.
  static func isLiteral(_ text: String) -> Bool {
    !text.contains { "$%<>`#{".contains($0) }
  }

  /// Whether a flag is missing for certain.
  func lacks(_ name: String) -> Bool { !isOpen && argument(name) == nil }

  /// What is seen where flags are missing: `--a and --b are not set`.
  static func unset(_ names: [String]) -> String {
    names.map { "--" + $0 }.joined(separator: " and ")
      + (names.count == 1 ? " is not set" : " are not set")
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
      let name = first.text.split(separator: "/").last.map(String.init),
      let program = ComponentProgram(rawValue: name.lowercased())
    else { return nil }
    self.program = program
    writtenName = name
    self.file = file
    mark = first.mark
    var arguments: [Argument] = []
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      guard word.text.hasPrefix("-"), word.text.count > 1 else {
        // A variable may stand for any number of words.
        if word.text.hasPrefix("$") {
          isOpen = true
        } else {
          arguments.append(Argument(name: "", value: word.text, mark: word.mark))
        }
        continue
      }
      let text = word.text.drop { $0 == "-" }
      let dashes = word.text.count - text.count
      if let equals = text.firstIndex(of: "=") {
        let value = String(text[text.index(after: equals)...])
        let name = ComponentInvocation.normal(text[..<equals])
        arguments.append(Argument(name: name, value: value, mark: word.mark, dashes: dashes))
      } else if let next = rest.first, !next.text.hasPrefix("-"),
        !ComponentInvocation.switches.contains(String(text))
      {
        rest.removeFirst()
        let name = ComponentInvocation.normal(text)
        arguments.append(Argument(name: name, value: next.text, mark: word.mark, dashes: dashes))
      } else {
        let name = ComponentInvocation.normal(text)
        arguments.append(Argument(name: name, value: nil, mark: word.mark, dashes: dashes))
      }
    }
    self.arguments = arguments
    // A file of its own holds what flags would.
    if argument("config-file") != nil { isOpen = true }
  }

  /// A flag's name as programs look for it: Kubernetes takes `_` for `-`.
  private static func normal(_ name: Substring) -> String {
    String(name.map { $0 == "_" ? "-" : $0 })
  }

  /// Flags that are true where nothing follows them.
  private static let switches: Set<String> = [
    "allow-privileged", "allocate-node-cidrs", "anonymous-auth", "client-cert-auth",
    "enable-aggregator-routing", "enable-bootstrap-token-auth", "enable-garbage-collector",
    "enable-swagger-ui", "fail-swap-on", "kubelet-https", "leader-elect", "logtostderr",
    "peer-client-cert-auth", "profiling", "register-node", "rotate-certificates",
    "rotate-server-certificates", "use-service-account-credentials", "alsologtostderr",
    "authentication-skip-lookup", "authentication-token-webhook", "auto-tls", "cleanup",
    "configure-cloud-routes", "contention-profiling", "debug", "enable-v2", "enable-pprof",
    "experimental-initial-corrupt-check", "force-new-cluster", "help", "masquerade-all",
    "peer-auto-tls", "pre-vote", "register-schedulable", "require-kubeconfig",
    "runonce", "service-account-lookup", "strict-reconfig-check", "version",
  ]

  /// The programs that the files of an area start.
  static func all(in area: AuditedArea) -> [ComponentInvocation] {
    area.files.flatMap { file -> [ComponentInvocation] in
      switch file.content {
      case .unit(let unit): return AuditedUnit(unit: unit, in: file).invocations
      case .documents(.staticPod, let documents):
        return documents.flatMap { ofPod($0, file: file.path) }
      case .script(let script): return script.shell.map { ofScript($0, file) } ?? []
      default: return []
      }
    }
  }

  /// The programs that a script starts, and those of the units that it
  /// writes.
  private static func ofScript(
    _ script: ShellScript,
    _ file: AuditedFile
  ) -> [ComponentInvocation] {
    let started = script.commands.compactMap { ComponentInvocation(words: $0, file: file.path) }
    return started.filter(\.isService)
      + script.units(in: file).flatMap(\.invocations)
  }

  /// Whether the program runs for long; `kubelet --version` does not.
  private var isService: Bool {
    guard arguments.contains(where: { $0.name != "" }) else { return isMistaken }
    return argument("version") == nil && argument("help") == nil && argument("h") == nil
      && (program != .containerd || arguments.allSatisfy { $0.name != "" })
  }

  /// Whether somebody meant kubectl.
  private var isMistaken: Bool { program == .kubelet && !arguments.isEmpty }

  /// The programs that a static pod starts, as kubeadm writes them.
  private static func ofPod(_ pod: Node, file: String) -> [ComponentInvocation] {
    (pod["spec"]?["containers"]?.items ?? []).compactMap { container in
      let nodes = (container["command"]?.items ?? []) + (container["args"]?.items ?? [])
      let words = nodes.compactMap { node in
        node.scalar.map {
          CommandWord(text: $0.text, mark: node.mark ?? SourceMark(line: 1, column: 1))
        }
      }
      var invocation = ComponentInvocation(words: words, file: file)
      // Only etcd reads its flags from there as well.
      if invocation?.program == .etcd, container["env"] != nil { invocation?.isOpen = true }
      return invocation
    }
  }
}
