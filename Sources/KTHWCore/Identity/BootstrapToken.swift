/// A token by which a machine joins a cluster: an id that everybody may see,
/// and a secret
/// (https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/).
///
/// Descriptions and mirrors tell the id alone.
public struct BootstrapToken: Hashable, Sendable {
  /// Six of a–z and 0–9: its name in the cluster, which is no secret.
  public let id: String
  /// Sixteen of a–z and 0–9.
  public let secret: String

  /// What is shown to an API server: `id.secret`.
  public var text: String { "\(id).\(secret)" }

  /// Whom it makes of its holder, as far as the token itself says.
  public var identity: RBACIdentity {
    RBACIdentity(
      user: BootstrapToken.userPrefix + id,
      groups: [BootstrapToken.everybodysGroup]
    )
  }

  /// What the user names of those who join begin with.
  public static let userPrefix = "system:bootstrap:"
  /// The group of all who show a token.
  public static let everybodysGroup = "system:bootstrappers"
  /// The group of machines that join with tokens that are made here: only
  /// they may ask for a node's certificate, and not all who have any token.
  public static let group = "system:bootstrappers:kthw:nodes"

  /// Creates a token of its parts.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``; the secret
  ///   is not in the message.
  public init(id: String, secret: String) throws {
    guard BootstrapToken.isID(id) else {
      throw KTHWError(
        .invalidValue,
        "is no id of a bootstrap token: six of a-z and 0-9 are expected"
      )
    }
    guard BootstrapToken.isSecret(secret) else {
      throw KTHWError(
        .invalidValue,
        "is no secret of a bootstrap token: sixteen of a-z and 0-9 are expected"
      )
    }
    self.id = id
    self.secret = secret
  }

  /// Reads `id.secret`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``; the text is
  ///   not in the message.
  public init(_ text: String) throws {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, BootstrapToken.isID(parts[0]), BootstrapToken.isSecret(parts[1]) else {
      throw KTHWError(
        .invalidValue,
        "is no bootstrap token: six and sixteen of a-z and 0-9 are expected, with a dot between"
      )
    }
    (id, secret) = (parts[0], parts[1])
  }

  /// Makes a token.
  ///
  /// - Parameter random: gives so many random octets; is asked again, for the
  ///   number of the attempt, where these were too few.
  /// - Throws: what `random` throws.
  public init(random: (_ count: Int, _ attempt: Int) throws -> [UInt8]) throws {
    var characters: [UInt8] = []
    var attempt = 0
    while characters.count < BootstrapToken.length {
      // 252 is the largest multiple of 36: what lies above would make some
      // characters more likely than others.
      characters += try random(64, attempt).filter { $0 < 252 }
        .map { BootstrapToken.alphabet[Int($0) % 36] }
      attempt += 1
    }
    id = String(decoding: characters[..<6], as: UTF8.self)
    secret = String(decoding: characters[6..<BootstrapToken.length], as: UTF8.self)
  }

  /// Whether a text has the form of an id.
  public static func isID(_ text: String) -> Bool { isWord(text, of: 6) }

  /// Whether a text has the form of a secret.
  public static func isSecret(_ text: String) -> Bool { isWord(text, of: 16) }

  /// Whether a group may be given to whoever shows a token:
  /// `system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]`.
  public static func isGroup(_ text: String) -> Bool {
    guard text.hasPrefix(everybodysGroup + ":") else { return false }
    let rest = text.utf8.dropFirst(everybodysGroup.utf8.count + 1)
    guard let last = rest.last, rest.count <= 256 else { return false }
    return alphabet.contains(last)
      && rest.allSatisfy {
        alphabet.contains($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-")
      }
  }

  private static func isWord(_ text: String, of count: Int) -> Bool {
    text.utf8.count == count && text.utf8.allSatisfy(alphabet.contains)
  }

  private static let length = 22
  private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
}

extension BootstrapToken: CustomStringConvertible, CustomReflectable {
  /// The id, and that there is a secret.
  public var description: String { "\(id).…" }

  /// The id alone.
  public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
