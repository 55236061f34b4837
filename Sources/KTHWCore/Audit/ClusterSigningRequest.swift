/// A request for a certificate as a cluster keeps it: a
/// CertificateSigningRequest of certificates.k8s.io/v1 or v1beta1, or nothing
/// but the request itself
/// (https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/).
public struct ClusterSigningRequest: Sendable {
  /// The object's name; nil for a bare request.
  public var name: String?
  /// The version that it is written in: `v1`, `v1beta1`; nil for a bare
  /// request.
  public var version: String?
  /// Who is to sign it.
  public var signerName: String?
  /// What the certificate shall be good for.
  public var usages: [String] = []
  /// Who asked, as the API server knows.
  public var username: String?
  /// The groups of who asked.
  public var groups: [String] = []
  /// What was decided already.
  public var decision: Decision?
  /// The request, PEM; nil where there is none, or what is there is no base64.
  public var pem: [UInt8]?

  /// What became of a request.
  public enum Decision: String, Hashable, Sendable {
    /// Somebody approved it.
    case approved
    /// Somebody denied it.
    case denied
    /// Its signer could not sign it.
    case failed
  }

  /// Whether nobody has decided yet.
  public var isPending: Bool { decision == nil }
}

// MARK: - Reading

extension ClusterSigningRequest {
  /// Reads a file: objects or lists of them in YAML or JSON, as `kubectl get
  /// csr -o yaml` prints them, or requests in PEM.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: its name for messages.
  /// - Returns: the requests, in order; none of an empty list.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/wrongType`` for what is something else.
  public static func all(in bytes: [UInt8], file: String) throws -> [ClusterSigningRequest] {
    let blank = bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if blank.starts(with: "-----BEGIN ".utf8) {
      let blocks = try PEM.blocks(in: bytes, file: file)
      return blocks.map { block in
        var request = ClusterSigningRequest()
        // As it stands, so that all is judged that is judged of others.
        request.pem = Array(PEM.encode(block.bytes, label: block.label).utf8)
        return request
      }
    }
    let documents = try YAMLReader.documents(from: bytes, file: file).filter { !$0.isNull }
    guard !documents.isEmpty else {
      throw KTHWError(
        .syntax,
        "there is nothing in it",
        at: .file(file),
        hint: "kubectl get csr -o yaml prints what is asked for"
      )
    }
    return try documents.flatMap { try all(in: $0, file: file) }
  }

  private static func all(in node: Node, file: String) throws -> [ClusterSigningRequest] {
    switch node["kind"]?.text {
    case "List", "CertificateSigningRequestList":
      return try (node["items"]?.items ?? []).map { item in
        // Items of a typed list need not say what they are.
        let isTyped = node["kind"]?.text != "List" && item["kind"] == nil
        return try ClusterSigningRequest(item, isTyped ? node : item, file)
      }
    default: return [try ClusterSigningRequest(node, node, file)]
    }
  }

  private init(_ node: Node, _ typed: Node, _ file: String) throws {
    let kind = typed["kind"]?.text
    let version = typed["apiVersion"]?.text ?? ""
    let parts = version.split(separator: "/")
    guard kind?.hasPrefix("CertificateSigningRequest") == true, parts.count == 2,
      parts[0] == "certificates.k8s.io", ["v1", "v1beta1"].contains(parts[1])
    else {
      throw KTHWError(
        .wrongType,
        "expected a CertificateSigningRequest of certificates.k8s.io/v1 or v1beta1, found "
          + (kind.map { Terminal.quoted("\(version) \($0)") } ?? node.kindDescription),
        at: .file(file, node.mark)
      )
    }
    self.version = String(parts[1])
    let spec = node["spec"]
    name = node["metadata"]?["name"]?.text
    signerName = spec?["signerName"]?.text
    usages = spec?["usages"]?.items?.compactMap(\.text) ?? []
    username = spec?["username"]?.text ?? ""
    groups = spec?["groups"]?.items?.compactMap(\.text) ?? []
    pem = spec?["request"]?.text.flatMap { try? Base64.decode(Array($0.utf8), .go) }
    for condition in node["status"]?["conditions"]?.items ?? [] {
      // Up to 1.18 a condition that stands there holds.
      guard condition["status"]?.text ?? "True" == "True" else { continue }
      switch condition["type"]?.text {
      case "Denied": decision = .denied
      case "Failed" where decision != .denied: decision = .failed
      case "Approved" where decision == nil: decision = .approved
      default: break
      }
    }
  }
}
