/// Finds out what a file is, by what is in it more than by its name, and
/// reads it as that.
enum FileRecognition {
  /// What a file holds, and the YAML or JSON that typed content was made of.
  typealias Recognized = (content: AuditedContent, document: Node?)

  /// Reads a file's contents.
  ///
  /// - Parameters:
  ///   - bytes: all of it; it may be a secret.
  ///   - path: the path as its user knows it.
  /// - Returns: what it holds; never an error.
  static func content(of bytes: SecretBytes, path: String) -> AuditedContent {
    recognized(bytes, path: path).content
  }

  /// The same as ``content(of:path:)``, with the document behind it.
  ///
  /// - Parameters:
  ///   - bytes: all of it; it may be a secret.
  ///   - path: the path as its user knows it.
  ///   - alike: reads what is alike in many files; one for all of them does so
  ///     only once.
  /// - Returns: what it holds, and what that was read from.
  static func recognized(
    _ bytes: SecretBytes,
    path: String,
    alike: AlikeReader = AlikeReader()
  ) -> Recognized {
    let shape = bytes.withUnsafeBytes { FileShape($0, path: path) }
    switch shape {
    case .objects:
      let content = read("certificates, requests or keys") {
        .objects(try alike.objects(bytes, path: path))
      }
      return (content, nil)
    case .unit:
      return (.unit(UnitFile(text(of: bytes))), nil)
    case .text(let kind):
      return (.text(kind, text(of: bytes)), nil)
    case .script:
      return (.script(alike.script(text(of: bytes))), nil)
    case .structured(let isMeant):
      let bytes = bytes.withUnsafeBytes { Array($0) }
      return alike.structured(bytes) { structured(bytes, path, isMeant) }
    case .unknown: return (.unknown, nil)
    }
  }

  private static func text(of bytes: SecretBytes) -> String {
    bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func read(
    _ kind: String,
    _ body: () throws -> AuditedContent
  ) -> AuditedContent {
    do {
      return try body()
    } catch let error as KTHWError {
      return .unreadable(as: kind, error)
    } catch {
      return .unreadable(as: kind, KTHWError(.syntax, "cannot be read"))
    }
  }

  /// Reads YAML or JSON by what it says it is.
  ///
  /// - Parameters:
  ///   - bytes: all of it.
  ///   - path: the path as its user knows it.
  ///   - isMeant: whether it must be that, as its name says.
  /// - Returns: what it holds.
  private static func structured(
    _ bytes: [UInt8],
    _ path: String,
    _ isMeant: Bool
  ) -> Recognized {
    let documents: [Node]
    do {
      documents = try YAMLReader.documents(from: bytes, file: path, duplicateKeys: .keep)
    } catch let error as KTHWError {
      return (isMeant ? .unreadable(as: "YAML or JSON", error) : .unknown, nil)
    } catch {
      return (.unknown, nil)
    }
    guard let first = documents.first(where: { !$0.isNull }), first.entries != nil else {
      return (isMeant ? .documents(.other, documents) : .unknown, nil)
    }
    if let content = typed(first, bytes, path) { return (content, first) }
    return (.documents(documentKind(first["kind"]?.text ?? "", first), documents), nil)
  }

  /// What has a type of its own here; nil for every other document.
  private static func typed(_ first: Node, _ bytes: [UInt8], _ path: String) -> AuditedContent? {
    switch first["kind"]?.text ?? "" {
    case "Config"
    where first["clusters"] != nil || first["contexts"] != nil
      || first["users"] != nil:
      return read("a kubeconfig") { .kubeconfig(try Kubeconfig(reading: bytes, file: path)) }
    case "EncryptionConfiguration", "EncryptionConfig":
      return read("an encryption configuration") {
        .encryption(try EncryptionConfiguration(text: bytes, file: path))
      }
    case "Cluster" where first["apiVersion"]?.text?.hasPrefix("kthwctl/") == true:
      return read("a description of a cluster") {
        let (spec, doubts) = try ClusterSpec.reading(bytes, file: path)
        return .cluster(spec, doubts: doubts)
      }
    default: return nil
    }
  }

  private static func documentKind(_ kind: String, _ node: Node) -> AuditedContent.DocumentKind {
    let version = node["apiVersion"]?.text ?? ""
    switch kind {
    case "KubeletConfiguration": return .kubelet
    case "KubeSchedulerConfiguration": return .scheduler
    case "KubeProxyConfiguration": return .kubeProxy
    case "Policy" where version.hasPrefix("audit.k8s.io/"): return .auditPolicy
    case "Pod" where node["spec"]?["containers"]?.items?.first?["command"] != nil:
      return .staticPod
    default: break
    }
    if !kind.isEmpty, !version.isEmpty { return .manifest }
    if node["cniVersion"] != nil || (node["plugins"] != nil && node["name"] != nil)
      || (node["ipam"] != nil && node["type"] != nil)
    {
      return .containerNetwork
    }
    if node["signing"] != nil { return .cfsslPolicy }
    if node["CN"] != nil || (node["key"] != nil && node["names"] != nil) { return .cfsslRequest }
    return .other
  }
}
