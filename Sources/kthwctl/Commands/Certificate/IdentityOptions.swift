import ArgumentParser
import KTHWCore

/// Whose certificate it shall be: a component, a node, or anybody by name, and
/// on which hosts.
struct IdentityOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A component (kthwctl identities lists them), a node with --as kubelet, or any name with --cn or --subj; files are called after it."
    )
  )
  var name: String

  @Option(name: .customLong("as"), help: "Which component NAME is, such as kubelet.")
  var component: String?

  @Option(help: "The user (CN) of a certificate that is for no component.")
  var cn: String?

  @Option(
    name: [.customLong("organization"), .customLong("o")],
    parsing: .singleValue,
    help: "A group (O) of that user; may be repeated."
  )
  var organizations: [String] = []

  @Option(help: "The whole subject as openssl takes it: /C=LU/O=system:masters/CN=admin.")
  var subj: String?

  @Option(
    help:
      "Attributes around user and groups, such as /C=US/ST=Oregon/L=Portland, written like --subj."
  )
  var surroundings: String?

  @Option(
    name: [.customLong("hostname"), .customLong("host")],
    parsing: .singleValue,
    help: ArgumentHelp(
      "DNS names and IP addresses of the hosts it is for, joined by commas.",
      valueName: "hosts"
    ),
    transform: ArgumentReader.words
  )
  var hostLists: [[String]] = []

  func validate() throws {
    let ways = [component != nil, cn != nil, subj != nil].filter { $0 }.count
    guard ways <= 1 else {
      throw ValidationError("Only one of --as, --cn and --subj says whose certificate it is.")
    }
    guard organizations.isEmpty || cn != nil else {
      throw ValidationError("--organization goes with --cn.")
    }
    guard surroundings == nil || subj == nil else {
      throw ValidationError("--subj is the whole subject; nothing goes around it.")
    }
  }

  /// What was said, for the library to resolve.
  var holder: CredentialHolder {
    get throws {
      let around = try surroundings.map(DistinguishedName.init(openSSLSubject:))
      if let subj {
        return .subject(try DistinguishedName(openSSLSubject: subj))
      }
      if let cn {
        return .identity(
          RBACIdentity(user: cn, groups: organizations),
          in: around ?? DistinguishedName()
        )
      }
      return .component(
        try NamedCredential(name, as: component),
        in: around ?? DistinguishedName()
      )
    }
  }
  /// The hosts as written.
  var hosts: [String] { hostLists.flatMap { $0 } }

  /// The hosts as names of a certificate.
  var names: [SubjectAlternativeName] {
    get throws { try SubjectAlternativeName.list(hosts) }
  }
}
