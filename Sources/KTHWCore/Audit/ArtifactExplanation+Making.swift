extension ArtifactExplanation {
  /// A file of text alone.
  init(_ file: RenderedFile) {
    let places = HostLayout.allCases.map { file.path(in: $0) }.withoutRepetition
    self.init(
      title: file.rawValue,
      what: file.meaning.what,
      readers: ArtifactReader.readers(of: file),
      roles: SampleCluster.roles { file.isClusterWide ? false : file.belongs(on: $0, in: $1) },
      paths: file.isClusterWide ? ["manifests/\(file.rawValue)"] : places,
      without: file.meaning.without,
      made: file.rawValue
    )
  }

  /// A part of a component's credential.
  init(_ component: ComponentIdentity, part: CredentialName.Part, node: String? = nil) {
    guard part != .kubeconfig else {
      self.init(kubeconfigOf: component, node: node)
      return
    }
    let meaning = ComponentMeaning.of(component)
    let noun = ComponentMeaning.filled(meaning?.noun ?? component.name, node: node)
    let files = ArtifactExplanation.files(of: component, part)
    let readers = files.flatMap(ArtifactReader.readers).withoutRepetition
    let own = "pki/" + ArtifactExplanation.fileName(component, part)
    self.init(
      title: ArtifactExplanation.title(noun, part),
      what: ArtifactExplanation.what(component, part),
      readers: readers.isEmpty ? [ArtifactExplanation.reader(of: component, part)] : readers,
      roles: ArtifactExplanation.roles(of: files),
      paths: [own] + ArtifactExplanation.paths(of: files),
      without: part.isNeeded
        ? meaning?.without ?? "" : "Nothing breaks: no program of the cluster reads it.",
      made: component.name
    )
  }

  /// The kubeconfig of a component, or of somebody.
  init(kubeconfigOf component: ComponentIdentity?, node: String?) {
    let files = component.map { ArtifactExplanation.files(of: $0, .kubeconfig) } ?? []
    let name = component?.name ?? ""
    let owner = component == nil ? "somebody" : node.map { "the \(name) of \($0)" } ?? name
    let readers = files.flatMap(ArtifactReader.readers).withoutRepetition
    let stem = component?.isPerNode == true ? node ?? "NODE" : name
    let own = component == nil ? [] : ["kubeconfigs/\(stem).kubeconfig"]
    self.init(
      title: "the kubeconfig of \(owner)",
      what: """
        Says where the API is, which authority to trust there, and has the credential that \
        \(owner) shows. Whoever has it is that user.
        """,
      readers: readers.isEmpty ? ["kubectl --kubeconfig, KUBECONFIG, ~/.kube/config"] : readers,
      roles: ArtifactExplanation.roles(of: files),
      paths: own + ArtifactExplanation.paths(of: files),
      without: component.flatMap(ComponentMeaning.of)?.without
        ?? "kubectl falls back to localhost:8080.",
      made: "\(name).kubeconfig"
    )
  }

  /// A certificate of nobody that the cluster knows.
  init(stranger role: CertificateRole) {
    self.init(
      title: role.title,
      what: """
        No component of a cluster has this name; API servers know it as a user or host of that \
        name.
        """,
      readers: [],
      without: "When it ends, \(role.ending)."
    )
  }

  /// Anything else, and the steps that make a thing of some name.
  init(
    title: String,
    what: String,
    readers: [String],
    roles: [HostRole] = [],
    paths: [String] = [],
    without: String,
    made thing: String? = nil
  ) {
    self.title = title
    self.what = what
    self.readers = readers
    self.roles = roles
    self.paths = paths
    self.without = without
    steps = thing.map(TutorialStep.making) ?? []
  }

  /// The files of machines that hold a part of a component's credential.
  private static func files(
    of component: ComponentIdentity,
    _ part: CredentialName.Part
  ) -> [HostFile] {
    HostFile.allCases.filter { SampleCluster.credential(in: $0) == (component.name, part) }
  }
}

extension ArtifactExplanation {
  /// What encrypts Secrets.
  static let encryption = ArtifactExplanation(
    title: "the encryption configuration",
    what: """
      Has the keys with which API servers encrypt Secrets before etcd gets them. The first key of \
      the first provider writes, all are tried for reading. It is a secret, and the same on every \
      API server.
      """,
    readers: ArtifactReader.readers(of: .encryptionConfiguration),
    roles: roles(of: [.encryptionConfiguration]),
    paths: ["pki/encryption-config.yaml"] + paths(of: [.encryptionConfiguration]),
    without: """
      The API server does not start where its flag names the file. Whoever loses the keys loses \
      every Secret.
      """,
    made: "encryption-config.yaml"
  )

