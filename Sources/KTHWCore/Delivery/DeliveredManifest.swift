/// The list of what was delivered to a machine: one line for each file and
/// link, tabs between kind, mode, owner, SHA-256, end and path.
///
/// The end is that of the certificate in the file that ends first; `-` stands
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
    /// When the first certificate in it ends.
    let end: Timestamp?
    /// What a link says.
    let target: String?

    /// The line, without its end.
    fileprivate var text: String {
      let fields = [
        kind.rawValue, mode.map { String($0, radix: 8) } ?? "-", mode == nil ? "-" : "0:0",
        digest ?? "-", end?.rfc3339 ?? "-", path, target,
      ]
      return fields.compactMap(\.self).joined(separator: "\t")
    }
  }

  /// The lines in the order of the paths.
  let rows: [Row]

  /// Lists an overlay.
  ///
  /// - Throws: ``KTHWError`` where hashing fails.
  init(of overlay: HostOverlay) throws {
    rows = try overlay.entries.map { entry in
      switch entry.content {
      case .file(let bytes, let mode):
        Row(
          kind: .file,
          path: entry.path,
          mode: mode,
          digest: Hexadecimal.plain(try bytes.withUnsafeBytes(Hash.sha256)),
          end: DeliveredManifest.end(of: bytes, entry.path),
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
    "# Made by kthwctl: kind, mode, owner, SHA-256, first end of a certificate, path, target.\n"
      + rows.map { $0.text + "\n" }.joined()
  }

  /// When the first certificate in a file ends: in PEM, or in a kubeconfig.
  private static func end(of bytes: SecretBytes, _ path: String) -> Timestamp? {
    let mayHoldSome = bytes.withUnsafeBytes {
      $0.holds("BEGIN CERTIFICATE") || $0.holds("certificate-authority-data")
        || $0.holds("client-certificate-data")
    }
    guard mayHoldSome else { return nil }
    switch FileRecognition.content(of: bytes, path: path) {
    case .objects(let objects):
      return objects.compactMap(\.certificate?.validity.notAfter).min()
    case .kubeconfig(let kubeconfig):
      let all =
        kubeconfig.clusters.map(\.value.certificateAuthorityData)
        + kubeconfig.users.map(\.value.clientCertificateData)
      let facts = all.filter { !$0.isEmpty }.flatMap {
        (try? CertificateReader.certificates(pem: $0, file: nil)) ?? []
      }
      return facts.map(\.validity.notAfter).min()
    default: return nil
    }
  }
}
