#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Looks for what works against the user of a kubeconfig: references to
/// nothing, certificates that are over or do not fit, files that cannot be
/// read or that others may read.
public enum CheckKubeconfig {
  /// Which files are looked at.
  public struct Input: Hashable, Sendable {
    /// The one file to read; nil leaves it to `KUBECONFIG` and `HOME`.
    public var kubeconfig: String?
    /// How soon the end of a certificate is worth a warning.
    public var warnsBefore: GoDuration

    /// Creates an input.
    public init(kubeconfig: String? = nil, warnsBefore: GoDuration = .days(30)) {
      self.kubeconfig = kubeconfig
      self.warnsBefore = warnsBefore
    }
  }

  /// Checks the kubeconfig.
  ///
  /// - Returns: what was found, the gravest first.
  /// - Throws: ``KTHWError`` where a kubeconfig itself cannot be read.
  public static func run(_ input: Input, in context: Context) throws -> [KubeconfigFinding] {
    let files = try KubeconfigFiles(explicit: input.kubeconfig, context: context)
    let loaded = try files.loadPresent()
    var findings = loaded.merged.findings()
    findings += modes(of: loaded, context) + shadowed(in: loaded)
    let directory = try WorkingDirectory.path(context)
    var certificates = CertificateFindings(
      directory: directory,
      context: context,
      warnsBefore: input.warnsBefore
    )
    for (name, cluster) in loaded.merged.clusters { certificates.judge(cluster, name) }
    for (name, user) in loaded.merged.users { certificates.judge(user, name) }
    findings += certificates.all
    let (errors, warnings) = (
      findings.filter { $0.severity == .error }, findings.filter { $0.severity == .warning }
    )
    return errors + warnings
  }

  /// Files with secrets that others may read.
  private static func modes(
    of loaded: LoadedKubeconfig,
    _ context: Context
  ) -> [KubeconfigFinding] {
    loaded.files.compactMap { file in
      var facts = stat()
      guard file.kubeconfig?.holdsSecrets == true,
        stat(context.resolved(file.name), &facts) == 0, facts.st_mode & 0o077 != 0
      else { return nil }
      let mode = FileMode.exactly(UInt16(facts.st_mode & 0o777))
      return KubeconfigFinding(
        rule: "readable-by-others",
        severity: .warning,
        problem: Problem(
          .policyViolation,
          "has mode \(mode) and holds secrets",
          at: .file(file.name),
          hint: "chmod 600 \(Terminal.printable(file.name))"
        )
      )
    }
  }

  /// Entries that a file before theirs hides, although they are different.
  private static func shadowed(in loaded: LoadedKubeconfig) -> [KubeconfigFinding] {
    loaded.files.flatMap { file -> [KubeconfigFinding] in
      guard let own = file.kubeconfig else { return [] }
      func hidden<Stanza: Equatable>(
        _ kind: String,
        _ entries: KubeconfigEntries<Stanza>,
        _ merged: KubeconfigEntries<Stanza>
      ) -> [KubeconfigFinding] {
        entries.filter { merged[$0.name] != $0.value }.map { name, _ in
          KubeconfigFinding(
            rule: "shadowed",
            severity: .warning,
            problem: Problem(
              .alreadyExists,
              "an earlier file has a different entry of this name, which is the one that counts",
              at: .file(file.name, field: "\(kind).\(name)"),
              hint: "rename one of the two"
            )
          )
        }
      }
      return hidden("clusters", own.clusters, loaded.merged.clusters)
        + hidden("users", own.users, loaded.merged.users)
        + hidden("contexts", own.contexts, loaded.merged.contexts)
    }
  }
}

extension Kubeconfig {
  /// Whether anybody who reads the file gains something by it.
  fileprivate var holdsSecrets: Bool {
    users.contains { _, user in
      user.clientKeyData != nil || !user.token.isEmpty || !user.password.isEmpty
        || user.authProvider?.config?.isEmpty == false || user.exec?.environment?.isEmpty == false
    }
  }
}
