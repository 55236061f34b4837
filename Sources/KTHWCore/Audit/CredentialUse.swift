/// What a flag of a program, or a kubelet's configuration, does with a
/// certificate among the files.
struct CredentialUse: Hashable, Sendable {
  /// What it does.
  let job: CertificateJob
  /// The file of the certificate.
  let path: String
  /// Where that is said.
  let place: Place
}

/// Which files the programs of an area are told to use.
struct CredentialUses: Sendable {
  /// The certificates.
  private(set) var all: [CredentialUse] = []
  /// Every file that is named, by the path as its user knows it.
  private(set) var named: Set<String> = []
  /// Where the kubelets' own credentials lie, and what they register as.
  private(set) var kubelets: [Kubelet] = []

  /// A kubelet of the area.
  struct Kubelet: Sendable {
    /// The name that it is told to register as; nil where it takes the
    /// machine's.
    let name: String?
    /// Its kubeconfig, where that is among the files.
    let kubeconfig: String?
    /// Where its flags are.
    let place: Place
  }

  init(_ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    for invocation in invocations {
      for argument in invocation.arguments {
        guard let value = argument.value, value.hasPrefix("/"), let file = area.file(at: value)
        else { continue }
        named.insert(file.path)
        guard let job = CertificateJob(flag: argument.name, of: invocation.program) else {
          continue
        }
        all.append(
          CredentialUse(job: job, path: file.path, place: invocation.place(of: argument.name))
        )
      }
      guard invocation.program == .kubelet else { continue }
      kubelets.append(
        Kubelet(
          name: invocation["hostname-override"].flatMap { $0.isEmpty ? nil : $0 },
          kubeconfig: invocation["kubeconfig"].flatMap { area.file(at: $0)?.path },
          place: invocation.place(of: "hostname-override")
        )
      )
    }
    for file in area.files {
      guard case .documents(.kubelet, let documents) = file.content else { continue }
      for document in documents { take(document, of: file, in: area) }
    }
  }

  /// Takes what a kubelet's configuration names.
  private mutating func take(_ document: Node, of file: AuditedFile, in area: AuditedArea) {
    if let key = document["tlsPrivateKeyFile"]?.text, let found = area.file(at: key) {
      named.insert(found.path)
    }
    guard let node = document["tlsCertFile"], let path = node.text, let found = area.file(at: path)
    else { return }
    named.insert(found.path)
    let place = file.place(node.mark, field: "tlsCertFile")
    all.append(CredentialUse(job: .kubeletServing, path: found.path, place: place))
  }
}
