extension AuditJudges {
  /// Tells of files that configurations name: whether they are there, of the
  /// right kind, and belong together.
  static let judgeNamedFiles: OfArea = { area, _, _, findings in
    for file in area.files {
      guard case .documents(let kind, let documents) = file.content,
        [.kubelet, .kubeProxy, .scheduler].contains(kind)
      else { continue }
      for document in documents {
        for (field, expected) in namedFiles {
          let parts = field.split(separator: ".").map(String.init)
          let node = parts.reduce(Optional(document)) { $0?[$1] }
          guard let node, let path = node.text, path.hasPrefix("/") else { continue }
          judge(path, expected, at: file.place(node.mark, field: field), in: area, &findings)
        }
        judgePair(in: document, of: file, in: area, &findings)
      }
    }
  }

  /// What a file that is named must hold.
  private enum Expected: String {
    case certificate = "a certificate"
    case key = "a private key"
    case kubeconfig = "a kubeconfig"
  }

  private static let namedFiles: [(String, Expected)] = [
    ("authentication.x509.clientCAFile", .certificate), ("tlsCertFile", .certificate),
    ("tlsPrivateKeyFile", .key), ("clientConnection.kubeconfig", .kubeconfig),
  ]

  private static func judge(
    _ path: String,
    _ expected: Expected,
    at place: Place,
    in area: AuditedArea,
    _ findings: inout AuditFindings
  ) {
    guard let file = area.file(at: path) else {
      guard area.isComplete, area.links[path] == nil else { return }
      findings.add(
        .missingNamedFile,
        at: place,
        "there is no \(Terminal.quoted(path)) among the files of this machine"
      )
      return
    }
    let fits: Bool
    switch (expected, file.content) {
    case (_, .unreadable), (_, .unknown): return
    case (.certificate, .objects): fits = !file.certificates.isEmpty
    case (.key, .objects(let objects)):
      // One behind a passphrase is of no use where nobody is asked.
      fits = objects.contains { if case .privateKey = $0.content { true } else { false } }
    case (.kubeconfig, .kubeconfig): fits = true
    default: fits = false
    }
    guard !fits else { return }
    findings.add(
      .wrongNamedFile,
      at: place,
      "\(Terminal.quoted(path)) holds no \(expected.rawValue.dropFirst(2))",
      related: [file.place()]
    )
  }

  private static func judgePair(
    in document: Node,
    of file: AuditedFile,
    in area: AuditedArea,
    _ findings: inout AuditFindings
  ) {
    guard let certificate = document["tlsCertFile"]?.text, let key = document["tlsPrivateKeyFile"],
      let keyPath = key.text, let shown = area.file(at: certificate)?.certificates.first,
      let keyFile = area.file(at: keyPath)
    else { return }
    let keys = keyFile.objects.compactMap { object -> PublicKey? in
      if case .privateKey(let key) = object.content { key } else { nil }
    }
    guard let own = keys.first, own.subjectPublicKeyInfo != shown.publicKey.subjectPublicKeyInfo
    else { return }
    findings.add(
      .mismatchedNamedPair,
      at: file.place(key.mark, field: "tlsPrivateKeyFile"),
      "\(Terminal.quoted(keyPath)) is not the key of \(Terminal.quoted(certificate))",
      related: [keyFile.place()]
    )
  }
}