  /// What has a name of its own and is neither a credential nor rendered.
  static let special: [String: ArtifactExplanation] = [
    "cluster.yaml": ArtifactExplanation(
      title: "the description of a cluster",
      what: "Says which machines there are and what they do. Every other file is made from it.",
      readers: ["kthwctl generate, render, unit, verify -f"],
      without: "The files that were made of it go on working; they cannot be made again alike."
    ),
    "ca-config.json": ArtifactExplanation(
      title: "cfssl's signing policy",
      what: "Says for how long and for which usages cfssl signs, in profiles by name.",
      readers: ["cfssl gencert -config, with -profile"],
      without: "cfssl signs by its defaults: one year, server and client alike.",
      made: "ca-config.json"
    ),
    "ca-csr.json": ArtifactExplanation(
      title: "what cfssl is asked for to make the cluster's authority",
      what: "Names the authority, the kind of its key and how long it lasts (ca.expiry).",
      readers: ["cfssl gencert -initca"],
      without: "Nothing breaks once ca.pem is there.",
      made: "ca-csr.json"
    ),
    "-csr.json": ArtifactExplanation(
      title: "what cfssl is asked for",
      what: "Names whom a certificate is for (CN, O) and the kind of its key.",
      readers: ["cfssl gencert"],
      without: "Nothing breaks once the certificate is there."
    ),
    "-key.pem": ArtifactExplanation(
      title: "a private key",
      what: """
        Whoever has it is whom the certificate to it names. kthwctl inspect says which certificate \
        that is, given both.
        """,
      readers: ["whoever shows the certificate"],
      without: "The certificate to it is worth nothing."
    ),
    ".pub": ArtifactExplanation(
      title: "a public key",
      what:
        "Verifies what the private key to it has signed; in a cluster, tokens of service accounts.",
      readers: ["kube-apiserver --service-account-key-file"],
      without: "Tokens cannot be verified."
    ),
    "bootstrap-kubeconfig": ArtifactExplanation(
      title: "the kubeconfig by which a kubelet joins",
      what: "Has a token with which a new node asks for its certificate, once.",
      readers: ["kubelet --bootstrap-kubeconfig"],
      roles: [.worker],
      paths: ["/var/lib/kubelet/bootstrap-kubeconfig"],
      without: "A machine without a certificate cannot become a node."
    ),
    "static pod": ArtifactExplanation(
      title: "a static pod",
      what: "A component that the kubelet itself runs, without the API, as kubeadm has it.",
      readers: ["kubelet, by staticPodPath"],
      paths: ["/etc/kubernetes/manifests"],
      without: "The component does not run."
    ),
    "manifest": ArtifactExplanation(
      title: "a manifest",
      what: "Objects for the API.",
      readers: ["kubectl apply -f"],
      without: "What it describes is not there, until it is applied."
    ),
  ]

  private static func title(_ noun: String, _ part: CredentialName.Part) -> String {
    switch part {
    case .certificate, .kubeconfig: noun
    case .privateKey: "the private key to \(noun)"
    case .publicKey: "the public key to \(noun)"
    case .request: "the request for \(noun)"
    case .requestDescription: "what cfssl is asked for: \(noun)"
    }
  }

  private static func what(_ component: ComponentIdentity, _ part: CredentialName.Part) -> String {
    let summary = "\(component.name): \(component.summary)."
    switch part {
    case .certificate, .kubeconfig: return summary
    case .privateKey where component.purpose == .authority:
      return summary
        + " Whoever has this key makes certificates for anybody: keep it off the machines."
    case .privateKey: return summary + " Whoever has this key is whom the certificate names."
    case .publicKey: return summary + " Verifies what the private key has signed."
    case .request:
      return summary + " Another authority could sign this; nobody reads it afterwards."
    case .requestDescription: return summary + " cfssl gencert reads it; it has no secret."
    }
  }

  private static func reader(of component: ComponentIdentity, _ part: CredentialName.Part) -> String
  {
    switch part {
    case .request: "whoever signs: cfssl sign, openssl x509 -req"
    case .requestDescription: "cfssl gencert"
    case _ where component.purpose == .authority: "whoever signs: kthwctl, cfssl -ca and -ca-key"
    default: "kthwctl kubeconfig, kubectl config set-credentials"
    }
  }

  private static func fileName(_ component: ComponentIdentity, _ part: CredentialName.Part)
    -> String
  {
    let stem: String
    switch component.name {
    case "kubelet", "kubelet-serving", "etcd", "etcd-peer": stem = "HOST-\(component.name)"
    default: stem = component.name
    }
    return switch part {
    case .certificate, .kubeconfig: stem + ".pem"
    case .privateKey: stem + "-key.pem"
    case .publicKey: stem + ".pub"
    case .request: stem + ".csr"
    case .requestDescription: stem + "-csr.json"
    }
  }

  private static func paths(of files: [HostFile]) -> [String] {
    HostLayout.allCases.flatMap { layout in files.map { layout.path(of: $0, in: .separate) } }
      .withoutRepetition
  }

  private static func roles(of files: [HostFile]) -> [HostRole] {
    SampleCluster.roles { host, spec in
      HostFile.files(on: host, in: spec).contains { files.contains($0) }
    }
  }
}

extension CredentialName.Part {
  /// Whether a running cluster reads it.
  fileprivate var isNeeded: Bool { self != .request && self != .requestDescription }
}

extension SampleCluster {
  /// The roles of which something holds.
  static func roles(_ holds: (ClusterHost, ClusterSpec) -> Bool) -> [HostRole] {
    guard var spec else { return [] }
    return HostRole.allCases.filter { role in
      guard var host = spec.hosts.first else { return false }
      host.roles = [role]
      // Either balancer counts, and the proxy for health checks.
      return [LoadBalancer.Kind.haproxy, .nginx].contains { kind in
        spec.loadBalancer.kind = kind
        spec.loadBalancer.healthProxy = true
        return holds(host, spec)
      }
    }
  }
}
