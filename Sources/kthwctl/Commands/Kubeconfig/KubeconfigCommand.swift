import ArgumentParser
import KTHWCore

/// `kthwctl kubeconfig`: the whole file in one call.
struct KubeconfigCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "kubeconfig",
    abstract: "Make the kubeconfig of a component, a node or a user.",
    discussion: """
      Writes NAME.kubeconfig (mode 0600) with the server, its CA, the certificate
      NAME.pem and the key NAME-key.pem inside, and a current context: what
      tutorials do with four calls of kubectl config. The key must belong to the
      certificate; a certificate that makes its holder somebody else, or that the
      CA did not sign, is warned of.

      EXAMPLES
        kthwctl kubeconfig kube-scheduler --server 127.0.0.1
        kthwctl kubeconfig node-1 --as kubelet --server https://lb.example.org:6443
        kthwctl kubeconfig ci --server lb.example.org --token-file ci.token --out -

      EXIT STATUS
        0 written; 1 the key is another certificate's; 5 another run holds the
        directory; 64 usage; 65 a value or a file does not fit; 74 a file cannot be
        read or written
      """
  )

  @Argument(help: "A component, a node with --as kubelet, or any user's name.")
  var name: String

  @Option(name: .customLong("as"), help: "Which component NAME is, such as kubelet.")
  var component: String?

  @Option(help: "The API server: a URL, or a host with or without a port.")
  var server: String

  @Option(help: ArgumentHelp("The CA of the API server's certificate.", valueName: "file"))
  var ca = "ca.pem"

  @OptionGroup var credential: CredentialOptions

  @Option(help: "The name of the cluster in the file.")
  var cluster = "kubernetes"

  @Option(help: "The name of the context in the file.")
  var context = "default"

  @Option(help: "The namespace of requests that name none.")
  var namespace = ""

  @Flag(help: "Keep the paths of certificates and keys instead of their contents.")
  var noEmbed = false

  @Option(
    help: ArgumentHelp(
      "The file to write, instead of NAME.kubeconfig; - is standard output.",
      valueName: "file"
    )
  )
  var out: String?

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let subject = try KubeconfigSubject(name, as: component)
    let path = out ?? subject.baseName + ".kubeconfig"
    var input = MakeKubeconfig.Input(
      user: subject.user,
      server: server,
      credential: try credential.credential(baseName: subject.baseName)
    )
    input.identity = subject.identity
    input.authority = ca
    input.cluster = cluster
    input.context = context
    input.namespace = namespace
    input.embeds = !noEmbed
    input.output = path == "-" ? nil : path
    let made = try MakeKubeconfig.run(input, in: .system)
    if path == "-" { try StandardStream.output.write(made.kubeconfig.yaml()) }
    Failure.warn(made.doubts)
    if path != "-" { Failure.say("wrote \(path): user \(subject.user) at \(server)") }
  }
}

/// Whose kubeconfig it is: somebody of the table, or anybody by name.
struct KubeconfigSubject {
  /// The name of the user's entry.
  let user: String
  /// What the files are called.
  let baseName: String
  /// Whom the certificate should make of its holder, where that is known.
  let identity: RBACIdentity?

  init(_ name: String, as component: String?) throws {
    let isKnown = ComponentIdentity.named(name) != nil || name.hasPrefix("system:node:")
    guard component != nil || isKnown else {
      user = name
      baseName = name
      identity = nil
      return
    }
    let named = try NamedCredential(name, as: component)
    user = named.identity.user
    baseName = named.baseName
    identity = named.identity
  }
}
