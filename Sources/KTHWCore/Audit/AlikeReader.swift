/// Reads what is alike on thousands of machines only once: scripts,
/// certificates of authorities, programs' configurations.
///
/// What was read is shared, so that memory does not grow with the copies.
struct AlikeReader: Sendable {
  private let scripts = Guarded<[String: AuditedScript]>([:])
  private let authorities = Guarded<[[UInt8]: [InspectedObject]]>([:])
  private let texts = Guarded<Set<[UInt8]>>([])
  private let configurations = Guarded<[[UInt8]: FileRecognition.Recognized]>([:])

  /// How many things of a kind are kept, at most; what differs from machine to
  /// machine is not worth keeping.
  private static let limit = 256

  /// Reads a script, or takes what was read before.
  func script(_ text: String) -> AuditedScript {
    if let script = scripts.withLock({ $0[text] }) { return script }
    let script = AuditedScript(text)
    scripts.withLock { if $0.count < AlikeReader.limit { $0[text] = script } }
    return script
  }

  /// Reads certificates, requests and keys, or takes what was read before of
  /// the same authorities.
  ///
  /// - Parameters:
  ///   - bytes: the text or DER; it may hold private keys.
  ///   - path: the file that the objects are to name.
  /// - Returns: the objects in their order.
  /// - Throws: ``KTHWError`` with the file in its place.
  func objects(_ bytes: SecretBytes, path: String) throws -> [InspectedObject] {
    // Nothing is copied of what may be a key.
    let text = bytes.withUnsafeBytes {
      $0.holds("BEGIN CERT") && !$0.holds("PRIVATE") ? Array($0) : nil
    }
    guard let text else { return try InspectedObject.all(in: bytes, file: path) }
    if let known = authorities.withLock({ $0[text] }) {
      return known.map { object in
        var object = object
        object.file = path
        return object
      }
    }
    let objects = try InspectedObject.all(in: bytes, file: path)
    if objects.allSatisfy({ $0.certificate?.isAuthority == true }) {
      authorities.withLock { if $0.count < AlikeReader.limit { $0[text] = objects } }
    }
    return objects
  }

  /// Reads YAML or JSON, or takes what was read before of the same text.
  ///
  /// - Parameters:
  ///   - bytes: all of it; it may hold private keys.
  ///   - read: reads it.
  /// - Returns: what `read` returns.
  func structured(
    _ bytes: [UInt8],
    _ read: () -> FileRecognition.Recognized
  ) -> FileRecognition.Recognized {
    // By a digest, which tells nothing of a key.
    let digest = Hash.sha256(bytes)
    if let known = configurations.withLock({ $0[digest] }) { return known }
    let found = read()
    switch found.content {
    case .kubeconfig(let kubeconfig): return (.kubeconfig(sharing(kubeconfig)), found.document)
    case .documents(.kubelet, _), .documents(.kubeProxy, _), .documents(.containerNetwork, _):
      configurations.withLock { if $0.count < AlikeReader.limit { $0[digest] = found } }
      return found
    default: return found
    }
  }

  /// A kubeconfig whose texts of authorities are those of others that have the
  /// same.
  private func sharing(_ kubeconfig: Kubeconfig) -> Kubeconfig {
    var kubeconfig = kubeconfig
    for (name, cluster) in kubeconfig.clusters where !cluster.certificateAuthorityData.isEmpty {
      let text = cluster.certificateAuthorityData
      let shared = texts.withLock { texts in
        if let index = texts.firstIndex(of: text) { return texts[index] }
        if texts.count < AlikeReader.limit { texts.insert(text) }
        return text
      }
      kubeconfig.clusters[name]?.certificateAuthorityData = shared
    }
    return kubeconfig
  }
}
