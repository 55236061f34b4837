/// The Secret by which a cluster knows a bootstrap token, as it is written, so
/// that it can be judged
/// (https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/).
public struct BootstrapTokenSecret: Sendable {
  /// The Secret's name.
  public let name: String
  /// The Secret's namespace; empty where none is written.
  public let namespace: String
  /// What its fields say, decoded: `token-id`, `expiration` and others.
  private let fields: [String: String]
  /// Fields whose base64 is none.
  let unreadable: [String]
  /// Where fields stand.
  private let marks: [String: SourceMark]
  /// Where the Secret begins.
  let mark: SourceMark?

  /// When a token ends.
  public enum Expiration: Hashable, Sendable, CustomStringConvertible {
    /// At that moment.
    case at(Timestamp)
    /// It is not written, so never.
    case never
    /// What is written is no moment; API servers take it for one that is past.
    case unreadable

    /// The moment, where there is one.
    public var moment: Timestamp? { if case .at(let moment) = self { moment } else { nil } }

    /// The moment in RFC 3339, or words.
    public var description: String {
      switch self {
      case .at(let moment): moment.description
      case .never: "never"
      case .unreadable: "unreadable"
      }
    }
  }

  /// The token; nil where id or secret are not what they must be.
  public var token: BootstrapToken? {
    try? BootstrapToken(id: self["token-id"] ?? "", secret: self["token-secret"] ?? "")
  }

  /// When the token ends.
  public var expiration: Expiration {
    guard let text = self["expiration"], !text.isEmpty else { return .never }
    return (try? Timestamp(rfc3339: text)).map { .at($0) } ?? .unreadable
  }

  /// The groups that it gives beside `system:bootstrappers`.
  public var groups: [String] {
    (self["auth-extra-groups"] ?? "").split(separator: ",").map(String.init)
  }

  /// Whether it lets its holder in; without that it is of no use here.
  public var authenticates: Bool { self["usage-bootstrap-authentication"] == "true" }

  /// What a field says.
  subscript(key: String) -> String? { fields[key] }

  /// Where a field stands.
  func mark(of key: String) -> SourceMark? { marks[key] ?? mark }

  /// Takes an object of Kubernetes; nil for what is no such Secret.
  public init?(_ node: Node) {
    guard node["kind"]?.text == "Secret", node["type"]?.text == BootstrapTokenSecret.type else {
      return nil
    }
    var fields: [String: String] = [:]
    var marks: [String: SourceMark] = [:]
    var unreadable: [String] = []
    for entry in node["data"]?.entries ?? [] {
      marks[entry.key] = entry.value.mark
      let bytes = try? Base64.decode(Array((entry.value.text ?? "").utf8), .go)
      guard let bytes, let text = String(validating: bytes, as: UTF8.self) else {
        unreadable.append(entry.key)
        continue
      }
      fields[entry.key] = text
    }
    // What is written plainly takes the other's place.
    for entry in node["stringData"]?.entries ?? [] {
      marks[entry.key] = entry.value.mark
      fields[entry.key] = entry.value.text
    }
    name = node["metadata"]?["name"]?.text ?? ""
    namespace = node["metadata"]?["namespace"]?.text ?? ""
    mark = node.mark
    self.fields = fields
    self.marks = marks
    self.unreadable = unreadable
  }

  /// Reads a file with one such Secret in it; nil for anything else.
  public init?(reading bytes: [UInt8]) {
    guard let documents = try? YAMLReader.documents(from: bytes) else { return nil }
    let found = documents.compactMap(BootstrapTokenSecret.init)
    guard found.count == 1, documents.count(where: { !$0.isNull }) == 1 else { return nil }
    self = found[0]
  }

  /// The type of such Secrets.
  public static let type = "bootstrap.kubernetes.io/token"
  /// The namespace in which API servers look for them.
  public static let namespace = "kube-system"

  /// The name that the Secret of a token must have.
  public static func name(of id: String) -> String { "bootstrap-token-\(id)" }
}

// MARK: - Writing

extension BootstrapTokenSecret {
  /// What a Secret shall say.
  public struct Terms: Sendable {
    /// The token.
    public var token: BootstrapToken
    /// When it ends.
    public var expires: Timestamp
    /// The groups that it gives.
    public var groups = [BootstrapToken.group]
    /// What it is for, in words.
    public var purpose = ""
    /// Whether the cluster also signs what `kubeadm join` reads with it.
    public var signs = false

    /// Creates terms with the usual group.
    public init(token: BootstrapToken, expires: Timestamp) {
      self.token = token
      self.expires = expires
    }
  }

  /// The text of a Secret, for `kubectl apply`.
  ///
  /// - Parameters:
  ///   - terms: what it says.
  ///   - why: words above it, line by line, without `#`.
  /// - Returns: the text, which holds the token's secret.
  /// - Throws: ``KTHWError`` where something in it cannot be written.
  public static func text(of terms: Terms, why: String) throws -> SecretBytes {
    var fields: KeyValuePairs<String, Node?> {
      [
        "auth-extra-groups": .string(terms.groups.joined(separator: ",")),
        "description": terms.purpose.isEmpty ? nil : .string(terms.purpose),
        // The day after tomorrow it helps nobody who finds it.
        "expiration": .string(terms.expires.rfc3339),
        "token-id": .string(terms.token.id),
        "token-secret": .string(terms.token.secret),
        "usage-bootstrap-authentication": .string("true"),
        "usage-bootstrap-signing": terms.signs ? .string("true") : nil,
      ]
    }
    var manifest = Manifest()
    manifest.add(
      .object(
        "Secret",
        "v1",
        name(of: terms.token.id),
        namespace: namespace,
        [
          "stringData": .mapping(
            fields.compactMap { key, value in
              value.map { Node.Entry(key, $0) }
            }
          ),
          "type": .string(type),
        ]
      ),
      why: why
    )
    let text = try manifest.text()
    return Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
  }
}
