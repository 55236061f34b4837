/// Makes the whole kubeconfig of a component, a node or a user.
public enum MakeKubeconfig {
  /// What goes into the file.
  public struct Input: Sendable {
    /// The name of the user's entry.
    public var user: String
    /// Whom the credential should make of its holder; nil where that is not
    /// known.
    public var identity: RBACIdentity?
    /// The URL of the API server; a host or `host:port` stands for `https`
    /// and port 6443.
    public var server: String
    /// The name of the cluster's entry.
    public var cluster: String
    /// The name of the context, which becomes the current one.
    public var context: String
    /// The namespace of requests that name none; empty stands for `default`.
    public var namespace: String
    /// The file of the CA that signed the API server's certificate.
    public var authority: String
    /// What the user shows to the API server.
    public var credential: Credential
    /// Whether certificates and keys are taken in; otherwise their paths are
    /// kept.
    public var embeds: Bool
    /// The file to write; nil only gives the kubeconfig back.
    public var output: String?

    /// Creates an input with the usual names.
    public init(user: String, server: String, credential: Credential) {
      self.user = user
      self.server = server
      self.credential = credential
      identity = nil
      cluster = "kubernetes"
      context = "default"
      namespace = ""
      authority = "ca.pem"
      embeds = true
      output = nil
    }
  }

  /// What a user shows to an API server.
  public enum Credential: Hashable, Sendable {
    /// A client certificate and its private key, by their files.
    case certificate(file: String, keyFile: String)
    /// A bearer token, alone in a file; `-` is standard input.
    case token(file: String)
    /// A token with which a node joins: `abcdef.0123456789abcdef`.
    case bootstrapToken(file: String)
    /// A program that gives a credential.
    case exec(ExecCredential)
  }

  /// What was made.
  public struct Output: Sendable {
    /// The kubeconfig.
    public var kubeconfig: Kubeconfig
    /// What is doubtful about it.
    public var doubts: [Problem]
  }

  /// Makes the kubeconfig and writes it, with mode 0600, in place of one that
  /// is there.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyMismatch`` where the key
  ///   is another certificate's, with ``KTHWError/Code/invalidValue`` for what
  ///   is no URL or token; what reading and writing throw.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    var (cluster, credential) = try parts(of: input, context)
    var doubts = credential.doubts
    let output = input.output ?? "kubeconfig"
    if !input.embeds {
      let directory = try WorkingDirectory.path(context)
      cluster.storePaths(inKubeconfig: output, directory: directory)
      credential.user.storePaths(inKubeconfig: output, directory: directory)
    } else if let facts = credential.certificate {
      doubts += unchained(facts, cluster.certificateAuthorityData, at: context.now())
    }
    let kubeconfig = Kubeconfig(
      clusters: [input.cluster: cluster],
      users: [input.user: credential.user],
      contexts: [
        input.context: KubeconfigContext(
          cluster: input.cluster,
          user: input.user,
          namespace: input.namespace
        )
      ],
      currentContext: input.context
    )
    if let path = input.output {
      let file = OutputFile(path, .secret(try kubeconfig.yaml()), mode: .ownerOnly)
      try FileWriter.write([file], context: context)
    }
    return Output(kubeconfig: kubeconfig, doubts: doubts)
  }

  /// The two halves of the file, or everything that is wrong with them.
  private static func parts(
    of input: Input,
    _ context: Context
  ) throws -> (KubeconfigCluster, KubeconfigCredential) {
    var problems = Problems()
    let server = try problems.collect { try ServerURL(input.server).text }
    let cluster = try problems.collect { try MakeKubeconfig.cluster(input, context) }
    let credential = try problems.collect { try KubeconfigCredential(input, context) }
    guard let server, var cluster, let credential else {
      throw KTHWError(problems.all) ?? KTHWError(.usage, "the kubeconfig cannot be made")
    }
    cluster.server = server
    return (cluster, credential)
  }

  private static func cluster(_ input: Input, _ context: Context) throws -> KubeconfigCluster {
    let bytes = try InputFile.read(input.authority, context: context)
    _ = try CertificateReader.certificates(pem: bytes, file: input.authority)
    var cluster = KubeconfigCluster()
    if input.embeds {
      cluster.certificateAuthorityData = bytes
    } else {
      let directory = try WorkingDirectory.path(context)
      cluster.certificateAuthority = KubeconfigPath.absolute(input.authority, in: directory)
    }
    return cluster
  }

  /// The API server's clients may have another CA than the server has, so
  /// this is a doubt and no error.
  private static func unchained(
    _ certificates: [CertificateFacts],
    _ authority: [UInt8],
    at now: Timestamp
  ) -> [Problem] {
    guard let leaf = certificates.first, leaf.validity.contains(now),
      let roots = try? CertificateReader.certificates(pem: authority, file: nil)
    else { return [] }
    do {
      try ChainVerifier.verify(leaf: certificates, roots: roots, at: now)
      return []
    } catch let error as KTHWError {
      return error.problems.map { problem in
        var problem = problem
        problem.message += "; that is right only where clients have a CA of their own"
        return problem
      }
    } catch {
      return []
    }
  }
}
