/// The list of what was delivered to a machine: one line for each file and
/// link, tabs between kind, mode, owner, SHA-256, end and path.
///
/// The end is that of the certificate in the file that ends first, or
/// `token=` and the end of a bootstrap token where that is earlier; `-` stands
/// for what a line has no value for.
struct DeliveredManifest: Sendable {
  /// A line.
  struct Row: Sendable {
    /// What a path leads to.
    enum Kind: String, Sendable {
      /// A regular file.
      case file = "f"
      /// A symbolic link.
      case link = "l"
      /// A symbolic link that its machine may turn elsewhere.
      case ownLink = "o"
      /// A directory that was empty.
      case directory = "d"
    }

    /// What it is.
    let kind: Kind
    /// The absolute path.
    let path: String
    /// The permission bits, of files and directories.
    let mode: UInt16?
    /// The SHA-256 of a file in hexadecimal digits.
    let digest: String?
    /// What in it ends first.
    let end: End?
    /// What a link says.
    let target: String?

    /// The end of something in a file.
    enum End: Hashable, Sendable {
      /// A certificate's.
      case certificate(Timestamp)
      /// A bootstrap token's, which a machine that has joined needs no more.
      case token(Timestamp)

      /// When it is.
      var moment: Timestamp {
        switch self {
        case .certificate(let moment), .token(let moment): moment
        }
      }

      fileprivate var text: String {
        switch self {
        case .certificate(let moment): moment.rfc3339
        case .token(let moment): "token=" + moment.rfc3339
        }
      }
    }

    /// The line, without its end.
    fileprivate var text: String {
      let fields = [
        kind.rawValue, mode.map { String($0, radix: 8) } ?? "-", mode == nil ? "-" : "0:0",
        digest ?? "-", end?.text ?? "-", path, target,
      ]
      return fields.compactMap(\.self).joined(separator: "\t")
    }
  }

  /// The lines in the order of the paths.
  let rows: [Row]

  /// Lists an overlay.
  init(of overlay: HostOverlay) {
    rows = overlay.entries.map { entry in
      switch entry.content {
      case .file(let bytes, let mode):
        Row(
          kind: .file,
          path: entry.path,
          mode: mode,
          digest: Hexadecimal.plain(bytes.withUnsafeBytes(Hash.sha256)),
          end: DeliveredManifest.end(of: bytes, entry.path, overlay.token),
          target: nil
        )
      case .link(let target):
        Row(
          kind: entry.path == ResolverLink.path ? .ownLink : .link,
          path: entry.path,
          mode: nil,
          digest: nil,
          end: nil,
          target: target
        )
      case .directory(let mode):
        Row(
          kind: .directory,
          path: entry.path,
          mode: mode,
          digest: nil,
          end: nil,
          target: nil
        )
      }
    }
  }

  /// The whole text.
  var text: String {
    "# Made by kthwctl: kind, mode, owner, SHA-256, first end of a certificate or token=, path, target.\n"
      + rows.map { $0.text + "\n" }.joined()
  }

  /// What in a file ends first: a certificate in PEM or in a kubeconfig, or the
  /// machine's bootstrap token.
  private static func end(
    of bytes: SecretBytes,
    _ path: String,
    _ token: BootstrapTokenSecret?
  ) -> Row.End? {
    let mayHoldSome = bytes.withUnsafeBytes {
      $0.holds("BEGIN CERTIFICATE") || $0.holds("certificate-authority-data")
        || $0.holds("client-certificate-data") || token != nil && $0.holds("token:")
    }
    guard mayHoldSome else { return nil }
    switch FileRecognition.content(of: bytes, path: path) {
    case .objects(let objects):
      return objects.compactMap(\.certificate?.validity.notAfter).min().map { .certificate($0) }
    case .kubeconfig(let kubeconfig):
      let all =
        kubeconfig.clusters.map(\.value.certificateAuthorityData)
        + kubeconfig.users.map(\.value.clientCertificateData)
      let facts = all.filter { !$0.isEmpty }.flatMap {
        (try? CertificateReader.certificates(pem: $0, file: nil)) ?? []
      }
      let certificate = facts.map(\.validity.notAfter).min()
      if let token, let shown = token.token, let end = token.expiration.moment,
        kubeconfig.users.contains(where: { $0.value.token == shown.text }),
        certificate.map({ end < $0 }) ?? true
      {
        return .token(end)
      }
      return certificate.map { .certificate($0) }
    default: return nil
    }
  }
}
