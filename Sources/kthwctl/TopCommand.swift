import ArgumentParser

/// The commands directly below `kthwctl`, by name.
///
/// One is found without the others: a list of their types would have the
/// runtime make ready every command of the program, which was a tenth of a
/// start.
enum TopCommand: String, CaseIterable {
  case `init`, generate, render, unit, bundle, token, tutorial
  case verify, matrix, explain, expiry, report, graph, adopt
  case ca, cert, keypair, key, csr, identities, inspect
  case kubeconfig, config, whoami
  case encryptionConfig = "encryption-config"
  case cfssl, cfssljson
  case cfsslCertinfo = "cfssl-certinfo"
  case kubectl, links
  case completions, version

  /// The tasks by which the help groups commands.
  enum Group: String, CaseIterable {
    case cluster = "Cluster"
    case proof = "Proof"
    case certificates = "Certificates"
    case configuration = "Configuration"
    case compatibility = "Compatibility"
    case program = "Program"

    /// Its commands, in the order in which they are shown.
    var commands: [TopCommand] { TopCommand.allCases.filter { $0.group == self } }
  }

  /// The task that it is for.
  var group: Group {
    switch self {
    case .`init`, .generate, .render, .unit, .bundle, .token, .tutorial: .cluster
    case .verify, .matrix, .explain, .expiry, .report, .graph, .adopt: .proof
    case .ca, .cert, .keypair, .key, .csr, .identities, .inspect: .certificates
    case .kubeconfig, .config, .whoami, .encryptionConfig: .configuration
    case .cfssl, .cfssljson, .cfsslCertinfo, .kubectl, .links: .compatibility
    case .completions, .version: .program
    }
  }

  /// What reads its flags and runs.
  var type: any ParsableCommand.Type {
    switch self {
    case .`init`: InitCommand.self
    case .generate: GenerateCommand.self
    case .render: RenderCommand.self
    case .unit: UnitCommand.self
    case .bundle: BundleCommand.self
    case .token: TokenCommand.self
    case .tutorial: TutorialCommand.self
    case .verify: VerifyCommand.self
    case .matrix: MatrixCommand.self
    case .explain: ExplainCommand.self
    case .expiry: ExpiryCommand.self
    case .report: ReportCommand.self
    case .graph: GraphCommand.self
    case .adopt: AdoptCommand.self
    case .ca: CACommand.self
    case .cert: CertCommand.self
    case .keypair: KeypairCommand.self
    case .key: KeyCommand.self
    case .csr: CSRCommand.self
    case .identities: IdentitiesCommand.self
    case .inspect: InspectCommand.self
    case .kubeconfig: KubeconfigCommand.self
    case .config: ConfigCommand.self
    case .whoami: WhoamiCommand.self
    case .encryptionConfig: EncryptionConfigCommand.self
    case .cfssl: CFSSL.self
    case .cfssljson: CFSSLJSON.self
    case .cfsslCertinfo: CFSSLCertinfo.self
    case .kubectl: Kubectl.self
    case .links: Links.self
    case .completions: CompletionsCommand.self
    case .version: VersionCommand.self
    }
  }
}
